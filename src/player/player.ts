import { isAbort, TtsError } from '../errors.ts';
import type { FifoEvent } from '../audio/fifo-protocol.ts';
import { storedPackKey } from '../pack/stored-pack.ts';
import { FAST } from '../profiles/profile.ts';
import type { RemoteOptions } from '../remote/remote-options.ts';
import { sentenceStarts } from '../text/sentence-starts.ts';
import type {
  DeviceChoice,
  EngineApi,
  EngineInfo,
  SpeechEvent,
  SpeechRequest,
} from '../worker/engine-api.ts';
import { abortable } from './abortable.ts';
import { chooseEngine, type SpeechServerUse } from './choose-engine.ts';
import type { SpeechMetrics } from './metrics.ts';
import { ModelLoader } from './model-loader.ts';
import { OutputPool, type OpenOutput } from './output-pool.ts';
import type { PlayerState, SpeechInterruption, SpeechResult } from './player-events.ts';
import type { SpeechRecording } from './recording.ts';
import { sentenceToSkipTo } from './skip.ts';
import { SpeechQueue } from './speech-queue.ts';
import { invalidOption, resolveProfile } from './speech-request.ts';
import type { SpeechText } from './text-source.ts';
import { SecondsRanges } from './time-ranges.ts';
import { Utterance } from './utterance.ts';
import { VoiceControls } from './voice-controls.ts';

/** What a player is made with. */
export interface TtsPlayerOptions {
  /**
   * URL of the pack's folder, a relative one from the page, or the `packUrl` of a stored pack.
   * May be left out where a speech server speaks always.
   */
  readonly packUrl?: string | URL | undefined;
  /** @default 'auto' */
  readonly device?: DeviceChoice | undefined;
  /** Ids of licences that the user has accepted before; see `acceptLicense`. @default none */
  readonly acceptedLicenses?: readonly string[] | undefined;
  /** A server that can speak, see `docs/remote.md`. @default none: nothing leaves the device */
  readonly speechServer?: RemoteOptions | undefined;
  /**
   * `fallback`: the server speaks where this device cannot, and the notice `speech-server-used` says
   * so. `always`: this device is not tried.
   * @default 'fallback'
   */
  readonly speechServerUse?: SpeechServerUse | undefined;
  /** @default one that all players of the page with this pack and device share, in a worker */
  readonly engine?: EngineApi | undefined;
  /** Opens the output of a sample rate. @default an `AudioContext` */
  readonly openOutput?: OpenOutput | undefined;
}

/** What `speak` takes beside the text. */
export interface SpeakOptions extends SpeechRequest {
  /**
   * What happens to that which is being spoken: `interrupt` drops it, with all that is queued, and
   * ends a pause; `add` speaks behind it, without a gap.
   * @default 'interrupt'
   */
  readonly queue?: 'add' | 'interrupt' | undefined;
  /** Names the utterance in events. @default a number that the player counts up */
  readonly id?: string | undefined;
  /** Cancels this utterance; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Speaks text while it is being written. Shaped after `HTMLMediaElement` and `SpeechSynthesis`:
 * events are listed in `PlayerEventDetails`, and state changes only when the engine or the output
 * says so.
 */
export class TtsPlayer extends VoiceControls {
  protected override readonly engine: EngineApi;
  readonly #model: ModelLoader;
  protected override readonly outputs: OutputPool;
  readonly #queue = new SpeechQueue();
  readonly #acceptedLicenses: Set<string>;
  #state: PlayerState = 'idle';
  #isPaused = false;
  #utteranceCount = 0;
  #last: Utterance | undefined;
  #reported: unknown;

