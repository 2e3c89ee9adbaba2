import { isAbort, TtsError } from '../errors.ts';
import { FAST } from '../profiles/profile.ts';
import type { DeviceChoice, EngineApi, EngineInfo, SpeechRequest } from '../worker/engine-api.ts';
import { EngineClient } from '../worker/engine-client.ts';
import { abortable } from './abortable.ts';
import type { SpeechOutput } from './audio-output.ts';
import type { SpeechMetrics } from './metrics.ts';
import { OutputPool, type OpenOutput } from './output-pool.ts';
import {
  PlayerEventTarget,
  type PlayerEventDetails,
  type PlayerState,
  type SpeechResult,
} from './player-events.ts';
import { resolveProfile } from './speech-request.ts';
import type { SpeechText } from './text-source.ts';
import { Utterance } from './utterance.ts';

export interface TtsPlayerOptions {
  /** URL of the pack's folder, with a trailing slash; relative ones are resolved by the page. */
  readonly packUrl: string | URL;
  /** @default 'auto' */
  readonly device?: DeviceChoice | undefined;
  /** @default an `EngineClient`, which starts a worker */
  readonly engine?: EngineApi | undefined;
  /** Opens the output of a sample rate. @default an `AudioContext` */
  readonly openOutput?: OpenOutput | undefined;
}

/** What `speak` takes beside the text. */
export interface SpeakOptions extends SpeechRequest {
  /** Cancels this utterance; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Speaks text while it is being written. One utterance at a time: another `speak` interrupts.
 * Events are listed in `PlayerEventDetails`; state changes only when the engine or the output says
 * so.
 */
export class TtsPlayer extends PlayerEventTarget {
  readonly #options: TtsPlayerOptions;
  readonly #engine: EngineApi;
  readonly #outputs: OutputPool;
  #state: PlayerState = 'idle';
  #info: EngineInfo | null = null;
  #loading: { readonly done: Promise<EngineInfo>; readonly abort: AbortController } | undefined;
  #utterance: Utterance | undefined;
  #metrics: SpeechMetrics | null = null;
  #output: SpeechOutput | undefined;
  #reported: unknown;

  constructor(options: TtsPlayerOptions) {
    super();
    this.#options = options;
    this.#engine = options.engine ?? new EngineClient();
    this.#outputs = new OutputPool({
      open: options.openOutput,
      onChange: () => this.#updateState(),
      onError: (output, error) => {
        if (output === this.#output) this.#utterance?.fail(error);
      },
    });
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** What the loaded engine offers, `null` before. */
  get info(): EngineInfo | null {
    return this.#info;
  }

  /** The numbers of the current or last utterance, `null` before the first. */
  get metrics(): SpeechMetrics | null {
    return this.#utterance?.metrics.snapshot() ?? this.#metrics;
  }

  /** The node that the current or last utterance's sound passes through on its way out. */
  get outputNode(): GainNode | null {
    return this.#output?.node ?? null;
  }

