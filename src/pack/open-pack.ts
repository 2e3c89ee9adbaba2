import { blobSource } from '../checkpoint/byte-source.ts';
import { openSafetensors, type SafetensorsFile } from '../checkpoint/safetensors.ts';
import { readFloat32 } from '../checkpoint/tensor-file.ts';
import { isTtsError, TtsError } from '../errors.ts';
import type { WeightIndex, WeightLocation } from '../graph/onnx-builder.ts';
import { speakerWidth } from '../graph/vocoder-graph.ts';
import {
  MAX_MANIFEST_BYTES,
  parseManifest,
  type PackFile,
  type PackManifest,
  type PackPart,
} from './manifest.ts';
import type { PackSource } from './pack-source.ts';
import { sha256OfBlob } from './sha256.ts';
import { findMisshapen } from './speech-shapes.ts';
import { readVoices, type StoredVoice, type VoiceDims } from './voice-file.ts';

/** The parts that every utterance needs; the encoders are loaded when a voice is cloned. */
const SPEECH_PARTS: readonly PackPart[] = ['embeddings', 'gpt', 'vocoder'];

/** How far the opening of a pack has come. */
export interface OpenProgress {
  readonly stage: 'download' | 'verify';
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export interface OpenPackOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: OpenProgress) => void) | undefined;
  /** Looks at the manifest before any other file is read; what it throws ends the opening. */
  readonly onManifest?: ((manifest: PackManifest) => void) | undefined;
  /**
   * Whether files are compared with their checksums. A pack in a store was, when it was put there.
   * @default true
   */
  readonly checksums?: boolean | undefined;
}

/**
 * Opens a pack: reads its manifest and takes hold of vocabulary, voices and the parts that speech
 * needs, each checked against the manifest.
 * @throws TtsError `pack-invalid`, `pack-file-missing`, `network`
 */
export async function openPack(source: PackSource, options: OpenPackOptions = {}): Promise<Pack> {
  const manifest = await readManifest(source, options.signal);
  options.onManifest?.(manifest);
  const pack = new Pack(manifest, source, options.checksums ?? true);
  const wanted = ({ role, part }: PackFile): boolean =>
    role === 'vocab' || role === 'voices' || (role === 'weights' && SPEECH_PARTS.includes(part!));
  await pack.load(manifest.files.filter(wanted), options);
  const misshapen = findMisshapen(manifest.config, (name) =>
    pack.has(name) ? pack.get(name).shape : undefined,
  );
  if (misshapen !== undefined) throw new TtsError('pack-invalid', `${source.name}: ${misshapen}`);
  return pack;
}

/**
 * Reads and checks the manifest alone.
 * @throws as `openPack`
 */
export async function readManifest(
  source: PackSource,
  signal?: AbortSignal,
): Promise<PackManifest> {
  const blob = await source.open('manifest.json', { signal, onBytes: limit() });
  return parseManifest(await blob.text());
}

/** Ends the reading of a manifest that goes on and on. */
function limit(): (count: number) => void {
  let received = 0;
  return (count) => {
    if ((received += count) <= MAX_MANIFEST_BYTES) return;
    throw new TtsError('pack-invalid', `manifest.json exceeds ${MAX_MANIFEST_BYTES} bytes`);
  };
}

/** An opened pack. Its files are held as blobs until `release`; only what is asked for is read. */
export class Pack implements WeightIndex {
  readonly manifest: PackManifest;
  readonly #source: PackSource;
  readonly #checksums: boolean;
  readonly #files = new Map<string, Blob>();
  readonly #weights = new Map<string, { location: WeightLocation; file: SafetensorsFile }>();

  constructor(manifest: PackManifest, source: PackSource, checksums = true) {
    this.manifest = manifest;
    this.#source = source;
    this.#checksums = checksums;
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

  /** Opens, checks and indexes files, one after the other. */
  async load(files: readonly PackFile[], options: OpenPackOptions): Promise<void> {
    const { signal } = options;
    const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    let before = 0;
    for (const file of files) {
      let received = 0;
      const count = (stage: OpenProgress['stage']) => (bytes: number) => {
        // A file that is longer than announced may have no end.
        if ((received += bytes) > file.bytes) this.#fail(file, 'is longer than announced');
        options.onProgress?.({ stage, loadedBytes: before + received, totalBytes });
      };
      const blob = await this.#source.open(file.name, { signal, onBytes: count('download') });
      received = 0;
      await this.#verify(file, blob, { signal, onBytes: count('verify') });
      before += file.bytes;
      this.#files.set(file.name, blob);
      if (file.role === 'weights') await this.#index(file.name, blob);
    }
    options.onProgress?.({ stage: 'verify', loadedBytes: totalBytes, totalBytes });
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
  async readFile(name: string): Promise<Blob> {
    const blob = this.#files.get(name);
    if (blob) return blob;
    throw new TtsError('pack-invalid', `${this.#source.name}: ${name} is not loaded`);
  }

  async readVocab(): Promise<string> {
    return (await this.readFile(this.#only('vocab'))).text();
  }

  /** What a voice must be like; needs the vocoder in memory. */
  get voiceDims(): VoiceDims {
    return { width: this.manifest.config.gpt.width, speakerWidth: speakerWidth(this) };
  }

  /**
   * The pack's own voices.
   * @throws TtsError `pack-invalid`
   */
  async readVoices(): Promise<StoredVoice[]> {
    const name = this.#only('voices');
    const source = blobSource(await this.readFile(name), name);
    return this.#reading(name, () => readVoices(source, this.voiceDims));
  }

  /** Lets go of the files, once the runtime has taken the weights. */
  release(): void {
    this.#files.clear();
    this.#weights.clear();
  }

  async #verify(
    file: PackFile,
    blob: Blob,
    options: Parameters<typeof sha256OfBlob>[2],
  ): Promise<void> {
    const { size } = blob;
    if (size !== file.bytes) this.#fail(file, `has ${size} bytes instead of ${file.bytes}`);
    if (!this.#checksums) return;
    if ((await sha256OfBlob(blob, file.name, options)) !== file.sha256) {
      this.#fail(file, 'differs from its checksum');
    }
  }

  /** What is wrong with a file inside of the pack is wrong with the pack. */
  async #reading<T>(name: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (cause) {
      if (!isTtsError(cause)) throw cause;
      const message = `${this.#source.name}: ${name} cannot be read`;
      throw new TtsError('pack-invalid', message, { cause });
    }
  }

  #fail(file: PackFile, what: string): never {
    throw new TtsError('pack-invalid', `${this.#source.name}: ${file.name} ${what}`);
  }

  async #index(name: string, blob: Blob): Promise<void> {
    const file = await this.#reading(name, () => openSafetensors(blobSource(blob, name)));
    for (const tensor of file.names()) {
      const { dtype, shape, byteLength } = file.info(tensor);
      if (dtype !== 'f32' && dtype !== 'f16' && dtype !== 'u8') {
        throw new TtsError('pack-invalid', `${name}: ${tensor} has the type ${dtype}`);
      }
      const location = {
        dtype,
        shape,
        file: name,
        offset: file.offsetOf(tensor),
        length: byteLength,
      };
      const other = this.#weights.get(tensor)?.location.file ?? name;
      if (other !== name) {
        throw new TtsError('pack-invalid', `${tensor} is both in ${other} and in ${name}`);
      }
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
