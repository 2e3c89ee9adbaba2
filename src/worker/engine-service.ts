import { FifoProducer } from '../audio/fifo-producer.ts';
import { blobSource } from '../checkpoint/byte-source.ts';
import { TtsError } from '../errors.ts';
import type { Pack } from '../pack/open-pack.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import { overrideProfile } from '../profiles/override-profile.ts';
import { PROFILES } from '../profiles/profile.ts';
import { Mutex } from '../runtime/mutex.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { XttsEngine } from '../xtts/engine.ts';
import { findVoice } from '../xtts/voices.ts';
import { createVoice } from './create-voice.ts';
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
  VoiceClip,
} from './engine-api.ts';
import type { OfferedVoices } from './offered-voices.ts';
import { openEngine, type EngineSurroundings } from './open-engine.ts';
import { speakInto } from './speech.ts';
import { TextReceiver } from './text-port.ts';
import { XttsChunks } from './xtts-chunks.ts';

/** How long the news of a lost device may come after a run that failed for it. */
const LOSS_MS = 100;

interface Loaded {
  readonly pack: Pack;
  readonly runtime: Runtime;
  readonly engine: XttsEngine;
  readonly voices: OfferedVoices;
  /** But for its voices, which may change. */
  readonly info: EngineInfo;
  readonly onChange: (info: EngineInfo) => void | Promise<void>;
  /** Rejects with `device-lost` when the GPU goes; never resolves. */
  readonly lost: Promise<never>;
}

/** The engine behind `EngineApi`, on the worker's side. */
export class EngineService implements EngineApi {
  readonly #surroundings: EngineSurroundings;
  /** Whoever loads, or speaks a chunk, has the engine for itself. */
  readonly #turns = new Mutex();
  /** Voices are made one after the other: the encoders are in memory once. */
  readonly #creations = new Mutex();
  #loaded: Loaded | undefined;

  /** `storage` keeps large packs and the user's own voices. */
  constructor(createRuntime: (device: DeviceChoice) => Promise<Runtime>, storage?: PackStorage) {
    this.#surroundings = { createRuntime, storage };
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
        exclusive: (task) => this.#runWith(engine, task, signal),
        now: () => performance.timeOrigin + performance.now(),
      });
      // A run on a lost device may fail with anything, or never end.
      return await Promise.race([speech, lost]);
    } catch (error) {
      signal.throwIfAborted();
      await throwLoss(loaded, error);
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

  async createVoice(
    clip: VoiceClip,
    onProgress: (fraction: number) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<string> {
    return this.#creations.run(async () => {
      const loaded = await this.#turns.run(async () => this.#assertLoaded(), signal);
      const { pack, runtime, engine, lost } = loaded;
      try {
        const making = createVoice(clip, {
          pack,
          runtime,
          signal,
          onProgress: (fraction) => void onProgress(fraction),
          exclusive: (task) => this.#runWith(engine, task, signal),
        });
        const voice = await Promise.race([making, lost]);
        const [name] = await this.#changeVoices((voices) => {
          signal.throwIfAborted();
          return voices.add([voice]);
        });
        return name!;
      } catch (error) {
        signal.throwIfAborted();
        await throwLoss(loaded, error);
        throw error;
      }
    }, signal);
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

  /** Runs a task of an engine's in its turn, if that engine is still the loaded one by then. */
  #runWith<T>(engine: XttsEngine, task: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#turns.run(() => {
      if (this.#loaded?.engine === engine) return task();
      throw new TtsError('engine-closed', 'another pack was loaded meanwhile');
    }, signal);
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
    const { runtime, pack, voices, engine, isStored, ...trust } = await openEngine(
      options,
      this.#surroundings,
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
    this.#loaded = { pack, runtime, engine, voices, info, onChange, lost };
    return info;
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

/** A failed run may be told of before the loss that made it fail: throws that if it comes. */
async function throwLoss(loaded: Loaded | undefined, error: unknown): Promise<void> {
  if (!loaded || error instanceof TtsError) return;
  await Promise.race([loaded.lost, new Promise((resolve) => setTimeout(resolve, LOSS_MS))]);
}
