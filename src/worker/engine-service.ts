import { FifoProducer } from '../audio/fifo-producer.ts';
import { blobSource } from '../checkpoint/byte-source.ts';
import { isTtsError, TtsError } from '../errors.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import { overrideProfile } from '../profiles/override-profile.ts';
import { PROFILES } from '../profiles/profile.ts';
import { Mutex } from '../runtime/mutex.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { XttsEngine } from '../xtts/engine.ts';
import { findVoice, silentVoice } from '../xtts/voices.ts';
import { DeviceTrust, judgeDevice, type DeviceVerdict } from './device-trust.ts';
import type {
  DeviceChoice,
  EngineApi,
  EngineInfo,
  LoadOptions,
  LoadProgress,
  SpeechEvent,
  SpeechPorts,
  SpeechRequest,
  SpeechSummary,
} from './engine-api.ts';
import { OfferedVoices } from './offered-voices.ts';
import { openPackUrl, type OpenedPack } from './open-pack-url.ts';
import { speakInto } from './speech.ts';
import { TextReceiver } from './text-port.ts';
import { XttsChunks } from './xtts-chunks.ts';

/** Where the stages of loading end, as fractions of the whole: the download of a pack dominates. */
const OPENED = 0.6;
const UPLOADED = 0.9;
/** How long the news of a lost device may come after a run that failed for it. */
const LOSS_MS = 100;

interface Loaded {
  readonly engine: XttsEngine;
  readonly voices: OfferedVoices;
  /** But for its voices, which may change. */
  readonly info: EngineInfo;
  readonly onChange: (info: EngineInfo) => void | Promise<void>;
  /** Rejects with `device-lost` when the GPU goes; never resolves. */
  readonly lost: Promise<never>;
}

interface OpenedEngine extends OpenedPack {
  readonly voices: OfferedVoices;
  readonly engine: XttsEngine;
}

interface OpenedOn extends OpenedEngine, Pick<EngineInfo, 'deviceVerdict' | 'distrustedDevice'> {
  readonly runtime: Runtime;
}

/** The engine behind `EngineApi`, on the worker's side. */
export class EngineService implements EngineApi {
  readonly #createRuntime: (device: DeviceChoice) => Promise<Runtime>;
  readonly #storage: PackStorage | undefined;
  readonly #trust: DeviceTrust;
  /** Whoever loads, or speaks a chunk, has the engine for itself. */
  readonly #turns = new Mutex();
  #loaded: Loaded | undefined;

  /** `storage` keeps large packs and the user's own voices. */
  constructor(createRuntime: (device: DeviceChoice) => Promise<Runtime>, storage?: PackStorage) {
    this.#createRuntime = createRuntime;
    this.#storage = storage;
    this.#trust = new DeviceTrust(storage);
  }

