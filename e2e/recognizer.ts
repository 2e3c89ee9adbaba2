import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aptInstall,
  canAptInstall,
  thisComputer,
  whereIs,
  type Computer,
} from '../tools/computer.ts';

/** An offline recognizer of English speech. */
export interface Recognizer {
  readonly name: string;
  /** Transcribes utterances of mono samples at 16 000 Hz, −1…1; `''` where nothing was understood. */
  transcribe(utterances: readonly Float32Array[]): Promise<string[]>;
}

/** Where Debian's `pocketsphinx-en-us` puts its models. */
const MODEL_FOLDER = '/usr/share/pocketsphinx/model/en-us';
const COMMAND = 'pocketsphinx_batch';
/** 0.25 s of silence before and after, without which the first and last words are often lost. */
const PADDING_SAMPLES = 4000;
/** Scales to 16 bits; a little below full scale, so that rounding cannot clip. */
const FULL_SCALE = 32_000;

/**
 * Debian's pocketsphinx with its English model, installed where that needs nobody's consent; or the
 * reason why there is none.
 */
export async function findRecognizer(
  computer: Computer = thisComputer(),
): Promise<Recognizer | { readonly reason: string }> {
  const isThere = async (): Promise<string | undefined> => {
    const hasModel = await access(MODEL_FOLDER).then(
      () => true,
      () => false,
    );
    return hasModel ? whereIs(computer, COMMAND) : undefined;
  };
  let command = await isThere();
  if (!command && (await canAptInstall(computer))) {
    try {
      await aptInstall(computer, 'pocketsphinx', 'pocketsphinx-en-us');
    } catch (cause) {
      return { reason: `pocketsphinx could not be installed: ${String(cause)}` };
    }
    command = await isThere();
  }
  if (!command) {
    return { reason: "needs Debian's packages pocketsphinx and pocketsphinx-en-us" };
  }
  return new PocketSphinx(computer, command);
}

/** Runs `pocketsphinx_batch`: unlike its live sibling it does not cut utterances at pauses. */
class PocketSphinx implements Recognizer {
  readonly name = 'pocketsphinx, model en-us';
  readonly #computer: Computer;
  readonly #command: string;

  constructor(computer: Computer, command: string) {
    this.#computer = computer;
    this.#command = command;
  }

  async transcribe(utterances: readonly Float32Array[]): Promise<string[]> {
    const folder = await mkdtemp(join(tmpdir(), 'xtts-web-words-'));
    try {
      const names = utterances.map((_, i) => String(i));
      for (const [i, samples] of utterances.entries()) {
        await writeFile(join(folder, `${i}.raw`), toPaddedPcm16(samples));
      }
      const list = join(folder, 'list');
      const transcript = join(folder, 'transcript');
      await writeFile(list, `${names.join('\n')}\n`);
      await this.#computer.run(this.#command, [
        ...['-hmm', join(MODEL_FOLDER, 'en-us')],
        ...['-lm', join(MODEL_FOLDER, 'en-us.lm.bin')],
        ...['-dict', join(MODEL_FOLDER, 'cmudict-en-us.dict')],
        ...['-ctl', list, '-cepdir', folder, '-cepext', '.raw', '-adcin', 'yes'],
        // Weight of the language model: with it this voice was understood best.
        ...['-lw', '8', '-hyp', transcript, '-logfn', join(folder, 'log')],
      ]);
      return parseTranscript(await readFile(transcript, 'utf8'), names);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/** Reads lines such as `hello world (0 -4711)`; names without a line were not understood. */
export function parseTranscript(transcript: string, names: readonly string[]): string[] {
  const words = new Map<string, string>();
  for (const line of transcript.split('\n')) {
    const match = /^(.*)\((\S+) -?\d+\)$/.exec(line.trim());
    if (match) words.set(match[2]!, match[1]!.trim());
  }
  return names.map((name) => words.get(name) ?? '');
}

function toPaddedPcm16(samples: Float32Array): Uint8Array {
  const pcm = new Int16Array(samples.length + 2 * PADDING_SAMPLES);
  for (const [i, sample] of samples.entries()) {
    pcm[PADDING_SAMPLES + i] = Math.round(FULL_SCALE * Math.max(-1, Math.min(1, sample)));
  }
  return new Uint8Array(pcm.buffer);
}
