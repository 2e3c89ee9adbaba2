import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { joinSamples } from '../src/audio/join.ts';
import { CINEMATIC, FAST, type LatencyProfile } from '../src/profiles/profile.ts';
import { createNodeRuntime } from '../src/runtime/node-runtime.ts';
import { TextFrontEnd, type SpokenChunk } from '../src/text/front-end.ts';
import { estimateWords } from '../src/text/word-timing.ts';
import { weighWords } from '../src/text/word-weight.ts';
import { ChunkAudio } from '../src/worker/chunk-audio.ts';
import { XttsEngine } from '../src/xtts/engine.ts';
import { findVoice } from '../src/xtts/voices.ts';
import { BUNDLED_PACK } from '../tools/commands/command.ts';
import { openModel } from '../tools/open-model.ts';
import { speakWithFlite } from './flite-speech.ts';
import { align, type AlignedWord } from './forced-aligner.ts';
import { SENTENCES } from './word-timing-sentences.ts';

/**
 * `npm run bench:words [-- --out FILE.json]`: how far the times of words are from where an independent
 * aligner finds them, as JSON. The bundled voice speaks every sentence, cut as both profiles cut it.
 * A chunk counts only where the aligner agrees with itself, at three tempos, to 60 ms for every word:
 * the voice is not always intelligible. The aligner itself is checked on flite, which knows its times.
 * Needs Debian's pocketsphinx, pocketsphinx-en-us and flite.
 */
const { values } = parseArgs({ options: { out: { type: 'string' } } });

const LANGUAGE = 'en';
/** The audio is also aligned as if it were spoken so much faster and slower. */
const OTHER_TEMPOS = [1.0625, 0.9375];
const AGREEMENT_SECONDS = 0.06;

interface SpokenText {
  readonly profile: LatencyProfile['name'];
  readonly chunk: SpokenChunk;
  readonly samples: Float32Array;
  readonly times: { readonly [Method in keyof typeof METHODS]: readonly AlignedWord[] };
}

/** What is compared: from equal time for each letter to what the worker sends. */
const METHODS = {
  letters: 'time in proportion to letters',
  weights: 'time in proportion to weights: what is known before there is audio',
  alignment: 'what `chunk-done` says',
} as const;

const spoken = await speakAll();
const reference = await alignSurely(spoken);
const report = {
  date: new Date().toISOString(),
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  unit: 'milliseconds of absolute error',
  aligner: await checkAligner(),
  sentences: SENTENCES.length,
  chunks: spoken.length,
  chunksWithoutSureAlignment: reference.filter((times) => times === undefined).length,
  methods: METHODS,
  errors: Object.fromEntries(
    (['FAST', 'CINEMATIC'] as const).map((profile) => [profile, errorsOf(profile)]),
  ),
};
const json = `${JSON.stringify(report, null, 2)}\n`;
process.stdout.write(json);
if (values.out !== undefined) {
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, json);
}

async function speakAll(): Promise<SpokenText[]> {
  const pack = await openModel(BUNDLED_PACK);
  const voice = findVoice(await pack.readVoices(), undefined);
  const engine = await XttsEngine.open(pack, createNodeRuntime());
  const { sampleRate } = engine;
  const found: SpokenText[] = [];
  for (const profile of [FAST, CINEMATIC]) {
    for (const [seed, sentence] of SENTENCES.entries()) {
      const maxChunkChars = engine.maxChunkChars(LANGUAGE);
      const frontEnd = new TextFrontEnd({ ...profile, maxChunkChars, language: LANGUAGE });
      for (const chunk of [...frontEnd.push(sentence), ...frontEnd.end()]) {
        const audio = new ChunkAudio(chunk, { sampleRate, language: LANGUAGE });
        const options = { voice, language: LANGUAGE, seed, stream: chunk.index };
        const parts: Float32Array[] = [];
        for await (const piece of engine.synthesize(chunk.text, options)) {
          parts.push(audio.push(piece.samples));
        }
        parts.push(audio.end());
        const times = { ...estimates(chunk, audio), alignment: audio.words() };
        found.push({ profile: profile.name, chunk, samples: joinSamples(parts), times });
      }
    }
  }
  await engine.close();
  return found;
}

