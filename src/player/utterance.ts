import { TtsError } from '../errors.ts';
import type { FifoEvent } from '../audio/fifo-protocol.ts';
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
import { MetricsCollector } from './metrics.ts';
import { Playback, type PlaybackStatus, type SecondsRange } from './playback.ts';
import { PlaybackReporter, type PlaybackListener } from './playback-reporter.ts';
import type { SpeechInterruption, SpeechResult } from './player-events.ts';
import { SpeechRecording } from './recording.ts';
import { textDeltas, type SpeechText } from './text-source.ts';
import { Timeline } from './timeline.ts';
import { measureMoment } from './user-timing.ts';

export interface UtteranceOptions {
  readonly id: string;
  readonly text: SpeechText;
  readonly request: SpeechRequest;
  readonly profile: LatencyProfile;
  readonly engine: EngineApi;
  /** Cancels the utterance. */
  readonly signal?: AbortSignal | undefined;
  readonly listener: UtteranceListener;
}

export interface UtteranceListener extends PlaybackListener {
  readonly onEngineEvent: (event: SpeechEvent) => void;
  readonly onOutputEvent: (event: FifoEvent) => void;
  readonly onMetrics: () => void;
}

/** One text on its way: feeds the engine, joins it to the output, and sees both to their end. */
export class Utterance {
  readonly profile: LatencyProfile;
  readonly metrics = new MetricsCollector(measureMoment);
  readonly timeline = new Timeline();
  /** Resolves when generation has ended, in whichever way. */
  readonly made: Promise<void>;
  readonly #options: UtteranceOptions;
  readonly #reporter: PlaybackReporter;
  readonly #controller = new AbortController();
  readonly #signal: AbortSignal;
  #output: SpeechOutput | undefined;
  #playback: Playback | undefined;
  #recording: SpeechRecording | undefined;
  #source = '';
  #isMade = false;
  #isCancelled = false;
  #resolveMade!: () => void;

  /** `profile` decides sample rate and pre-buffer; the engine is told the same. */
  constructor(options: UtteranceOptions) {
    this.profile = options.profile;
    this.#options = options;
    const { signal } = this.#controller;
    this.#signal = options.signal ? AbortSignal.any([signal, options.signal]) : signal;
    if (typeof options.text === 'string') this.metrics.begin(now());
    this.made = new Promise((resolve) => (this.#resolveMade = resolve));
    this.#reporter = new PlaybackReporter({
      timeline: this.timeline,
      heardSeconds: () => this.heardSeconds,
      listener: options.listener,
    });
  }

  /** Fires when the utterance is cancelled, by whatever side. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** True if it was ended by `cancel` or the caller's signal, which is not an error. */
  get isCancelled(): boolean {
    return this.#isCancelled || this.#options.signal?.aborted === true;
  }

  get id(): string {
    return this.#options.id;
  }

  /** As the request says, if it does. */
  get language(): string | undefined {
    return this.#options.request.language;
  }

  /** True when generation has ended, in whichever way. */
  get isMade(): boolean {
    return this.#isMade;
  }

  get status(): PlaybackStatus {
    return this.#playback?.status ?? 'waiting';
  }

  /** Where it plays, once it has begun to be made. */
  get output(): SpeechOutput | undefined {
    return this.#output;
  }

  /** Its audio as far as it was made; `undefined` before, and if the request wanted none. */
  get recording(): SpeechRecording | undefined {
    return this.#recording;
  }

  /** The text as far as it has come. */
  get source(): string {
    return this.#source;
  }

  /** Seconds of the utterance that have left the loudspeaker. */
  get heardSeconds(): number {
    return this.#playback?.heardSeconds ?? 0;
  }

  /** Seconds of the utterance that can be sought, as last reported. */
  get seekable(): SecondsRange {
    return this.#playback?.seekable ?? { start: 0, end: 0 };
  }

