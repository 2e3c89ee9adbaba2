import { TtsError } from '../errors.ts';
import type { FifoEvent } from '../audio/fifo-protocol.ts';
import type { FifoUtterance } from '../audio/fifo-node.ts';
import type { LatencyProfile } from '../profiles/profile.ts';
import type {
  EngineApi,
  SpeechEvent,
  SpeechRequest,
  SpeechSummary,
  TextMessage,
} from '../worker/engine-api.ts';
import { abortable } from './abortable.ts';
import type { SpeechOutput } from './audio-output.ts';
import { MetricsCollector, type MomentName } from './metrics.ts';
import type { SpeechResult } from './player-events.ts';
import { textDeltas, type SpeechText } from './text-source.ts';

export interface UtteranceOptions {
  readonly text: SpeechText;
  readonly request: SpeechRequest;
  readonly profile: LatencyProfile;
  readonly engine: EngineApi;
  /** Cancels the utterance. */
  readonly signal?: AbortSignal | undefined;
  readonly listener: UtteranceListener;
}

export interface UtteranceListener {
  readonly onEngineEvent: (event: SpeechEvent) => void;
  /** `playing` and `underrun` change what is heard. */
  readonly onOutputEvent: (event: FifoEvent) => void;
  readonly onMetrics: () => void;
}

/** One text on its way: feeds the engine, joins it to the output, and sees both to their end. */
export class Utterance {
  readonly profile: LatencyProfile;
  readonly metrics = new MetricsCollector(measure);
  readonly #options: UtteranceOptions;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal;
  #playback: FifoUtterance | undefined;
  #output: SpeechOutput | undefined;
  #isPlaying = false;
  #isCancelled = false;
  #generation: Promise<unknown> = Promise.resolve();
  /** Frames rendered, when the output has come to the end; rejected when it stops before. */
  readonly #silence: Promise<number>;
  #resolveSilence!: (renderedFrames: number) => void;
  #rejectSilence!: (reason: Error) => void;

  /** `profile` decides sample rate and pre-buffer; the engine is told the same. */
  constructor(options: UtteranceOptions) {
    this.profile = options.profile;
    this.#options = options;
    const { signal } = this.#controller;
    this.#signal = options.signal ? AbortSignal.any([signal, options.signal]) : signal;
    if (typeof options.text === 'string') this.metrics.begin(now());
    this.#silence = new Promise((resolve, reject) => {
      this.#resolveSilence = resolve;
      this.#rejectSilence = reject;
    });
    this.#silence.catch(() => undefined);
  }

  /** Fires when the utterance is cancelled, by whatever side. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** True if it was ended by `cancel` or the caller's signal, which is not an error. */
  get isCancelled(): boolean {
    return this.#isCancelled || this.#options.signal?.aborted === true;
  }

  /** True while the gate of the output is open. */
  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  /**
   * Speaks; resolves when the last frame has been rendered.
   * @throws TtsError, the signal's reason, or what the text's source throws
   */
  async run(output: SpeechOutput): Promise<SpeechResult> {
    this.#signal.throwIfAborted();
    const { engine, request, profile } = this.#options;
    const text = new MessageChannel();
    this.#output = output;
    this.#playback = output.start({
      prebufferFrames: Math.round((profile.sampleRate * profile.prebufferMs) / 1000),
      onEvent: (event) => this.#hear(event),
    });
    try {
      const generation = engine.speak(
        { ...request, profile: profile.name },
        { text: text.port2, audio: this.#playback.port },
        (event) => this.#follow(event),
        this.#signal,
      );
      this.#generation = generation.catch(() => undefined);
      const everything = Promise.all([generation, this.#silence, this.#feed(text.port1)]);
      const [summary, renderedFrames] = await abortable<[SpeechSummary, number, void]>(
        everything,
        this.#signal,
      );
      const playedSeconds = renderedFrames / profile.sampleRate;
      return { summary, metrics: this.metrics.snapshot(), playedSeconds };
    } catch (error) {
      this.#playback.stop();
      // Whichever side failed, the others stop too.
      this.#controller.abort(error);
      throw error;
    } finally {
      this.#isPlaying = false;
      text.port1.close();
    }
  }

  /**
   * Stops text, generation and sound. Resolves when generation has stopped and, unless the output
   * is held back by the browser, nothing is heard any more.
   */
  async cancel(reason: unknown): Promise<void> {
    this.#isCancelled = true;
    this.#playback?.stop();
    this.#controller.abort(reason);
    const isHeard = this.#output?.isRunning === true && this.#playback !== undefined;
    const silence = this.#silence.catch(() => undefined);
    await Promise.all([this.#generation, isHeard ? silence : undefined]);
  }

  /** Ends the utterance because its output failed; `run` throws `error`. */
  fail(error: TtsError): void {
    this.#rejectSilence(error);
  }

  /** Sends the text on as it comes. */
  async #feed(port: MessagePort): Promise<void> {
    const send = (message: TextMessage) => port.postMessage(message);
    let isEmpty = true;
    for await (const delta of textDeltas(this.#options.text, this.#signal)) {
      this.metrics.begin(now());
      isEmpty &&= delta.trim() === '';
      send({ type: 'delta', text: delta });
    }
    if (isEmpty) throw new TtsError('text-empty', 'the text ended without a word');
    send({ type: 'end' });
  }

  #follow(event: SpeechEvent): void {
    if (this.#signal.aborted) return;
    const isChanged = this.metrics.record(event);
    this.#options.listener.onEngineEvent(event);
    if (isChanged) this.#options.listener.onMetrics();
  }

  #hear(event: FifoEvent): void {
    switch (event.type) {
      case 'playing':
        this.#isPlaying = true;
        // The system may have set its clock since the page was opened; `now` has not followed.
        this.metrics.recordPlaying(event.epochMs - (Date.now() - now()));
        break;
      case 'underrun':
        this.#isPlaying = false;
        this.metrics.recordUnderrun();
        break;
      case 'progress':
        this.metrics.recordBuffered((1000 * event.bufferedFrames) / this.profile.sampleRate);
        break;
      case 'overflow':
        this.#rejectSilence(
          new TtsError('engine-failed', `${event.lostFrames} frames did not fit into the FIFO`),
        );
        break;
      case 'ended':
        this.metrics.recordBuffered(0);
        this.#resolveSilence(event.renderedFrames);
        break;
      case 'stopped':
        this.#rejectSilence(new DOMException('The output was stopped', 'AbortError'));
        break;
    }
    if (this.#signal.aborted) return;
    this.#options.listener.onOutputEvent(event);
    this.#options.listener.onMetrics();
  }
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** User Timing keeps the measures of the latest utterance only, so that they do not pile up. */
function measure(name: MomentName, t0: number, atMs: number): void {
  const label = `xtts:${name}`;
  const { timeOrigin } = performance;
  performance.clearMeasures(label);
  // Rounding may put a moment before the time origin's own.
  const start = Math.max(0, t0 - timeOrigin);
  performance.measure(label, { start, end: Math.max(start, atMs - timeOrigin) });
}