  async load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
    onChange: (info: EngineInfo) => void | Promise<void> = () => undefined,
  ): Promise<EngineInfo> {
    return this.#turns.run(() => this.#load(options, onProgress, onChange));
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    const { sampleRate } = ports;
    const producer = new FifoProducer(ports.audio, { sampleRate, signal });
    const text = new TextReceiver(ports.text, signal);
    let loaded: Loaded | undefined;
    try {
      loaded = await this.#turns.run(async () => this.#assertLoaded(), signal);
      const { engine, voices, lost } = loaded;
      const voice = findVoice(voices.all, request.voice);
      const language = this.#language(engine, request.language, onEvent);
      const speech = speakInto(producer, text, {
        synthesizer: new XttsChunks(engine, { ...request, voice, language, signal }),
        language,
        speed: request.speed,
        record: request.record,
        code: request.code,
        sampleRate,
        profile: overrideProfile(
          PROFILES[request.profile ?? profileForLlm(request.llmModelName ?? '').name],
          request.profileOverrides,
        ),
        signal,
        onEvent,
        exclusive: (task) =>
          this.#turns.run(() => {
            if (this.#loaded?.engine === engine) return task();
            throw new TtsError('engine-closed', 'another pack was loaded meanwhile');
          }, signal),
        now: () => performance.timeOrigin + performance.now(),
      });
      // A run on a lost device may fail with anything, or never end.
      return await Promise.race([speech, lost]);
    } catch (error) {
      signal.throwIfAborted();
      if (loaded && !(error instanceof TtsError)) {
        // The failed run may be told of before the loss that made it fail.
        await Promise.race([loaded.lost, new Promise((resolve) => setTimeout(resolve, LOSS_MS))]);
      }
      throw error;
    } finally {
      text.close();
      producer.close();
    }
  }

  async importVoices(file: Blob): Promise<readonly string[]> {
    const name = 'name' in file && typeof file.name === 'string' ? file.name : 'the file';
    return this.#changeVoices((voices) => voices.import(blobSource(file, name)));
  }

  async exportVoice(name: string): Promise<Blob> {
    const { voices } = await this.#turns.run(async () => this.#assertLoaded());
    return new Blob([voices.export(name)], { type: 'application/octet-stream' });
  }

  async removeVoice(name: string): Promise<void> {
    await this.#changeVoices((voices) => voices.remove(name));
  }

  async close(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await loaded?.engine.close();
  }

  #assertLoaded(): Loaded {
    if (this.#loaded) return this.#loaded;
    throw new TtsError('engine-closed', 'no pack is loaded');
  }

  /** Changes the voices between two chunks, and resolves when all have been told. */
  async #changeVoices<T>(change: (voices: OfferedVoices) => Promise<T>): Promise<T> {
    const { loaded, result } = await this.#turns.run(async () => {
      const loaded = this.#assertLoaded();
      return { loaded, result: await change(loaded.voices) };
    });
    await loaded.onChange({ ...loaded.info, ...loaded.voices.info });
    return result;
  }

  async #load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
    onChange: Loaded['onChange'],
  ): Promise<EngineInfo> {
    const startedAt = performance.now();
    await this.close();
    let fraction = 0;
    const report = (progress: LoadProgress): void => {
      // Neither a file that had to be begun anew nor another device takes anything back.
      fraction = Math.max(fraction, progress.fraction);
      onProgress({ ...progress, fraction });
    };
    const { runtime, pack, voices, engine, isStored, ...trust } = await this.#openTrusted(
      options,
      report,
    );
    const { manifest, tokenizer } = engine;
    const declared = manifest.config.languages;
    const info: EngineInfo = {
      packId: manifest.id,
      device: runtime.backend,
      deviceName: runtime.deviceName,
      languages: declared,
      undeclaredLanguages: tokenizer.languages.filter((l) => !declared.includes(l)),
      ...voices.info,
      canClone: pack.hasPart('conditioning') && pack.hasPart('speaker'),
      license: manifest.license,
      isStored,
      ...trust,
      loadMs: performance.now() - startedAt,
    };
    const lost = runtime.lost.then((reason): never => {
      throw new TtsError('device-lost', `the GPU was lost: ${reason}`);
    });
    // Between utterances nobody waits; a device closed for a new load is lost too, but not missed.
    lost.catch(() => undefined);
    this.#loaded = { engine, voices, info, onChange, lost };
    return info;
  }

  /**
   * Opens the pack on the device asked for; a GPU that was not asked for by name must also pass the
   * pack's self-test, else wasm takes its place.
   */
  async #openTrusted(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<OpenedOn> {
    const { device = 'auto', packUrl } = options;
    // The device first: what this browser cannot do is said before a byte is fetched.
    const runtime = await this.#createRuntime(device);
    // One that was asked for by name is taken as it is.
    const isJudged = runtime.backend === 'webgpu' && device === 'auto';
    const known = isJudged ? await this.#trust.recall(deviceKey(runtime), packUrl) : undefined;
    try {
      if (known?.passed !== false) {
        const opened = await this.#open(options, runtime, onProgress);
        const verdict =
          known ?? (isJudged ? await this.#judge(runtime, packUrl, opened) : undefined);
        if (verdict?.passed !== false) return { ...opened, runtime, deviceVerdict: verdict };
      }
    } catch (error) {
      if (!isJudged || !isDeviceFault(error)) {
        await runtime.close();
        throw error;
      }
    }
    await runtime.close();
    const opened = await this.#openTrusted({ ...options, device: 'wasm' }, onProgress);
    return { ...opened, distrustedDevice: runtime.deviceName };
  }

  async #judge(
    runtime: Runtime,
    packUrl: string,
    { pack, engine }: OpenedEngine,
  ): Promise<DeviceVerdict | undefined> {
    const verdict = await judgeDevice(pack, engine);
    if (verdict) await this.#trust.remember(deviceKey(runtime), packUrl, verdict);
    return verdict;
  }

  async #open(
    { packUrl, acceptedLicenses = [] }: LoadOptions,
    runtime: Runtime,
    onProgress: (progress: LoadProgress) => void,
  ): Promise<OpenedEngine> {
    let bytes = { loadedBytes: 0, totalBytes: 0 };
    const report = (stage: LoadProgress['stage'], fraction: number): void =>
      onProgress({ stage, fraction, ...bytes });
    const storage = this.#storage;
    const { pack, isStored } = await openPackUrl(packUrl, {
      storage,
      acceptedLicenses,
      onProgress: ({ stage, ...read }) => {
        bytes = read;
        report(stage, OPENED * (read.loadedBytes / read.totalBytes));
      },
    });
    report('upload', OPENED);
    const dims = pack.voiceDims;
    const packVoices = await pack.readVoices();
    const voices = await OfferedVoices.open({ packVoices, dims, storage });
    const engine = await XttsEngine.open(pack, runtime);
    pack.release();
    report('warm-up', UPLOADED);
    // A pack may come without voices, and get its first one later.
    await engine.warmUp(voices.all[0] ?? silentVoice(dims));
    report('warm-up', 1);
    return { pack, voices, engine, isStored };
  }

  /** The language asked for, or the pack's first; a pack may not have been trained for it. */
  #language(
    engine: XttsEngine,
    requested: string | undefined,
    onEvent: (event: SpeechEvent) => void | Promise<void>,
  ): string {
    const language = requested ?? engine.manifest.config.languages[0]!;
    if (!engine.isTrainedFor(language)) {
      void onEvent({ type: 'notice', notice: 'language-undeclared' });
    }
    return language;
  }
}

/** Whether another device might do what this one failed in. */
function isDeviceFault(error: unknown): boolean {
  return isTtsError(error) && (error.code === 'engine-failed' || error.code === 'device-lost');
}

/** A GPU in this version of this browser. */
function deviceKey({ deviceName, dtype }: Runtime): string {
  return [deviceName, dtype, globalThis.navigator?.userAgent].join(' ');
}
