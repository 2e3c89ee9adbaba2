import { joinSamples } from '../audio/join.ts';
import { SilenceTrimmer } from '../audio/silence-trimmer.ts';
import { SpeechMeter } from '../audio/speech-frames.ts';
import type { SpokenChunk } from '../text/front-end.ts';
import { pauseSecondsBetween } from '../text/pause.ts';
import { alignWords } from '../text/word-alignment.ts';
import { estimateWords, type WordTime } from '../text/word-timing.ts';
import { weighWords, type WeighedWord } from '../text/word-weight.ts';
import type { TimedWord } from './engine-api.ts';

/** What `ChunkAudio` needs besides its chunk. */
export interface ChunkAudioOptions {
  /** The chunk that was heard before; none for the first. */
  readonly previous?: SpokenChunk | undefined;
  /** Of the audio that the engine makes, in Hz. */
  readonly sampleRate: number;
  /** BCP 47 tag. */
  readonly language: string;
  /** 0.5…2; pauses are shortened as speech is. @default 1 */
  readonly speed?: number | undefined;
}

/**
 * The audio of one chunk as it is heard: the pause that is due behind the chunk before, then the
 * speech without the silence that the model put round it. A chunk without any sound gives nothing,
 * not even the pause.
 */
export class ChunkAudio {
  /** Seconds of silence before the speech. */
  readonly pauseSeconds: number;
  readonly #sampleRate: number;
  readonly #chunk: SpokenChunk;
  readonly #language: string;
  readonly #trimmer: SilenceTrimmer;
  readonly #meter: SpeechMeter;
  #speechSamples = 0;

  constructor(chunk: SpokenChunk, options: ChunkAudioOptions) {
    const { previous, sampleRate, language, speed = 1 } = options;
    this.pauseSeconds = previous ? pauseSecondsBetween(previous.text, chunk, language) / speed : 0;
    this.#sampleRate = sampleRate;
    this.#chunk = chunk;
    this.#language = language;
    this.#meter = new SpeechMeter(sampleRate);
    this.#trimmer = new SilenceTrimmer(sampleRate);
  }

  /** Seconds of speech so far, pause not included. */
  get speechSeconds(): number {
    return this.#speechSamples / this.#sampleRate;
  }

  /** Takes what the engine made; returns what can be heard by now. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    return this.#take(this.#trimmer.push(samples));
  }

  /** Says that the engine has made all; returns the rest. Afterwards the object is spent. */
  end(): Float32Array<ArrayBuffer> {
    return this.#take(this.#trimmer.end());
  }

  /** When each word of the chunk may be spoken, in speech of so many seconds that is still to come. */
  expectedWords(seconds: number): TimedWord[] {
    return this.#placed(estimateWords(this.#weighedWords, seconds));
  }

  /** When each word of the chunk is spoken; right only after `end`. */
  words(): TimedWord[] {
    const { text, words } = this.#chunk;
    const times = alignWords({
      words: this.#weighedWords.map((word, i) => ({
        ...word,
        spelling: text.slice(words[i]!.textStart, words[i]!.textEnd),
      })),
      speech: this.#meter.frames(),
      seconds: this.speechSeconds,
      language: this.#language,
    });
    return this.#placed(times);
  }

  get #weighedWords(): WeighedWord[] {
    const { text, words } = this.#chunk;
    const spans = words.map(({ textStart, textEnd }) => ({ start: textStart, end: textEnd }));
    return weighWords(text, spans, this.#language);
  }

  #placed(times: readonly WordTime[]): TimedWord[] {
    const { words } = this.#chunk;
    return times.map((time, i) => ({ start: words[i]!.start, end: words[i]!.end, ...time }));
  }

  #take(speech: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const isFirst = this.#speechSamples === 0 && speech.length > 0;
    this.#speechSamples += speech.length;
    this.#meter.push(speech);
    if (!isFirst) return speech;
    const pause = new Float32Array(Math.round(this.pauseSeconds * this.#sampleRate));
    return joinSamples([pause, speech]);
  }
}
