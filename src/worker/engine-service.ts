import { FifoProducer } from '../audio/fifo-producer.ts';
import { TtsError } from '../errors.ts';
import { openPack } from '../pack/open-pack.ts';
import { UrlPackSource } from '../pack/pack-file-store.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import { overrideProfile } from '../profiles/override-profile.ts';
import { PROFILES } from '../profiles/profile.ts';
import { Mutex } from '../runtime/mutex.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { XttsEngine } from '../xtts/engine.ts';
import { findVoice, type Voice } from '../xtts/voices.ts';
import type {
  DeviceChoice,
  EngineApi,
  EngineInfo,
  LoadOptions,
  LoadProgress,
  SpeechEvent,
  SpeechRequest,
  SpeechSummary,
} from './engine-api.ts';
import { speakInto } from './speech.ts';
import { receiveText } from './text-port.ts';

/** Where the stages of loading end, as fractions of the whole: the download of a pack dominates. */
const DOWNLOADED = 0.6;
const PREPARED = 0.9;

interface Loaded {
  readonly engine: XttsEngine;
  readonly voices: readonly Voice[];
}

/** The engine behind `EngineApi`, on the worker's side. */
export class EngineService implements EngineApi {
  readonly #createRuntime: (device: DeviceChoice) => Promise<Runtime>;
  readonly #utterances = new Mutex();
  #loaded: Loaded | undefined;
  #lost: string | undefined;

  constructor(createRuntime: (device: DeviceChoice) => Promise<Runtime>) {
    this.#createRuntime = createRuntime;
  }

  async load(
    { packUrl, device = 'auto' }: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<EngineInfo> {
    const startedAt = performance.now();
    await this.close();
    let bytes = { loadedBytes: 0, totalBytes: 0 };
    const report = (stage: LoadProgress['stage'], fraction: number): void =>
      onProgress({ stage, fraction, ...bytes });

    // The device first: what this browser cannot do is said before a byte is fetched.
    const runtime = await this.#createRuntime(device);
    const pack = await openPack(new UrlPackSource(packUrl), {
      onProgress: (loadedBytes, totalBytes) => {
        bytes = { loadedBytes, totalBytes };
        report('download', DOWNLOADED * (loadedBytes / totalBytes));
      },
    });
    report('prepare', DOWNLOADED);
    const voices = await pack.readVoices();
    const engine = await XttsEngine.open(pack, runtime);
    pack.release();
    report('warm-up', PREPARED);
    await engine.warmUp(findVoice(voices, undefined));
    report('warm-up', 1);

    const loaded = { engine, voices };
    this.#loaded = loaded;
    this.#lost = undefined;
    void runtime.lost.then((reason) => {
      // A device that was closed for a new load is lost too, but not missed.
      if (this.#loaded === loaded) this.#lost = reason;
    });
    const { manifest, tokenizer } = engine;
    const declared = manifest.config.languages;
    return {
      packId: manifest.id,
      device: runtime.backend,
      deviceName: runtime.deviceName,
      languages: declared,
      undeclaredLanguages: tokenizer.languages.filter((l) => !declared.includes(l)),
      voices: voices.map((voice) => voice.name),
      canClone: pack.hasPart('conditioning') && pack.hasPart('speaker'),
      loadMs: performance.now() - startedAt,
    };
  }

  async speak(
    request: SpeechRequest,
    ports: { readonly text: MessagePort; readonly audio: MessagePort },
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    return this.#utterances.run(() => this.#speak(request, ports, onEvent, signal));
  }

  async close(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await loaded?.engine.close();
  }

  async #speak(
    request: SpeechRequest,
    ports: { readonly text: MessagePort; readonly audio: MessagePort },
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    const producer = new FifoProducer(ports.audio, { signal });
    const deltas = receiveText(ports.text, signal);
    try {
      signal.throwIfAborted();
      if (!this.#loaded) throw new TtsError('engine-closed', 'no pack is loaded');
      const { engine, voices } = this.#loaded;
      const voice = findVoice(voices, request.voice);
      const language = this.#language(engine, request.language, onEvent);
      return await speakInto(producer, deltas, {
        ...request,
        engine,
        voice,
        language,
        profile: overrideProfile(
          PROFILES[request.profile ?? profileForLlm(request.llmModelName ?? '').name],
          request.profileOverrides,
        ),
        signal,
        onEvent,
        now: () => performance.timeOrigin + performance.now(),
      });
    } catch (error) {
      signal.throwIfAborted();
      if (this.#lost === undefined || error instanceof TtsError) throw error;
      throw new TtsError('device-lost', `the GPU was lost: ${this.#lost}`, { cause: error });
    } finally {
      await deltas.return(undefined);
      producer.close();
    }
  }

  /** The language asked for, or the pack's first; a pack may not have been trained for it. */
  #language(
    engine: XttsEngine,
    requested: string | undefined,
    onEvent: (event: SpeechEvent) => void,
  ): string {
    const language = requested ?? engine.manifest.config.languages[0]!;
    if (!engine.isTrainedFor(language)) {
      onEvent({ type: 'notice', notice: 'language-undeclared' });
    }
    return language;
  }
}
