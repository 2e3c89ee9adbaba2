import { bytesSource } from '../checkpoint/byte-source.ts';
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors.ts';
import { readFloat32 } from '../checkpoint/tensor-file.ts';
import { TtsError } from '../errors.ts';
import type { WeightIndex, WeightLocation } from '../graph/onnx-builder.ts';
import { sha256 } from './convert.ts';
import { parseManifest, type PackFile, type PackManifest, type PackPart } from './manifest.ts';
import type { PackSource } from './pack-file-store.ts';

/** A voice as the pack stores it. */
export interface PackVoice {
  readonly name: string;
  /** `[32, width]` */
  readonly conditioningLatents: Float32Array<ArrayBuffer>;
  /** `[speaker width]` */
  readonly speakerEmbedding: Float32Array<ArrayBuffer>;
}

/** Far more than a manifest of thousands of files. */
const MAX_MANIFEST_BYTES = 2 ** 20;

/** The parts that every utterance needs; the encoders are loaded when a voice is cloned. */
const SPEECH_PARTS: readonly PackPart[] = ['embeddings', 'gpt', 'vocoder'];

export interface OpenPackOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((loadedBytes: number, totalBytes: number) => void) | undefined;
}

/**
 * Opens a pack: reads its manifest, vocabulary, voices and the parts that speech needs, each
 * checked against the manifest.
 * @throws TtsError `pack-invalid`, `pack-file-missing`, `network`
 */
export async function openPack(source: PackSource, options: OpenPackOptions = {}): Promise<Pack> {
  const manifest = parseManifest(
    new TextDecoder().decode(
      await source.read('manifest.json', { signal: options.signal, onBytes: limit() }),
    ),
  );
  const pack = new Pack(manifest, source);
  await pack.load(
    manifest.files.filter((f) => f.role !== 'weights' || SPEECH_PARTS.includes(f.part!)),
    options,
  );
  return pack;
}

/** Ends the reading of a manifest that goes on and on. */
function limit(): (count: number) => void {
  let received = 0;
  return (count) => {
    if ((received += count) <= MAX_MANIFEST_BYTES) return;
    throw new TtsError('pack-invalid', `manifest.json exceeds ${MAX_MANIFEST_BYTES} bytes`);
  };
}

/** An opened pack; its weights are in memory until `release`. */
export class Pack implements WeightIndex {
  readonly manifest: PackManifest;
  readonly #source: PackSource;
  readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #weights = new Map<string, { location: WeightLocation; file: SafetensorsFile }>();

  constructor(manifest: PackManifest, source: PackSource) {
    this.manifest = manifest;
    this.#source = source;
  }

  /** Whether the pack has a part, loaded or not. */
  hasPart(part: PackPart): boolean {
    return this.manifest.files.some((file) => file.part === part);
  }

  /** Loads the encoders, which a new voice needs. */
  async loadPart(part: PackPart, options: OpenPackOptions = {}): Promise<void> {
    await this.load(
      this.manifest.files.filter((f) => f.part === part),
      options,
    );
  }

  /** Reads, checks and indexes files, one after the other. */
  async load(files: readonly PackFile[], options: OpenPackOptions): Promise<void> {
    const { signal, onProgress } = options;
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    let loaded = 0;
    for (const file of files) {
      let received = 0;
      const bytes = await this.#source.read(file.name, {
        signal,
        onBytes: (count) => {
          // A file that is longer than announced may have no end.
          if ((received += count) > file.bytes) this.#fail(file, 'is longer than announced');
          onProgress?.((loaded += count), total);
        },
      });
      await this.#verify(file, bytes);
      this.#files.set(file.name, bytes);
      if (file.role === 'weights') await this.#index(file.name, bytes);
    }
    onProgress?.(total, total);
  }

  has(name: string): boolean {
    return this.#weights.has(name);
  }

  get(name: string): WeightLocation {
    return this.#entry(name).location;
  }

  /** A weight as f32. */
  async readWeight(name: string): Promise<Float32Array<ArrayBuffer>> {
    return readFloat32(this.#entry(name).file, name);
  }

  /** A loaded file. */
  async readFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = this.#files.get(name);
    if (bytes) return bytes;
    throw new TtsError('pack-invalid', `${this.#source.name}: ${name} is not loaded`);
  }

  readVocab(): Promise<string> {
    return this.readFile(this.#only('vocab')).then((bytes) => new TextDecoder().decode(bytes));
  }

  async readVoices(): Promise<PackVoice[]> {
    const name = this.#only('voices');
    const file = await openSafetensors(bytesSource(await this.readFile(name), name));
    const suffix = '/conditioning_latents';
    const voices = file.names().filter((n) => n.endsWith(suffix));
    return Promise.all(
      voices.map(async (key) => {
        const voice = key.slice(0, -suffix.length);
        return {
          name: voice,
          conditioningLatents: await readFloat32(file, key),
          speakerEmbedding: await readFloat32(file, `${voice}/speaker_embedding`),
        };
      }),
    );
  }

  /** Drops the weights' bytes, once the runtime has taken them. */
  release(): void {
    this.#files.clear();
    this.#weights.clear();
  }

  async #verify(file: PackFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { length } = bytes;
    if (length !== file.bytes) this.#fail(file, `has ${length} bytes instead of ${file.bytes}`);
    if ((await sha256(bytes)) !== file.sha256) this.#fail(file, 'differs from its checksum');
  }

  #fail(file: PackFile, what: string): never {
    throw new TtsError('pack-invalid', `${this.#source.name}: ${file.name} ${what}`);
  }

  async #index(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const file = await openSafetensors(bytesSource(bytes, name));
    for (const tensor of file.names()) {
      const { dtype, shape, byteLength } = file.info(tensor);
      if (dtype !== 'f32' && dtype !== 'f16') {
        throw new TtsError('pack-invalid', `${name}: ${tensor} has the type ${dtype}`);
      }
      const location = {
        dtype,
        shape,
        file: name,
        offset: file.offsetOf(tensor),
        length: byteLength,
      };
      this.#weights.set(tensor, { location, file });
    }
  }

  #entry(name: string): { location: WeightLocation; file: SafetensorsFile } {
    const entry = this.#weights.get(name);
    if (entry) return entry;
    throw new TtsError('pack-invalid', `${this.#source.name} has no weight ${name}`);
  }

  #only(role: PackFile['role']): string {
    return this.manifest.files.find((file) => file.role === role)!.name;
  }
}
