import type {
  ConsumerMessage,
  FifoEvent,
  PageMessage,
  ProducerMessage,
  WorkletEvent,
} from './fifo-protocol.ts';
import { Fifo, type FifoOptions } from './fifo.ts';

export interface FifoEndpointOptions extends FifoOptions {
  /** Posts an event to the page. */
  readonly post: (event: WorkletEvent) => void;
  /** Milliseconds since the epoch: `Date.now`, the only clock on the audio thread. */
  readonly now: () => number;
}

/** 32 ms: a producer that waits for room hears of it before a block of 50 ms has passed. */
const CONSUMED_INTERVAL_SECONDS = 0.032;
const PROGRESS_INTERVAL_SECONDS = 0.1;

/**
 * Joins a `Fifo` to its two ports by the messages of `fifo-protocol.ts`: the page's orders and the
 * utterance's blocks come in, events and back-pressure go out. Runs on the audio thread, where the
 * only thing that it allocates are the messages.
 */
export class FifoEndpoint {
  readonly #fifo: Fifo;
  readonly #sampleRate: number;
  readonly #post: (event: WorkletEvent) => void;
  readonly #now: () => number;
  #port: MessagePort | undefined;
  #utterance = 0;
  #isClosed = false;
  /** The utterance's last event is still to be posted. */
  #isOpen = false;
  #reportedOpenings = 0;
  #reportedUnderruns = 0;
  #reportedFrames = 0;
  #framesSinceConsumed = 0;
  #framesSinceProgress = 0;

  constructor({ post, now, ...options }: FifoEndpointOptions) {
    this.#fifo = new Fifo(options);
    this.#sampleRate = options.sampleRate;
    this.#post = post;
    this.#now = now;
  }

  /** Obeys the page. */
  receive(message: PageMessage): void {
    switch (message.type) {
      case 'start':
        this.#stop();
        // The old one's fade-out still sounds, but its story ends here.
        if (this.#isOpen) this.#reportStopped();
        this.#start(message.utterance, message.port, message.prebufferFrames);
        break;
      case 'stop':
        if (message.utterance === this.#utterance) this.#stop();
        break;
      case 'close':
        this.#stop();
        this.#isClosed = true;
        break;
    }
  }

  /**
   * Renders one quantum, whose first frame sounds at `contextTime` in seconds, and reports.
   * Returns false once closed and silent: the processor may go.
   */
  process(output: Float32Array, contextTime: number): boolean {
    const renderedBefore = this.#fifo.renderedFrames;
    this.#fifo.render(output);
    if (this.#isOpen) this.#report(output.length, renderedBefore, contextTime);
    return !this.#isClosed || this.#fifo.isFading;
  }

  #start(utterance: number, port: MessagePort, prebufferFrames: number): void {
    this.#utterance = utterance;
    this.#fifo.start(prebufferFrames);
    this.#isOpen = true;
    this.#reportedOpenings = 0;
    this.#reportedUnderruns = 0;
    this.#reportedFrames = 0;
    this.#framesSinceConsumed = 0;
    this.#framesSinceProgress = 0;
    this.#port = port;
    port.onmessage = (event: MessageEvent<ProducerMessage>) => this.#receiveAudio(event.data);
  }

  #receiveAudio(message: ProducerMessage): void {
    if (message.type === 'end') {
      this.#fifo.end();
      return;
    }
    const lostFrames = message.samples.length - this.#fifo.write(message.samples);
    if (lostFrames > 0) this.#emit({ type: 'overflow', lostFrames });
  }

  #stop(): void {
    if (!this.#fifo.isActive) return;
    this.#fifo.stop();
    this.#port?.postMessage({ type: 'closed' } satisfies ConsumerMessage);
    this.#closePort();
    // In a suspended context `process` is not called, so silence is reported here.
    if (!this.#fifo.isFading) this.#reportStopped();
  }

  #closePort(): void {
    if (!this.#port) return;
    this.#port.onmessage = null;
    this.#port.close();
    this.#port = undefined;
  }

  #report(quantum: number, renderedBefore: number, contextTime: number): void {
    const fifo = this.#fifo;
    const { renderedFrames, underruns, bufferedFrames } = fifo;
    if (fifo.openings > this.#reportedOpenings) {
      this.#reportedOpenings = fifo.openings;
      const epochMs = this.#now();
      this.#emit({ type: 'playing', renderedFrames: renderedBefore, contextTime, epochMs });
    }
    if (underruns > this.#reportedUnderruns) {
      this.#reportedUnderruns = underruns;
      const dryAt = contextTime + (renderedFrames - renderedBefore) / this.#sampleRate;
      this.#emit({ type: 'underrun', renderedFrames, contextTime: dryAt });
    }
    this.#reportConsumed(quantum, renderedFrames);
    this.#framesSinceProgress += quantum;
    if (this.#framesSinceProgress >= PROGRESS_INTERVAL_SECONDS * this.#sampleRate) {
      this.#framesSinceProgress = 0;
      this.#emit({ type: 'progress', renderedFrames, bufferedFrames });
    }
    if (fifo.state === 'ended') {
      this.#isOpen = false;
      this.#closePort();
      this.#emit({ type: 'ended', renderedFrames, underruns });
    } else if (fifo.state === 'stopped' && !fifo.isFading) {
      this.#reportStopped();
    }
  }

  #reportConsumed(quantum: number, frames: number): void {
    this.#framesSinceConsumed += quantum;
    if (frames === this.#reportedFrames) return;
    if (this.#framesSinceConsumed < CONSUMED_INTERVAL_SECONDS * this.#sampleRate) return;
    this.#framesSinceConsumed = 0;
    this.#reportedFrames = frames;
    this.#port?.postMessage({ type: 'consumed', frames } satisfies ConsumerMessage);
  }

  #reportStopped(): void {
    this.#isOpen = false;
    const { renderedFrames, underruns } = this.#fifo;
    this.#emit({ type: 'stopped', renderedFrames, underruns });
  }

  #emit(event: FifoEvent): void {
    this.#post({ ...event, utterance: this.#utterance });
  }
}
