import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resample } from '../src/audio/resampler.ts';

/** Speech whose words are known, in order, as the aligner's dictionary spells them. */
export interface AlignTask {
  readonly samples: Float32Array;
  /** Hz. */
  readonly sampleRate: number;
  readonly words: readonly string[];
}

/** Where a word is, in seconds from the first sample; in steps of `ALIGNER_STEP_SECONDS`. */
export interface AlignedWord {
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/** One frame of pocketsphinx. */
export const ALIGNER_STEP_SECONDS = 0.01;

const MODEL_FOLDER = '/usr/share/pocketsphinx/model/en-us';
const DICTIONARY = join(MODEL_FOLDER, 'cmudict-en-us.dict');
const SAMPLE_RATE = 16_000;
/** Silence before and after, without which the first and last words are often lost. */
const PADDING_SAMPLES = 4000;
/** Scales to 16 bits; a little below full scale, so that rounding cannot clip. */
const FULL_SCALE = 32_000;

/**
 * Finds each word of each utterance by Debian's pocketsphinx with its English model, which is given
 * the exact sequence of words as a grammar and may put silence between them. `undefined` where it
 * does not reach the end of the sequence.
 */
export async function align(tasks: readonly AlignTask[]): Promise<(AlignedWord[] | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'xtts-web-align-'));
  try {
    for (const [i, { samples, sampleRate, words }] of tasks.entries()) {
      await writeFile(
        join(folder, `${i}.raw`),
        toPcm16(resample(samples, sampleRate, SAMPLE_RATE)),
      );
      await writeFile(join(folder, `${i}.fsg`), grammar(String(i), words));
    }
    const list = join(folder, 'list');
    const segments = join(folder, 'segments');
    await writeFile(list, `${tasks.map((_, i) => i).join('\n')}\n`);
    await promisify(execFile)('pocketsphinx_batch', [
      ...['-hmm', join(MODEL_FOLDER, 'en-us'), '-dict', DICTIONARY],
      ...['-ctl', list, '-cepdir', folder, '-cepext', '.raw', '-adcin', 'yes'],
      ...['-fsgctl', list, '-fsgdir', folder, '-fsgext', '.fsg'],
      // Wide beams: a narrow search that loses the grammar's end gives no alignment at all.
      ...['-beam', '1e-150', '-wbeam', '1e-120', '-pbeam', '1e-150'],
      // Removing silence would shift all that follows it.
      ...['-remove_silence', 'no', '-bestpath', 'no', '-fwdflat', 'no', '-lw', '1'],
      ...['-hypseg', segments, '-logfn', join(folder, 'log')],
    ]);
    const found = parseSegments(await readFile(segments, 'utf8'));
    return tasks.map(({ words }, i) => {
      const aligned = found.get(String(i)) ?? [];
      const isWhole =
        aligned.length === words.length && aligned.every(({ word }, w) => word === words[w]);
      return isWhole ? aligned : undefined;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The words that the aligner's dictionary can spell. */
export async function alignableWords(): Promise<ReadonlySet<string>> {
  const lines = (await readFile(DICTIONARY, 'utf8')).split('\n');
  return new Set(lines.map((line) => line.split(/[ (]/, 1)[0]!));
}

/** Reads lines such as `0 S 0 T -9 A -9 L 0 0 <sil> -1 0 25 the -2 0 38 (…) 92`. */
function parseSegments(text: string): Map<string, (AlignedWord & { readonly word: string })[]> {
  const found = new Map<string, (AlignedWord & { readonly word: string })[]>();
  for (const line of text.split('\n')) {
    const fields = line.trim().split(/\s+/);
    const words: (AlignedWord & { readonly word: string })[] = [];
    // Header of 9 fields "id S s T s A s L s", then triples "first-frame score… word"; see below.
    for (let at = 9; at + 4 < fields.length; at += 4) {
      const [first, , , name] = fields.slice(at, at + 4);
      const next = fields[at + 4]!;
      const word = name!.replace(/\(\d+\)$/, '');
      if (/^[<[+]/.test(word)) continue;
      const seconds = (frame: string): number =>
        Number(frame) * ALIGNER_STEP_SECONDS - PADDING_SAMPLES / SAMPLE_RATE;
      words.push({ word, startSeconds: seconds(first!), endSeconds: seconds(next) });
    }
    if (fields[0]) found.set(fields[0], words);
  }
  return found;
}

function grammar(name: string, words: readonly string[]): string {
  const lines = words.map((word, i) => `TRANSITION ${i} ${i + 1} 1.0 ${word}`);
  return [
    `FSG_BEGIN ${name}`,
    `NUM_STATES ${words.length + 1}`,
    'START_STATE 0',
    `FINAL_STATE ${words.length}`,
    ...lines,
    'FSG_END',
    '',
  ].join('\n');
}

function toPcm16(samples: Float32Array): Uint8Array {
  const pcm = new Int16Array(samples.length + 2 * PADDING_SAMPLES);
  for (const [i, sample] of samples.entries()) {
    pcm[PADDING_SAMPLES + i] = Math.round(FULL_SCALE * Math.max(-1, Math.min(1, sample)));
  }
  return new Uint8Array(pcm.buffer);
}