function estimates({ text, words }: SpokenChunk, { speechSeconds }: ChunkAudio) {
  const spans = words.map((word) => ({ start: word.textStart, end: word.textEnd }));
  const letters = spans.map(({ start, end }) => ({ weight: end - start, hasMark: false }));
  return {
    letters: estimateWords(letters, speechSeconds),
    weights: estimateWords(weighWords(text, spans, LANGUAGE), speechSeconds),
  };
}

/** Where the words are, for the chunks of which the aligner is sure. */
async function alignSurely(
  texts: readonly SpokenText[],
): Promise<(readonly AlignedWord[] | undefined)[]> {
  const SAMPLE_RATE = 24_000;
  const alignAt = (tempo: number) =>
    align(
      texts.map(({ chunk, samples }) => ({
        samples,
        sampleRate: Math.round(SAMPLE_RATE * tempo),
        words: wordsToAlign(chunk),
      })),
    );
  const aligned = await alignAt(1);
  for (const tempo of OTHER_TEMPOS) {
    const other = await alignAt(tempo);
    for (const [i, times] of aligned.entries()) {
      const agrees = times?.every(({ startSeconds }, word) => {
        const there = other[i]?.[word];
        return there && Math.abs(there.startSeconds * tempo - startSeconds) < AGREEMENT_SECONDS;
      });
      if (agrees !== true) aligned[i] = undefined;
    }
  }
  return aligned;
}

function wordsToAlign({ text, words }: SpokenChunk): string[] {
  return words.map(({ textStart, textEnd }) => text.slice(textStart, textEnd).toLowerCase());
}

function errorsOf(profile: LatencyProfile['name']) {
  const rows = Object.keys(METHODS).map((method) => {
    const starts: number[] = [];
    const ends: number[] = [];
    for (const [i, text] of spoken.entries()) {
      const truth = reference[i];
      if (!truth || text.profile !== profile) continue;
      for (const [word, time] of text.times[method as keyof typeof METHODS].entries()) {
        starts.push(time.startSeconds - truth[word]!.startSeconds);
        ends.push(time.endSeconds - truth[word]!.endSeconds);
      }
    }
    return [method, { words: starts.length, start: summary(starts), end: summary(ends) }] as const;
  });
  return Object.fromEntries(rows);
}

/** The aligner's own error, on speech of which the times are known. */
async function checkAligner() {
  const tasks = [];
  for (const sentence of SENTENCES) {
    const words = sentence.toLowerCase().match(/[a-z]+/g)!;
    const known = await speakWithFlite(sentence, words);
    if (known) tasks.push({ ...known, words });
  }
  const aligned = await align(tasks);
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [i, { times }] of tasks.entries()) {
    for (const [word, found] of aligned[i]?.entries() ?? []) {
      starts.push(found.startSeconds - times[word]!.startSeconds);
      ends.push(found.endSeconds - times[word]!.endSeconds);
    }
  }
  return {
    name: 'pocketsphinx 0.8+5prealpha, en-us, words as grammar, frames of 10 ms',
    checkedOn: 'flite slt',
    sentences: tasks.length,
    sentencesRejected: aligned.filter((times) => times === undefined).length,
    words: starts.length,
    start: summary(starts),
    end: summary(ends),
  };
}

function summary(errors: readonly number[]): { readonly median: number; readonly p90: number } {
  const sorted = errors.map((error) => Math.abs(error)).sort((a, b) => a - b);
  const at = (part: number): number =>
    Math.round(1000 * (sorted[Math.floor(part * (sorted.length - 1))] ?? 0));
  return { median: at(0.5), p90: at(0.9) };
}