  /**
   * Speaks; resolves when the last frame has been heard.
   * @throws TtsError, the signal's reason, or what the text's source throws
   */
  async run(output: SpeechOutput): Promise<SpeechResult> {
    this.#signal.throwIfAborted();
    const { engine, request, profile } = this.#options;
    const { sampleRate } = output;
    const text = new MessageChannel();
    this.#output = output;
    if (request.record !== false) this.#recording = new SpeechRecording(sampleRate);
    const playback = new Playback({
      output,
      prebufferMs: profile.prebufferMs,
      onEvent: (event) => this.#hear(event),
    });
    this.#playback = playback;
    try {
      const generation = engine.speak(
        { ...request, profile: profile.name },
        { text: text.port2, audio: playback.port, sampleRate },
        (event) => this.#follow(event),
        this.#signal,
      );
      void generation.catch(() => undefined).then(() => this.#finishMaking());
      const everything = Promise.all([generation, playback.silence, this.#feed(text.port1)]);
      const [summary] = await abortable<[SpeechSummary, void, void]>(everything, this.#signal);
      this.#reporter.flush();
      const playedSeconds = playback.heardSeconds;
      return { summary, metrics: this.metrics.snapshot(), playedSeconds };
    } catch (error) {
      playback.stop();
      // Whichever side failed, the others stop too.
      this.#controller.abort(error);
      throw error;
    } finally {
      this.#reporter.stop();
      text.port1.close();
    }
  }

  /** Goes on from another place, as near as there is audio. */
  seek(seconds: number): void {
    this.#playback?.seek(seconds);
  }

  /**
   * Stops text, generation and sound. Resolves when generation has stopped and, unless the output
   * is held back by the browser, nothing is heard any more, with what was heard.
   */
  async cancel(reason: unknown): Promise<SpeechInterruption> {
    this.#isCancelled = true;
    this.#playback?.stop();
    this.#controller.abort(reason);
    return this.interruption();
  }

  /** What has been heard, when everything has stopped. */
  async interruption(): Promise<SpeechInterruption> {
    if (this.#playback) {
      const silence = this.#playback.silence.catch(() => undefined);
      await Promise.all([this.made, this.#output?.isRunning ? silence : undefined]);
    }
    const seconds = this.heardSeconds;
    const charOffset = this.timeline.spokenChars(seconds, this.#source);
    const spokenText = this.#source.slice(0, charOffset);
    return { spokenText, charOffset, playedMs: seconds * 1000 };
  }

  /** Ends the utterance because its output failed; `run` throws `error`. */
  fail(error: TtsError): void {
    this.#playback?.fail(error);
  }

  /** Sends the text on as it comes. */
  async #feed(port: MessagePort): Promise<void> {
    const send = (message: TextMessage) => port.postMessage(message);
    let isEmpty = true;
    for await (const delta of textDeltas(this.#options.text, this.#signal)) {
      this.metrics.begin(now());
      isEmpty &&= delta.trim() === '';
      this.#source += delta;
      send({ type: 'delta', text: delta });
    }
    if (isEmpty) throw new TtsError('text-empty', 'the text ended without a word');
    send({ type: 'end' });
  }

  #finishMaking(): void {
    this.#isMade = true;
    this.#recording?.complete();
    this.#resolveMade();
  }

  #follow(event: SpeechEvent): void {
    // What was made before a cancellation belongs to the recording, whenever it arrives.
    if (event.type === 'recorded') this.#recording?.add(event.part);
    if (this.#signal.aborted) return;
    const isChanged = this.metrics.record(event);
    this.timeline.record(event);
    this.#options.listener.onEngineEvent(event);
    if (isChanged) this.#options.listener.onMetrics();
  }

  #hear(event: FifoEvent): void {
    const ms = (frames: number) => (1000 * frames) / this.#output!.sampleRate;
    switch (event.type) {
      case 'playing': {
        // The system may have set its clock since the page was opened; `now` has not followed.
        const atMs = event.epochMs - (Date.now() - now());
        const { reason, gateFrames, bufferedFrames, position } = event;
        const opening = { reason, gateMs: ms(gateFrames), bufferedMs: ms(bufferedFrames) };
        this.metrics.recordPlaying(atMs, { ...opening, positionMs: ms(position) });
        this.#reporter.start();
        break;
      }
      case 'underrun':
        this.metrics.recordUnderrun();
        break;
      case 'seeked':
        this.#reporter.jump(this.heardSeconds);
        break;
      case 'progress':
        this.metrics.recordBuffered(ms(event.bufferedFrames));
        break;
      case 'ended':
        this.metrics.recordBuffered(0);
        break;
      case 'paused':
      case 'overflow':
      case 'stopped':
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