  constructor(options: TtsPlayerOptions) {
    super();
    const { device, acceptedLicenses, engine, openOutput } = options;
    const { speechServer, speechServerUse = 'fallback' } = options;
    this.#acceptedLicenses = new Set(acceptedLicenses);
    this.engine =
      engine ??
      chooseEngine({
        speechServer,
        speechServerUse,
        onFallback: () => this.emit('notice', { notice: 'speech-server-used' }),
      });
    const packUrl = packAddress(options);
    this.#model = new ModelLoader({
      engine: this.engine,
      load: () => ({
        packUrl,
        device,
        acceptedLicenses: [...this.#acceptedLicenses],
      }),
      onProgress: (progress) => this.emit('modelprogress', progress),
      onChange: () => this.#updateState(),
      onLoad: ({ damagedVoices, distrustedDevice }) => {
        if (damagedVoices.length > 0) this.emit('notice', { notice: 'voice-damaged' });
        if (distrustedDevice !== undefined) this.emit('notice', { notice: 'device-distrusted' });
      },
      onInfoChange: () => this.emit('voiceschange', null),
      onError: (error) => this.#report(error),
    });
    this.outputs = new OutputPool({
      open: openOutput,
      onChange: () => this.#updateState(),
      onError: (output, error) => {
        const broken = this.#queue.utterances.filter((utterance) => utterance.output === output);
        for (const utterance of broken) utterance.fail(error);
      },
      onNotice: (notice) => {
        if (notice === 'output-changed') this.loseSink();
        this.emit('notice', { notice });
      },
    });
  }

  get state(): PlayerState {
    return this.#state;
  }

  /** What the loaded engine offers, `null` before. */
  get info(): EngineInfo | null {
    return this.#model.info;
  }

  /** The numbers of the utterance that is heard or was heard last, `null` before the first. */
  get metrics(): SpeechMetrics | null {
    return this.#shown?.metrics.snapshot() ?? null;
  }

  /**
   * The audio of the utterance that is heard or was heard last, as far as it was made: to be saved or
   * spoken again. `null` before the first, and for one with `record: false`.
   */
  get recording(): SpeechRecording | null {
    return this.#shown?.recording ?? null;
  }

  /** The node that the sound of the current or last utterance passes through on its way out. */
  get outputNode(): GainNode | null {
    return this.#shown?.output?.node ?? null;
  }

  /** True from the call of `speak` until all that was to be spoken has been heard or cancelled. */
  get speaking(): boolean {
    return this.#queue.current !== undefined;
  }

  /** The `id` of the utterance that is heard or was heard last, `null` before the first. */
  get utteranceId(): string | null {
    return this.#shown?.id ?? null;
  }

  /** The text of that utterance, as far as it has come. */
  get text(): string {
    return this.#shown?.source ?? '';
  }

  /** True from `pause` until `resume`, `cancel` or an interrupting `speak`. */
  get paused(): boolean {
    return this.#isPaused;
  }

  /**
   * Seconds of the utterance that have left the loudspeaker; set it to go on from another place, as
   * near as there is audio.
   */
  get currentTime(): number {
    return this.#shown?.heardSeconds ?? 0;
  }

  set currentTime(seconds: number) {
    if (!Number.isFinite(seconds)) throw invalidOption('currentTime', seconds, 'seconds');
    this.#queue.current?.seek(seconds);
  }

  /** Seconds of the utterance: `Infinity` until all of it was made, `NaN` before the first. */
  get duration(): number {
    const shown = this.#shown;
    if (!shown) return NaN;
    return shown.isMade ? (shown.timeline.chunks.at(-1)?.endSeconds ?? 0) : Infinity;
  }

