import { blobSource } from '../checkpoint/byte-source.ts';
import { isTtsError, TtsError } from '../errors.ts';
import type { FileStore } from './file-store.ts';
import { sha256 } from './sha256.ts';
import { MAX_VOICE_NAME, readVoices, writeVoices, type StoredVoice } from './voice-file.ts';

const FOLDER = 'voices';
const SUFFIX = '.safetensors';

/** A voice of the user's and the file that keeps it. */
export interface OwnVoice {
  readonly file: string;
  readonly voice: StoredVoice;
}

/** The voices that the user has imported or cloned, one file each, whatever model they are for. */
export class OwnVoices {
  readonly #store: FileStore;

  constructor(store: FileStore) {
    this.#store = store;
  }

  /**
   * All voices by name, and the names of the files that cannot be read.
   * @throws TtsError `storage-unavailable`, `storage-failed` when the folder itself cannot be read
   */
  async list(): Promise<{ readonly voices: OwnVoice[]; readonly damaged: string[] }> {
    const voices: OwnVoice[] = [];
    const damaged: string[] = [];
    for (const { name: file } of await this.#store.list(FOLDER)) {
      if (!file.endsWith(SUFFIX)) continue;
      try {
        const voice = await this.#read(file);
        if (voice) voices.push({ file, voice });
      } catch (error) {
        if (!isTtsError(error)) throw error;
        damaged.push(file);
      }
    }
    const order = ({ voice, file }: OwnVoice): string => `${voice.name}\n${file}`;
    voices.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    return { voices, damaged: damaged.sort() };
  }

  /**
   * Stores a voice and returns the name of its file.
   * @throws TtsError `storage-full` and others of the store; `voice-invalid`
   */
  async add(voice: StoredVoice): Promise<string> {
    const bytes = writeVoices([voice]);
    const file = fileName(voice.name, bytes);
    await this.#store.write(`${FOLDER}/${file}`, bytes);
    return file;
  }

  async remove(file: string): Promise<void> {
    await this.#store.remove(`${FOLDER}/${file}`);
  }

  /** `undefined` when another tab has removed it meanwhile. */
  async #read(file: string): Promise<StoredVoice | undefined> {
    const blob = await this.#store.read(`${FOLDER}/${file}`);
    if (!blob) return undefined;
    const [voice, ...others] = await readVoices(blobSource(blob, file));
    if (voice && others.length === 0) return voice;
    throw new TtsError('voice-invalid', `${file} does not hold exactly one voice`);
  }
}

/** The name itself, or with the first number from 2 on that nobody has yet. */
export function uniqueVoiceName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let number = 2; taken.has(unique); number++) {
    const suffix = ` ${number}`;
    unique = `${[...name].slice(0, MAX_VOICE_NAME - suffix.length).join('')}${suffix}`;
  }
  return unique;
}

/** What can be read of the name in plain letters, and the content's hash, which makes it unique. */
function fileName(name: string, bytes: Uint8Array<ArrayBuffer>): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const plain = letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${plain.slice(0, 40) || 'voice'}-${sha256(bytes).slice(0, 16)}${SUFFIX}`;
}
