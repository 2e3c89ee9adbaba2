import { fifoCapacityFrames, producerCapacityFrames } from './fifo-capacity.ts';
import type { ConsumerMessage, ProducerMessage } from './fifo-protocol.ts';
import type { Forecast } from './playback-gate.ts';

export interface FifoProducerOptions {
  /** Of the context that plays, in Hz. */
  readonly sampleRate: number;
  /** Ends every waiting and later `write` with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Frames that may be posted and not yet rendered.
   * @default a quarter of what the worklet keeps
   */
  readonly capacityFrames?: number | undefined;
}

/**
 * The writing end of an utterance's port, held by the engine worker. `write` waits while the
 * worklet has enough, so that nothing is ever lost, however far generation is ahead.
 */
export class FifoProducer {
  readonly #port: MessagePort;
  readonly #capacityFrames: number;
  readonly #signal: AbortSignal | undefined;
  #postedFrames = 0;
  #consumedFrames = 0;
  #isEnded = false;
  #failure: { readonly reason: unknown } | undefined;
  #wake: (() => void) | undefined;

  /** Takes over `port`, which must be one end of the channel given to the worklet. */
  constructor(port: MessagePort, options: FifoProducerOptions) {
    this.#port = port;
    this.#capacityFrames =
      options.capacityFrames ?? producerCapacityFrames(fifoCapacityFrames(options.sampleRate));
    this.#signal = options.signal;
    this.#signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (this.#signal?.aborted) this.#onAbort();
    port.onmessage = (event: MessageEvent<ConsumerMessage>) => this.#receive(event.data);
    // Where the platform tells, a worklet that vanished without a word is noticed too.
    port.addEventListener('close', this.#onClosed);
  }

  /** Frames that may be outstanding before `write` waits. */
  get capacityFrames(): number {
    return this.#capacityFrames;
  }

  /** Frames posted since the utterance began. */
  get postedFrames(): number {
    return this.#postedFrames;
  }

  /** Frames posted and, as far as is known here, not yet rendered. The count may be late. */
  get outstandingFrames(): number {
    return this.#postedFrames - this.#consumedFrames;
  }

  /**
   * Posts a block of any length, as far as there is room, and waits for room for the rest. The
   * samples are given away: their buffer may be transferred. One call at a time.
   * @throws the signal's reason, or an `AbortError` when the utterance was stopped at the other end
   */
  async write(samples: Float32Array<ArrayBuffer>): Promise<void> {
    if (this.#isEnded) throw new Error('FifoProducer: write() after end() or close()');
    // Kept, since a transferred array has no length any more.
    const { length } = samples;
    for (let from = 0; from < length;) {
      await this.waitBelow(this.#capacityFrames);
      const frames = Math.min(this.#capacityFrames - this.outstandingFrames, length - from);
      this.#post(frames === length ? samples : samples.slice(from, from + frames));
      from += frames;
    }
    if (this.#failure) throw this.#failure.reason;
  }

  /**
   * Waits until fewer than so many frames are outstanding.
   * @throws as `write`
   */
  async waitBelow(frames: number): Promise<void> {
    for (;;) {
      if (this.#failure) throw this.#failure.reason;
      if (this.outstandingFrames < frames) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Says how fast the known rest will come, for the gate to take into account. */
  forecast(forecast: Forecast): void {
    if (this.#isEnded || this.#failure) return;
    this.#port.postMessage({ type: 'forecast', ...forecast } satisfies ProducerMessage);
  }

  /** Says that no further block follows; the worklet plays out what it has. */
  end(): void {
    if (this.#isEnded || this.#failure) return;
    this.#isEnded = true;
    this.#port.postMessage({ type: 'end' } satisfies ProducerMessage);
  }

  /** Closes the port; what has been posted is still played. */
  close(): void {
    this.#isEnded = true;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#port.removeEventListener('close', this.#onClosed);
    this.#port.onmessage = null;
    this.#port.close();
    this.#onClosed();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #post(samples: Float32Array<ArrayBuffer>): void {
    const isWholeBuffer = samples.byteLength === samples.buffer.byteLength;
    const block = isWholeBuffer ? samples : samples.slice();
    this.#postedFrames += block.length;
    this.#port.postMessage({ type: 'block', samples: block } satisfies ProducerMessage, [
      block.buffer,
    ]);
  }

  #receive(message: ConsumerMessage): void {
    switch (message.type) {
      case 'consumed':
        this.#consumedFrames = message.frames;
        this.#wakeUp();
        break;
      case 'closed':
        this.#onClosed();
        break;
    }
  }

  readonly #onAbort = (): void => this.#fail(this.#signal?.reason);

  readonly #onClosed = (): void =>
    this.#fail(new DOMException('The utterance was stopped', 'AbortError'));

  #fail(reason: unknown): void {
    this.#failure ??= { reason };
    this.#wakeUp();
  }

  #wakeUp(): void {
    this.#wake?.();
    this.#wake = undefined;
  }
}