  /** The part of the utterance that is made and kept: the last minutes, and what waits. */
  get buffered(): TimeRanges {
    return new SecondsRanges(this.#shown?.seekable ?? { start: 0, end: 0 });
  }

  /** The part of the utterance that `currentTime` can be set to. */
  get seekable(): TimeRanges {
    return this.buffered;
  }

  /**
   * Loads the pack and warms the engine up; calls while loading share one load, and once loaded it
   * returns at once. When the signal fires, the load ends for all of them.
   * @throws TtsError, or the signal's reason
   */
  override async load(signal?: AbortSignal): Promise<EngineInfo> {
    this.assertOpen();
    return this.#model.load(signal);
  }

  /**
   * Takes note that the user has accepted a licence: the next `load` or `speak` may use packs under
   * it. One that is missing fails with a `LicenseError`, whose `license` is what to show.
   */
  acceptLicense(id: string): void {
    this.#acceptedLicenses.add(id);
  }

  /**
   * Speaks a text, loading first if need be, and resolves when it has been heard to its end. Call
   * it in a user gesture, or expect `blocked`.
   * @throws TtsError `option-invalid` or `text-empty` without interrupting what plays; any other
   *   TtsError; what the text's source throws; or an `AbortError` when it is interrupted
   */
  async speak(text: SpeechText, options: SpeakOptions = {}): Promise<SpeechResult> {
    this.assertOpen();
    const {
      queue = 'interrupt',
      id = String(++this.#utteranceCount),
      signal,
      ...request
    } = options;
    signal?.throwIfAborted();
    const profile = resolveProfile(request);
    if (queue !== 'add' && queue !== 'interrupt') {
      throw invalidOption('queue', queue, 'add or interrupt');
    }
    if (typeof text === 'string' && text.trim() === '') {
      throw new TtsError('text-empty', 'speak() was called with an empty text');
    }
    // Before anything is awaited: the output must be opened inside the gesture.
    const output = this.outputs.get(profile.sampleRate);
    void output.resume().catch(() => undefined);
    if (queue === 'interrupt') {
      void this.#cancelAll(new DOMException('Interrupted by another speak()', 'AbortError'));
    }
    const utterance: Utterance = new Utterance({
      id,
      text,
      request,
      profile,
      signal,
      engine: this.engine,
      listener: {
        onEngineEvent: (event) => this.#followEngine(utterance, event),
        onOutputEvent: (event) => this.#followOutput(utterance, event),
        onMetrics: () => {
          if (utterance === this.#shown) this.emit('metrics', utterance.metrics.snapshot());
        },
        onChunkStart: (chunk) => this.emit('chunkstart', { id, chunk }),
        onChunkEnd: (chunk) => this.emit('chunkend', { id, chunk }),
        onWord: ({ start, end, startSeconds }) =>
          this.emit('boundary', {
            id,
            name: 'word',
            charIndex: start,
            charLength: end - start,
            elapsedSeconds: startSeconds,
          }),
        onTimeUpdate: (currentTime) => this.emit('timeupdate', { currentTime }),
      },
    });
    this.#queue.add(utterance);
    if (!this.#isPaused) this.emit('play', null);
    try {
      const turn = this.#queue.turn(utterance, output);
      await abortable(Promise.all([this.load(), output.ready, turn]), utterance.signal);
      this.#updateState();
      void this.outputs.run(output);
      const result = await utterance.run(output);
      this.#finish(utterance);
      this.emit('ended', { id, ...result });
      return result;
    } catch (error) {
      this.#finish(utterance);
      if (!utterance.isCancelled) this.#report(error);
      else void utterance.interruption().then((heard) => this.emit('cancelled', { id, ...heard }));
      throw error;
    }
  }

  /** Fades the sound out and holds everything; what can be made ahead still is. */
  pause(): void {
    this.assertOpen();
    this.#setPaused(true);
  }

  /** Goes on where `pause` faded out. Call it in a user gesture, as `speak`. */
  resume(): void {
    this.assertOpen();
    void this.#queue.current?.output?.resume().catch(() => undefined);
    this.#setPaused(false);
  }

  /**
   * Goes `count` sentences forward, or back if it is negative, over audio that is there: at most to
   * where the next words will be made. Back goes first to the beginning of the sentence itself.
   */
  skip(count: number): void {
    const utterance = this.#queue.current;
    if (!Number.isSafeInteger(count)) throw invalidOption('skip', count, 'a whole number');
    if (!utterance || count === 0) return;
    const { heardSeconds, source, timeline, language = this.info?.languages[0] } = utterance;
    const starts = timeline.sentenceSeconds(sentenceStarts(source, language));
    const target = sentenceToSkipTo(starts, heardSeconds, count);
    utterance.seek(Math.min(target, utterance.seekable.end));
  }

  /**
   * Stops generation and sound, and drops what is queued: silent within 40 ms, without a click.
   * Resolves when both have stopped, with what was heard of the utterance that was being spoken.
   */
  async cancel(): Promise<SpeechInterruption> {
    const interruption = this.#cancelAll(new DOMException('Cancelled', 'AbortError'));
    return (await interruption) ?? { spokenText: '', charOffset: 0, playedMs: 0 };
  }

  /**
   * Lets the sound out; call it in a user gesture. What was held back plays from its first sample.
   * Resolves when the output runs or the browser has refused again, which `state` tells.
   */
  async unlock(): Promise<void> {
    this.assertOpen();
    await this.outputs.runAll(FAST.sampleRate);
  }

  /**
   * Stops everything and gives back the audio outputs and, if no other player uses it, the engine.
   * The player is of no use after.
   */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    const reason = new DOMException('The player was closed', 'AbortError');
    void this.#cancelAll(reason);
    this.closing.abort(reason);
    this.#model.abort(reason);
    this.#setState('closed');
    await Promise.all([this.engine.close(), this.outputs.close()]);
  }

  /** The utterance that the player's properties speak of. */
  get #shown(): Utterance | undefined {
    return this.#queue.current ?? this.#last;
  }

  #cancelAll(reason: DOMException): Promise<SpeechInterruption> | undefined {
    const [first] = this.#queue.utterances.map((utterance) => utterance.cancel(reason));
    this.#isPaused = false;
    this.outputs.setPaused(false);
    return first;
  }

  #setPaused(isPaused: boolean): void {
    if (this.#isPaused === isPaused) return;
    this.#isPaused = isPaused;
    this.outputs.setPaused(isPaused);
    this.emit(isPaused ? 'pause' : 'play', null);
    this.#updateState();
  }

  #followEngine({ id }: Utterance, event: SpeechEvent): void {
    if (event.type === 'chunk') this.emit('chunk', { id, chunk: event.chunk });
    if (event.type === 'notice') this.emit('notice', { notice: event.notice });
  }