  /**
   * Loads the pack and warms the engine up; calls while loading share one load, and once loaded it
   * returns at once. When the signal fires, the load ends for all of them.
   * @throws TtsError, or the signal's reason
   */
  async load(signal?: AbortSignal): Promise<EngineInfo> {
    this.#assertOpen();
    signal?.throwIfAborted();
    if (this.#info) return this.#info;
    this.#loading ??= this.#startLoading();
    const { done, abort } = this.#loading;
    const onAbort = () => abort.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await done;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /**
   * Speaks a text, loading first if need be, and resolves when it has been heard to its end. Call
   * it in a user gesture, or expect `blocked`.
   * @throws TtsError `option-invalid` or `text-empty` without interrupting what plays; any other
   *   TtsError; what the text's source throws; or an `AbortError` when it is interrupted
   */
  async speak(text: SpeechText, { signal, ...request }: SpeakOptions = {}): Promise<SpeechResult> {
    this.#assertOpen();
    signal?.throwIfAborted();
    const profile = resolveProfile(request);
    if (typeof text === 'string' && text.trim() === '') {
      throw new TtsError('text-empty', 'speak() was called with an empty text');
    }
    // Before anything is awaited: the output must be opened inside the gesture.
    const output = this.#outputs.get(profile.sampleRate);
    void output.resume().catch(() => undefined);
    void this.#utterance?.cancel(new DOMException('Interrupted by another speak()', 'AbortError'));
    const utterance: Utterance = new Utterance({
      text,
      request,
      profile,
      signal,
      engine: this.#engine,
      listener: {
        onEngineEvent: (event) => {
          if (event.type === 'chunk') this.#emit('chunk', { chunk: event.chunk });
          if (event.type === 'notice') this.#emit('notice', { notice: event.notice });
        },
        onOutputEvent: (event) => {
          this.#updateState();
          if (event.type === 'playing') this.#emit('playing', { contextTime: event.contextTime });
        },
        onMetrics: () => this.#emit('metrics', utterance.metrics.snapshot()),
      },
    });
    this.#utterance = utterance;
    this.#output = output;
    try {
      await abortable(Promise.all([this.load(), output.ready]), utterance.signal);
      this.#updateState();
      void this.#outputs.run(output);
      const result = await utterance.run(output);
      this.#finish(utterance);
      this.#emit('ended', result);
      return result;
    } catch (error) {
      this.#finish(utterance);
      if (!utterance.isCancelled) this.#report(error);
      throw error;
    }
  }

  /**
   * Stops generation and sound: silent within 40 ms, without a click. Resolves when both have
   * stopped; without effect when nothing is being spoken.
   */
  async cancel(): Promise<void> {
    await this.#utterance?.cancel(new DOMException('Cancelled', 'AbortError'));
  }

  /**
   * Lets the sound out; call it in a user gesture. What was held back plays from its first sample.
   * Resolves when the output runs or the browser has refused again, which `state` tells.
   */
  async unlock(): Promise<void> {
    this.#assertOpen();
    await this.#outputs.runAll(FAST.sampleRate);
  }

  /** Stops everything and gives back worker, GPU and audio outputs. The player is of no use after. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    const reason = new DOMException('The player was closed', 'AbortError');
    void this.#utterance?.cancel(reason);
    this.#loading?.abort.abort(reason);
    this.#setState('closed');
    await Promise.all([this.#engine.close(), this.#outputs.close()]);
  }

  #startLoading(): { done: Promise<EngineInfo>; abort: AbortController } {
    const abort = new AbortController();
    const done = this.#load(abort.signal).finally(() => {
      this.#loading = undefined;
      this.#updateState();
    });
    // The callers are told; nobody is left to be told when all have gone.
    done.catch(() => undefined);
    return { done, abort };
  }

  async #load(signal: AbortSignal): Promise<EngineInfo> {
    // Later, since `#loading`, from which the state follows, is not set yet.
    await Promise.resolve();
    this.#updateState();
    const { packUrl, device } = this.#options;
    const url = new URL(packUrl, globalThis.document?.baseURI).href;
    const options = { packUrl: url.endsWith('/') ? url : `${url}/`, device };
    try {
      this.#info = await abortable(
        this.#engine.load(options, (progress) => {
          if (!signal.aborted) this.#emit('modelprogress', progress);
        }),
        signal,
      );
      return this.#info;
    } catch (error) {
      if (signal.aborted) await this.#engine.close();
      else this.#report(error);
      throw error;
    }
  }

  #finish(utterance: Utterance): void {
    if (this.#utterance !== utterance) return;
    this.#metrics = utterance.metrics.snapshot();
    this.#utterance = undefined;
    this.#updateState();
  }

  #updateState(): void {
    if (this.#state !== 'closed') this.#setState(this.#deriveState());
  }

  #deriveState(): PlayerState {
    if (this.#loading) return 'loading';
    if (!this.#info) return 'idle';
    if (!this.#utterance || !this.#output) return 'ready';
    if (this.#outputs.isBlocked(this.#output)) return 'blocked';
    return this.#utterance.isPlaying ? 'playing' : 'waiting';
  }

  #setState(state: PlayerState): void {
    const previous = this.#state;
    if (state === previous) return;
    this.#state = state;
    this.#emit('statechange', { state, previous });
    if (state === 'blocked') this.#emit('blocked', null);
  }

  /** Reports a failure once, though a failed load fails the utterance that waits for it too. */
  #report(error: unknown): void {
    if (error === this.#reported || isAbort(error)) return;
    this.#reported = error;
    this.#emit('error', { error });
  }

  #assertOpen(): void {
    if (this.#state === 'closed') throw new TtsError('engine-closed', 'the player is closed');
  }

  #emit<Name extends keyof PlayerEventDetails>(type: Name, detail: PlayerEventDetails[Name]): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
