import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readWav } from '../src/audio/wav.ts';
import type { AlignedWord } from './forced-aligner.ts';

/** Speech of which it is known when each word was spoken. */
export interface KnownSpeech {
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
  readonly times: readonly AlignedWord[];
}

const VOICE = 'slt';

/**
 * Speaks a sentence with Debian's flite, which prints when each phone ends, so that an aligner can be
 * checked. Which phones belong to which word is told by speaking each word alone; `undefined` where
 * that gives another number of phones than the sentence has.
 */
export async function speakWithFlite(
  sentence: string,
  words: readonly string[],
): Promise<KnownSpeech | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'xtts-web-flite-'));
  try {
    const file = join(folder, 'speech.wav');
    const phones: AlignedWord[] = [];
    let startSeconds = 0;
    for (const field of await flite('-psdur', sentence, file)) {
      const [name, end] = field.split(':');
      const endSeconds = Number(end);
      if (name !== 'pau') phones.push({ startSeconds, endSeconds });
      startSeconds = endSeconds;
    }
    const times: AlignedWord[] = [];
    let at = 0;
    for (const word of words) {
      const alone = await flite('-ps', word, 'none');
      const from = phones[at];
      at += alone.filter((name) => name !== 'pau').length;
      const to = phones[at - 1];
      if (!from || !to) return undefined;
      times.push({ startSeconds: from.startSeconds, endSeconds: to.endSeconds });
    }
    if (at !== phones.length) return undefined;
    const { channels, sampleRate } = readWav(new Uint8Array(await readFile(file)));
    return { samples: channels[0]!, sampleRate, times };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function flite(print: '-ps' | '-psdur', text: string, out: string): Promise<string[]> {
  const args = ['-voice', VOICE, print, '-t', text, '-o', out];
  const { stdout } = await promisify(execFile)('flite', args);
  return stdout.trim().split(/\s+/);
}
