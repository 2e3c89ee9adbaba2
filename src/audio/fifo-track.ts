import type { ConsumerMessage, FifoEvent, FifoPlace, ProducerMessage } from './fifo-protocol.ts';
import type { Fifo } from './fifo.ts';
import type { PlaybackGate } from './playback-gate.ts';

export interface FifoTrackOptions {
  readonly fifo: Fifo;
  readonly gate: PlaybackGate;
  /** The utterance's blocks come in here, and back-pressure goes out. */
  readonly port: MessagePort;
  /** In Hz. */
  readonly sampleRate: number;
  /** Posts an event of this utterance to the page. */
  readonly emit: (event: FifoEvent) => void;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** 32 ms: a producer that waits for room hears of it before a block of 50 ms has passed. */
const CONSUMED_INTERVAL_SECONDS = 0.032;
const PROGRESS_INTERVAL_SECONDS = 0.1;

/** An utterance in the worklet: joins its `Fifo` to producer and page. */
export class FifoTrack {
  readonly fifo: Fifo;
  readonly #options: FifoTrackOptions;
  /** The ring is another utterance's by the time that the sound has faded. */
  #stoppedAt: FifoPlace = { position: 0, contextTime: 0 };
  #isPortOpen = true;
  #reportedOpenings = 0;
  #reportedUnderruns = 0;
  #consumedFrames = 0;
  #framesSinceConsumed = 0;
  #framesSinceProgress = 0;

  constructor(options: FifoTrackOptions) {
    this.fifo = options.fifo;
    this.#options = options;
    options.port.onmessage = (event: MessageEvent<ProducerMessage>) => this.#receive(event.data);
  }

  /** Plays faster or slower from `contextTime` on. */
  setPlaybackRate(rate: number, contextTime: number): void {
    this.fifo.playbackRate = rate;
    this.#options.gate.playbackRate = rate;
    this.#emitProgress(contextTime);
  }

  /** Tells the producer that nothing more is wanted, and drops what is due at `contextTime`. */
  stop(contextTime: number): void {
    this.#stoppedAt = { position: this.fifo.position, contextTime };
    this.fifo.stop();
    if (this.#isPortOpen) {
      this.#options.port.postMessage({ type: 'closed' } satisfies ConsumerMessage);
    }
    this.#closePort();
  }

  /** Reports `type` at the place where the utterance is, due at `contextTime`. */
  emitAt(type: 'paused' | 'seeked', contextTime: number): void {
    this.#options.emit({ type, position: this.fifo.position, contextTime });
  }

  /** Reports that all of it was dropped and nothing of it sounds any more. */
  emitStopped(): void {
    const { underruns } = this.fifo;
    this.#options.emit({ type: 'stopped', ...this.#stoppedAt, underruns });
  }

  /** Renders one quantum whose first frame sounds at `contextTime`, and reports. */
  render(output: Float32Array, contextTime: number): void {
    const { fifo } = this;
    const { emit, gate, sampleRate, now } = this.#options;
    const before = fifo.position;
    const bufferedFrames = fifo.bufferedFrames;
    fifo.render(output);
    const { position, underruns } = fifo;
    if (fifo.openings > this.#reportedOpenings) {
      this.#reportedOpenings = fifo.openings;
      const reason = bufferedFrames < gate.frames ? 'end' : gate.reason;
      const opened = { reason, gateFrames: gate.frames, bufferedFrames } as const;
      const place = { position: before, contextTime, playbackRate: fifo.playbackRate };
      emit({ type: 'playing', ...place, epochMs: now(), ...opened });
    }
    const playedUntil = contextTime + (position - before) / sampleRate / fifo.playbackRate;
    if (underruns > this.#reportedUnderruns) {
      this.#reportedUnderruns = underruns;
      emit({ type: 'underrun', position, contextTime: playedUntil });
    }
    this.#reportConsumed(output.length);
    if (fifo.state === 'ended') {
      this.#closePort();
      emit({ type: 'ended', position, contextTime: playedUntil, underruns });
      return;
    }
    this.#framesSinceProgress += output.length;
    if (this.#framesSinceProgress < PROGRESS_INTERVAL_SECONDS * sampleRate) return;
    this.#emitProgress(contextTime + output.length / sampleRate);
  }

  #emitProgress(contextTime: number): void {
    this.#framesSinceProgress = 0;
    const { position, bufferedFrames, seekableStart, playbackRate } = this.fifo;
    const place = { position, contextTime, playbackRate };
    this.#options.emit({ type: 'progress', ...place, bufferedFrames, seekableStart });
  }

  #receive(message: ProducerMessage): void {
    switch (message.type) {
      case 'block': {
        const lostFrames = message.samples.length - this.fifo.write(message.samples);
        if (lostFrames > 0) this.#options.emit({ type: 'overflow', lostFrames });
        break;
      }
      case 'forecast':
        this.#options.gate.forecast(message);
        break;
      case 'end':
        this.fifo.end();
        break;
    }
  }

  #closePort(): void {
    if (!this.#isPortOpen) return;
    this.#isPortOpen = false;
    this.#options.port.onmessage = null;
    this.#options.port.close();
  }

  #reportConsumed(quantum: number): void {
    const frames = this.fifo.position;
    this.#framesSinceConsumed += quantum;
    if (frames === this.#consumedFrames || !this.#isPortOpen) return;
    if (this.#framesSinceConsumed < CONSUMED_INTERVAL_SECONDS * this.#options.sampleRate) return;
    this.#framesSinceConsumed = 0;
    this.#consumedFrames = frames;
    this.#options.port.postMessage({ type: 'consumed', frames } satisfies ConsumerMessage);
  }
}
