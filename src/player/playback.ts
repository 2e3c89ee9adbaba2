import type { FifoUtterance } from '../audio/fifo-node.ts';
import type { FifoEvent, FifoPlace } from '../audio/fifo-protocol.ts';
import { TtsError } from '../errors.ts';
import type { SpeechOutput } from './audio-output.ts';
import { PlaybackClock } from './playback-clock.ts';

export interface PlaybackOptions {
  readonly output: SpeechOutput;
  readonly prebufferMs: number;
  /** Called for each event, after what it says is known here. */
  readonly onEvent: (event: FifoEvent) => void;
}

/**
 * - `waiting`: the gate has not opened yet
 * - `playing`: sound
 * - `stalled`: the buffer ran dry, or what was skipped to is not made yet
 * - `paused`: held by the output
 * - `over`: heard to its end, stopped or failed
 */
export type PlaybackStatus = 'waiting' | 'playing' | 'stalled' | 'paused' | 'over';

/** Timers and audio clock differ by a few milliseconds. */
const CLOCK_ERROR_MS = 10;

/** A stretch of an utterance's audio, in seconds. */
export interface SecondsRange {
  readonly start: number;
  readonly end: number;
}

/** An utterance at its output: where it is, and how it ends. Places are seconds of its audio. */
export class Playback {
  readonly #options: PlaybackOptions;
  readonly #utterance: FifoUtterance;
  readonly #sampleRate: number;
  readonly #clock: PlaybackClock;
  #status: PlaybackStatus = 'waiting';
  #seekable: SecondsRange = { start: 0, end: 0 };
  #endSeconds: number | undefined;
  readonly #silence: Promise<void>;
  #resolveSilence!: () => void;
  #rejectSilence!: (reason: unknown) => void;

  /** Begins; it plays when those begun before at the same output have ended. */
  constructor(options: PlaybackOptions) {
    const { output, prebufferMs } = options;
    this.#options = options;
    this.#sampleRate = output.sampleRate;
    this.#clock = new PlaybackClock(output.sampleRate);
    this.#silence = new Promise((resolve, reject) => {
      this.#resolveSilence = resolve;
      this.#rejectSilence = reject;
    });
    this.#silence.catch(() => undefined);
    this.#utterance = output.start({
      prebufferFrames: Math.round((output.sampleRate * prebufferMs) / 1000),
      onEvent: (event) => this.#follow(event),
    });
  }

  /** The producer's end, to be transferred to the engine. */
  get port(): MessagePort {
    return this.#utterance.port;
  }

  get status(): PlaybackStatus {
    return this.#status;
  }

  /** What has left the loudspeaker. */
  get heardSeconds(): number {
    return this.#endSeconds ?? this.#clock.secondsAt(this.#options.output.heardContextTime);
  }

  /** What can be sought, as last reported. */
  get seekable(): SecondsRange {
    return this.#seekable;
  }

  /** Resolves when the last frame was heard; rejected when the sound ends before. */
  get silence(): Promise<void> {
    return this.#silence;
  }

  seek(seconds: number): void {
    this.#utterance.seek(Math.round(Math.max(0, seconds) * this.#sampleRate));
  }

  stop(): void {
    this.#utterance.stop();
  }

  /** Ends it because its output failed. */
  fail(error: TtsError): void {
    this.#end(this.heardSeconds);
    this.#rejectSilence(error);
  }

  #follow(event: FifoEvent): void {
    switch (event.type) {
      case 'playing':
        this.#clock.follow(event, event.playbackRate);
        this.#status = 'playing';
        break;
      case 'progress': {
        const { position, bufferedFrames, seekableStart } = event;
        this.#clock.follow(event, this.#status === 'playing' ? event.playbackRate : 0);
        this.#seekable = {
          start: seekableStart / this.#sampleRate,
          end: (position + bufferedFrames) / this.#sampleRate,
        };
        break;
      }
      case 'underrun':
        this.#stand(event, 'stalled');
        break;
      case 'paused':
        this.#stand(event, 'paused');
        break;
      case 'seeked':
        this.#stand(event, this.#status === 'playing' ? 'stalled' : this.#status);
        // Until then the old place is heard.
        setTimeout(() => this.#options.onEvent(event), this.#lagMs + CLOCK_ERROR_MS);
        return;
      case 'overflow':
        this.fail(
          new TtsError('engine-failed', `${event.lostFrames} frames did not fit into the FIFO`),
        );
        break;
      case 'ended':
        this.#clock.follow(event, 0);
        void this.#hearOut(event.position);
        break;
      case 'stopped': {
        // What was rendered is heard, unless the output stands still with it.
        const { output } = this.#options;
        const lag = output.isRunning ? 0 : output.latencySeconds;
        this.#end(Math.max(0, event.position / this.#sampleRate - lag));
        this.#rejectSilence(new DOMException('The output was stopped', 'AbortError'));
        break;
      }
    }
    this.#options.onEvent(event);
  }

  get #lagMs(): number {
    return 1000 * this.#options.output.latencySeconds;
  }

  #stand(place: FifoPlace, status: PlaybackStatus): void {
    this.#clock.follow(place, 0);
    this.#status = status;
  }

  #end(seconds: number): void {
    this.#endSeconds ??= seconds;
    this.#status = 'over';
  }

  /** Rendering is ahead of hearing. */
  async #hearOut(position: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.#lagMs));
    this.#end(position / this.#sampleRate);
    this.#resolveSilence();
  }
}
