import type { ByteSource } from '../checkpoint/byte-source.ts';
import { isTtsError, TtsError } from '../errors.ts';
import { OwnVoices, uniqueVoiceName } from '../pack/own-voices.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import {
  readVoices,
  voiceFits,
  writeVoices,
  type StoredVoice,
  type VoiceDims,
} from '../pack/voice-file.ts';
import { findVoice } from '../xtts/voices.ts';
import type { VoiceInfo } from './engine-api.ts';

/** A voice of the user's as this model offers it. */
interface OwnEntry {
  readonly voice: StoredVoice;
  /** In the storage; `undefined` for a voice that is not kept. */
  readonly file: string | undefined;
}

export interface OfferedVoicesOptions {
  /** Of the pack. */
  readonly packVoices: readonly StoredVoice[];
  readonly dims: VoiceDims;
  /** Where own voices are kept; without it they last as long as this object. */
  readonly storage?: Pick<PackStorage, 'openStore'> | undefined;
}

/**
 * The voices that a loaded model offers: the pack's, then the user's own that fit it, each under a
 * name that no other has.
 */
export class OfferedVoices {
  readonly #packVoices: readonly StoredVoice[];
  readonly #dims: VoiceDims;
  readonly #store: OwnVoices | undefined;
  #damagedFiles: readonly string[];
  #own: readonly OwnEntry[] = [];

  private constructor(
    { packVoices, dims }: OfferedVoicesOptions,
    store: OwnVoices | undefined,
    stored: { readonly voices: readonly OwnEntry[]; readonly damaged: readonly string[] },
  ) {
    this.#packVoices = packVoices;
    this.#dims = dims;
    this.#store = store;
    this.#damagedFiles = stored.damaged;
    const fitting = stored.voices.filter(({ voice }) => voiceFits(voice, dims));
    this.#own = this.#withNames(fitting);
  }

  /** Reads the own voices. A storage that fails is as none: a model can speak without it. */
  static async open(options: OfferedVoicesOptions): Promise<OfferedVoices> {
    try {
      const store = options.storage && new OwnVoices(await options.storage.openStore());
      const stored = await store?.list();
      return new OfferedVoices(options, store, stored ?? { voices: [], damaged: [] });
    } catch (error) {
      if (!isTtsError(error)) throw error;
      return new OfferedVoices(options, undefined, { voices: [], damaged: [] });
    }
  }

  /** The pack's first, then the user's own. */
  get all(): readonly StoredVoice[] {
    return [...this.#packVoices, ...this.#own.map(({ voice }) => voice)];
  }

  get info(): VoiceInfo {
    return {
      voices: this.all.map(({ name }) => name),
      ownVoices: this.#own.map(({ voice }) => voice.name),
      keepsVoices: this.#store !== undefined,
      damagedVoices: this.#damagedFiles,
    };
  }

  /**
   * Adds the voices of a file, all or none, and returns the names under which they are offered.
   * @throws TtsError `voice-invalid`; `storage-full` and others of the storage
   */
  async import(source: ByteSource): Promise<readonly string[]> {
    const voices = await readVoices(source, this.#dims);
    if (voices.length === 0) throw new TtsError('voice-invalid', `${source.name} has no voice`);
    return this.add(voices);
  }

  /**
   * Adds voices, all or none, and returns the names under which they are offered.
   * @throws TtsError `storage-full` and others of the storage
   */
  async add(voices: readonly StoredVoice[]): Promise<readonly string[]> {
    const named = this.#withNames(voices.map((voice) => ({ voice, file: undefined })));
    const added: OwnEntry[] = [];
    try {
      for (const { voice } of named) added.push({ voice, file: await this.#store?.add(voice) });
    } catch (error) {
      await Promise.allSettled(added.map(({ file }) => this.#removeFile(file)));
      throw error;
    }
    this.#own = [...this.#own, ...added];
    return added.map(({ voice }) => voice.name);
  }

  /**
   * A voice as a file that `import` takes again.
   * @throws TtsError `voice-unknown`
   */
  export(name: string): Uint8Array<ArrayBuffer> {
    return writeVoices([findVoice(this.all, name)]);
  }

  /**
   * Removes one of the user's own voices, from the storage too, or a damaged file by its name.
   * @throws TtsError `voice-unknown`; `option-invalid` for a voice of the pack
   */
  async remove(name: string): Promise<void> {
    const entry = this.#own.find(({ voice }) => voice.name === name);
    if (!entry && this.#damagedFiles.includes(name)) {
      await this.#removeFile(name);
      this.#damagedFiles = this.#damagedFiles.filter((file) => file !== name);
      return;
    }
    if (!entry) {
      findVoice(this.#packVoices, name);
      throw new TtsError('option-invalid', `"${name}" is a voice of the pack and stays with it`);
    }
    await this.#removeFile(entry.file);
    this.#own = this.#own.filter((other) => other !== entry);
  }

  #withNames(entries: readonly OwnEntry[]): OwnEntry[] {
    const taken = new Set(this.all.map(({ name }) => name));
    return entries.map(({ voice, file }) => {
      const name = uniqueVoiceName(voice.name, taken);
      taken.add(name);
      return { voice: { ...voice, name }, file };
    });
  }

  async #removeFile(file: string | undefined): Promise<void> {
    if (file !== undefined) await this.#store?.remove(file);
  }
}
