import type { TtsErrorCode } from '../errors.ts';
import { mixToMono, type PcmAudio } from './pcm.ts';
import { measureClip, type ClipFrames } from './clip-frames.ts';

/** What may be wrong with a recording of which a voice is to be made. */
export type ClipFinding =
  | Extract<TtsErrorCode, 'clip-too-short' | 'clip-silent' | 'clip-clipped'>
  /** Something else is heard beside the voice. */
  | 'noisy'
  /** It was longer than what is used: the part with the most speech was taken. */
  | 'shortened';

/** A recording made ready for `createVoice`. */
export interface PreparedClip {
  /** Mono, without offset, and without the silence round the speech. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** In Hz. */
  readonly sampleRate: number;
  /** Seconds in which somebody speaks. */
  readonly speechSeconds: number;
  /** What should be known before a voice is made of it, the gravest first. */
  readonly findings: readonly ClipFinding[];
  /** No voice can be made of it: it is silent, or too short for the model. */
  readonly isUnusable: boolean;
}

/** Speech that is asked for, in seconds: what XTTS's makers ask for. */
export const ENOUGH_SPEECH_SECONDS = 6;
/** What the encoders look at: `gpt_cond_len` of XTTS v2's `config.json`. */
export const LONGEST_CLIP_SECONDS = 30;
/** Less speech than that the model cannot take: `min_audio_length` of coqui `xtts.py`. */
const LEAST_SPEECH_SECONDS = 0.33;
/** Levels of loud frames below that are silence of a microphone: −50 dB of full scale. */
const SILENT_DB = -50;
/** Part of the samples that may be at full scale: consonants of a good recording may touch it. */
const MAX_CLIPPED_SHARE = 1e-3;
/** Decibels that speech must stand above what is heard between the words. */
const MIN_SIGNAL_TO_NOISE_DB = 18;
/** Left standing before the first and after the last word. */
const MARGIN_SECONDS = 0.1;

/**
 * Makes a recording ready for a voice to be made of it: one channel, no offset, the best 30 s of a
 * longer one, without silence at its ends; and says what is wrong with it.
 */
export function prepareClip(audio: PcmAudio): PreparedClip {
  const { sampleRate } = audio;
  const samples = withoutOffset(mixToMono(audio));
  const frames = measureClip(samples, sampleRate);
  const longest = Math.floor(LONGEST_CLIP_SECONDS / frames.frameSeconds);
  const begin = frames.count > longest ? bestStart(frames, longest) : 0;
  const range = speechRange(frames, begin, Math.min(frames.count, begin + longest));
  const speechSeconds = range.speechFrames * frames.frameSeconds;
  const isSilent = !(frames.loudDb > SILENT_DB);
  const isUnusable = isSilent || speechSeconds < LEAST_SPEECH_SECONDS;
  const isNoisy = frames.loudDb - frames.quietDb < MIN_SIGNAL_TO_NOISE_DB;
  const findings: ClipFinding[] = [];
  if (isSilent) findings.push('clip-silent');
  else if (speechSeconds < ENOUGH_SPEECH_SECONDS) findings.push('clip-too-short');
  if (!isSilent && frames.clippedShare > MAX_CLIPPED_SHARE) findings.push('clip-clipped');
  if (!isUnusable && isNoisy) findings.push('noisy');
  if (frames.count > longest) findings.push('shortened');
  return {
    samples: samples.slice(
      Math.max(0, range.begin * frames.frameLength - Math.round(MARGIN_SECONDS * sampleRate)),
      range.end * frames.frameLength + Math.round(MARGIN_SECONDS * sampleRate),
    ),
    sampleRate,
    speechSeconds,
    findings,
    isUnusable,
  };
}

/** A copy without its mean; what is no number becomes silence. */
function withoutOffset(samples: Float32Array): Float32Array<ArrayBuffer> {
  const clean = new Float32Array(samples);
  let sum = 0;
  for (let i = 0; i < clean.length; i++) {
    if (!Number.isFinite(clean[i])) clean[i] = 0;
    sum += clean[i]!;
  }
  const offset = clean.length > 0 ? sum / clean.length : 0;
  for (let i = 0; i < clean.length; i++) clean[i]! -= offset;
  return clean;
}

/** Where the stretch of `length` frames begins that has the most speech; the first of equals. */
function bestStart({ isSpeech, count }: ClipFrames, length: number): number {
  let speech = 0;
  let best = { start: 0, speech: -1 };
  for (let end = 0; end < count; end++) {
    speech += isSpeech[end]!;
    if (end >= length) speech -= isSpeech[end - length]!;
    const start = end + 1 - length;
    if (start >= 0 && speech > best.speech) best = { start, speech };
  }
  return best.start;
}

/** The first frame of speech, the one behind the last, and how many there are. */
function speechRange(
  { isSpeech }: ClipFrames,
  begin: number,
  end: number,
): { readonly begin: number; readonly end: number; readonly speechFrames: number } {
  const speech = isSpeech.subarray(begin, end);
  const first = speech.indexOf(1);
  if (first < 0) return { begin, end, speechFrames: 0 };
  return {
    begin: begin + first,
    end: begin + speech.lastIndexOf(1) + 1,
    speechFrames: speech.reduce((sum, is) => sum + is, 0),
  };
}