  #followOutput({ id, heardSeconds }: Utterance, event: FifoEvent): void {
    this.#updateState();
    if (event.type === 'playing') this.emit('playing', { id, contextTime: event.contextTime });
    if (event.type === 'underrun') this.emit('waiting', { id });
    if (event.type === 'seeked') this.emit('seeked', { id, currentTime: heardSeconds });
  }

  #finish(utterance: Utterance): void {
    if (this.#queue.current === utterance) this.#last = utterance;
    this.#queue.remove(utterance);
    this.#updateState();
  }

  #updateState(): void {
    if (this.#state !== 'closed') this.#setState(this.#deriveState());
  }

  #deriveState(): PlayerState {
    if (this.#model.isLoading) return 'loading';
    if (!this.#model.info) return 'idle';
    const { current } = this.#queue;
    if (!current?.output) return current ? 'waiting' : 'ready';
    if (this.outputs.isBlocked(current.output)) return 'blocked';
    if (this.#isPaused) return 'paused';
    return current.status === 'playing' ? 'playing' : 'waiting';
  }

  #setState(state: PlayerState): void {
    const previous = this.#state;
    if (state === previous) return;
    this.#state = state;
    this.emit('statechange', { state, previous });
    if (state === 'blocked') this.emit('blocked', null);
  }

  /** Reports a failure once, though a failed load fails the utterance that waits for it too. */
  #report(error: unknown): void {
    if (error === this.#reported || isAbort(error)) return;
    this.#reported = error;
    this.emit('error', { error });
  }

  protected override assertOpen(): void {
    if (this.#state === 'closed') throw new TtsError('engine-closed', 'the player is closed');
  }
}

/** The absolute URL of the pack; empty where none is needed. */
function packAddress({ packUrl, speechServer, speechServerUse }: TtsPlayerOptions): string {
  if (packUrl === undefined) {
    if (speechServer && speechServerUse === 'always') return '';
    throw invalidOption(
      'packUrl',
      packUrl,
      'the URL of a pack, which only a speech server replaces',
    );
  }
  const url = new URL(packUrl, globalThis.document?.baseURI).href;
  // A stored pack has a key and no folder.
  return url.endsWith('/') || storedPackKey(url) !== undefined ? url : `${url}/`;
}
