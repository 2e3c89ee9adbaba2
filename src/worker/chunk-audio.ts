import { joinSamples } from '../audio/join.ts';
import { PauseFinder, type SpeechPause } from '../audio/pause-finder.ts';
import { SilenceTrimmer } from '../audio/silence-trimmer.ts';
import type { SpokenChunk } from '../text/front-end.ts';
import { pauseSecondsBetween } from '../text/pause.ts';

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
  readonly #trimmer: SilenceTrimmer;
  readonly #pauseFinder: PauseFinder;
  #speechSamples = 0;

  constructor(chunk: SpokenChunk, options: ChunkAudioOptions) {
    const { previous, sampleRate, language, speed = 1 } = options;
    this.pauseSeconds = previous ? pauseSecondsBetween(previous.text, chunk, language) / speed : 0;
    this.#sampleRate = sampleRate;
    this.#trimmer = new SilenceTrimmer(sampleRate);
    this.#pauseFinder = new PauseFinder(sampleRate);
  }

  /** Seconds of speech so far, pause not included. */
  get speechSeconds(): number {
    return this.#speechSamples / this.#sampleRate;
  }

  /** The silences inside the speech so far, in seconds from its beginning. */
  pauses(): SpeechPause[] {
    return this.#pauseFinder.pauses();
  }

  /** Takes what the engine made; returns what can be heard by now. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    return this.#take(this.#trimmer.push(samples));
  }

  /** Says that the engine has made all; returns the rest. Afterwards the object is spent. */
  end(): Float32Array<ArrayBuffer> {
    return this.#take(this.#trimmer.end());
  }

  #take(speech: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const isFirst = this.#speechSamples === 0 && speech.length > 0;
    this.#speechSamples += speech.length;
    this.#pauseFinder.push(speech);
    if (!isFirst) return speech;
    const pause = new Float32Array(Math.round(this.pauseSeconds * this.#sampleRate));
    return joinSamples([pause, speech]);
  }
}
