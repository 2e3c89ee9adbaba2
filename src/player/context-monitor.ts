import { TtsError } from '../errors.ts';
import { isDevice, selectSink, sinkOf, type SinkId } from './output-device.ts';
import { StallWatch } from './stall-watch.ts';

export interface ContextMonitorOptions {
  /** `isRunning` may have changed. */
  readonly onStateChange: () => void;
  /** The context is of no more use; called once, and nothing after it. */
  readonly onFailure: (error: TtsError) => void;
  /** The chosen device is gone. */
  readonly onSinkLost: () => void;
  /** True while the context must not rest, though nothing is played. */
  readonly isNeeded: () => boolean;
}

/** What nobody uses is suspended after 30 s, so that the device can sleep. */
const REST_AFTER_MS = 30_000;
/** How long a changed or failed device may take until sound goes on. */
const RECOVERY_MS = 1000;

/**
 * Keeps an `AudioContext` going and knows why it does not: browsers and systems interrupt, suspend
 * and close contexts, their devices vanish, and their clocks stop. Lets it rest when it is not used.
 */
export class ContextMonitor {
  readonly #context: AudioContext;
  readonly #options: ContextMonitorOptions;
  readonly #watch: StallWatch;
  /** Fires when the context is closed, or has failed. */
  readonly #end = new AbortController();
  #restTimer: ReturnType<typeof setTimeout> | undefined;
  #isPlaying = false;
  #isResting = false;
  #hasRun = false;
  #state: AudioContextState;
  #sinkId: SinkId = '';
  /** Changing the device suspends the context for a moment, which is nobody's business. */
  #sinkChanges = 0;
  #lastSinkChange: Promise<void> = Promise.resolve();

  constructor(context: AudioContext, options: ContextMonitorOptions) {
    this.#context = context;
    this.#options = options;
    this.#state = context.state;
    this.#watch = new StallWatch({
      read: () => (this.isClockRunning ? context.currentTime : undefined),
      onStall: () => this.fail('the audio clock stands still'),
    });
    const { signal } = this.#end;
    context.addEventListener('statechange', () => this.#followState(), { signal });
    context.addEventListener('error', () => void this.#recover(), { signal });
    context.addEventListener('sinkchange', () => this.#followSink(), { signal });
    this.#restLater();
  }

  /** Fires with the `TtsError` or, when it was closed, an `AbortError`. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** False while something outside holds the sound back; true while it rests of itself. */
  get isRunning(): boolean {
    if (this.#end.signal.aborted) return false;
    return this.isClockRunning || this.#isResting || this.#sinkChanges > 0;
  }

  /** Whether `currentTime` moves. */
  get isClockRunning(): boolean {
    return this.#context.state === 'running';
  }

  /** Resolves when the context runs, perhaps never. */
  async resume(): Promise<void> {
    const wasResting = this.#isResting;
    this.#isResting = false;
    this.#restLater();
    if (wasResting || !this.isClockRunning) await this.#context.resume();
  }

  /** Something is played from now on: wakes the context, and watches its clock. */
  begin(): void {
    this.#isPlaying = true;
    clearTimeout(this.#restTimer);
    if (this.#isResting) this.resume().catch(() => undefined);
    this.#watch.start();
  }

  /** Nothing is played any more. */
  finish(): void {
    this.#isPlaying = false;
    this.#watch.stop();
    this.#restLater();
  }

  /**
   * One change waits for the other: Chromium's clock may stop for good if they overlap.
   * @throws TtsError `audio-output-failed`; the sound stays where it was
   */
  async setSinkId(id: SinkId): Promise<void> {
    this.#sinkChanges++;
    const change = this.#lastSinkChange.then(() => this.#changeSink(id));
    this.#lastSinkChange = change.catch(() => undefined);
    try {
      await change;
    } finally {
      this.#sinkChanges--;
      if (!this.#end.signal.aborted) this.#options.onStateChange();
    }
  }

  /** Gives the context up because of something that was seen elsewhere. */
  fail(message: string, cause?: unknown): void {
    if (this.#end.signal.aborted) return;
    const error = new TtsError('audio-output-failed', message, { cause });
    this.#stop(error);
    this.#options.onFailure(error);
  }

  /** Ends the monitoring, and closes the context. */
  async close(): Promise<void> {
    this.#stop(new DOMException('The audio output was closed', 'AbortError'));
    if (this.#context.state !== 'closed') await this.#context.close();
  }

  #stop(reason: Error): void {
    this.#end.abort(reason);
    this.#watch.stop();
    clearTimeout(this.#restTimer);
  }

  #restLater(): void {
    clearTimeout(this.#restTimer);
    if (this.#isPlaying || this.#end.signal.aborted) return;
    this.#restTimer = setTimeout(() => this.#rest(), REST_AFTER_MS);
  }

  #rest(): void {
    // Only what runs may rest: a context that is held back waits for its gesture.
    if (!this.isClockRunning) return;
    if (this.#options.isNeeded()) {
      this.#restLater();
      return;
    }
    this.#isResting = true;
    this.#context.suspend().catch(() => undefined);
  }

  /** True if it ran until something outside stopped it. */
  get #isWanted(): boolean {
    return this.#hasRun && !this.#isResting && !this.#end.signal.aborted;
  }

  #followState(): void {
    const before = this.#state;
    const { state } = this.#context;
    this.#state = state;
    if (state === 'closed') {
      this.fail('other code closed the audio context');
      return;
    }
    if (state === 'running') {
      this.#hasRun = true;
      // It was asleep or held back, and somebody else may have woken it.
      if (this.#isResting || before !== 'running') this.#restLater();
      this.#isResting = false;
    } else if (before === 'interrupted' && state === 'suspended' && this.#isWanted) {
      // The system gives the sound back, and leaves it to us to go on.
      this.#context.resume().catch(() => undefined);
    }
    this.#options.onStateChange();
  }

  #followSink(): void {
    if (isDevice(this.#sinkId) && sinkOf(this.#context) === '') this.#loseSink();
  }

  #loseSink(): void {
    this.#sinkId = '';
    this.#options.onSinkLost();
  }

  /**
   * The device failed. Where they can, browsers put another or a silent one in its place, and the
   * clock goes on; where it does not, the context is of no more use.
   */
  async #recover(): Promise<void> {
    if (isDevice(this.#sinkId)) this.#loseSink();
    const { currentTime } = this.#context;
    await delay(RECOVERY_MS / 2);
    if (this.#isWanted && !this.isClockRunning) this.#context.resume().catch(() => undefined);
    await delay(RECOVERY_MS / 2);
    if (!this.#isWanted || (this.isClockRunning && this.#context.currentTime > currentTime)) return;
    this.fail('the audio device failed');
  }

  async #changeSink(id: SinkId): Promise<void> {
    const wasRunning = this.isClockRunning;
    if (id !== sinkOf(this.#context)) await selectSink(this.#context, id);
    this.#sinkId = id;
    // It runs again only after that promise.
    if (wasRunning) await this.#untilRunning();
  }

  /** Waits until the clock runs, though not for ever. */
  async #untilRunning(): Promise<void> {
    const waiting = new AbortController();
    const signal = AbortSignal.any([waiting.signal, this.#end.signal]);
    const running = new Promise<void>((resolve) => {
      const look = () => {
        if (this.isClockRunning) resolve();
      };
      this.#context.addEventListener('statechange', look, { signal });
      look();
    });
    await Promise.race([running, delay(RECOVERY_MS)]);
    waiting.abort();
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
