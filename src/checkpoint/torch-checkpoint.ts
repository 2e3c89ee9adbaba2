import { TtsError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { dtypeSize, elementCount, toFloat32 } from './dtype.ts';
import { TorchTensor, type PickleValue } from './pickle-values.ts';
import { gatherStrided, isContiguous, stridedExtent } from './strided.ts';
import { missingTensor, type Tensor, type TensorFile, type TensorInfo } from './tensor-file.ts';
import { readPickle } from './torch-pickle.ts';
import { openTorchZip, type TorchZip } from './torch-zip.ts';
import { assertFinite } from './weight-norm.ts';

/** The real XTTS v2 has 0.3 MB, with its optimizer 1 MB. */
const MAX_PICKLE_BYTES = 2 ** 25;

/**
 * Opens a `.pth` file as `torch.save` writes it since torch 1.6. Reads the archive's directory and
 * the pickle; tensors are read when asked for.
 * @throws TtsError `checkpoint-truncated`, `checkpoint-invalid`
 */
export async function openTorchCheckpoint(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<TorchCheckpoint> {
  const zip = await openTorchZip(source, signal);
  const pickles = zip.names().filter((name) => /^[^/]+\/data\.pkl$/.test(name));
  const [pickle] = pickles;
  if (pickle === undefined || pickles.length > 1) {
    const message = `${source.name} is a ZIP archive, but no torch checkpoint: it has`;
    throw new TtsError('checkpoint-invalid', `${message} ${pickles.length} files data.pkl`);
  }
  const pickleBytes = zip.sizeOf(pickle);
  if (pickleBytes > MAX_PICKLE_BYTES) {
    const message = `${source.name}: a pickle of ${pickleBytes} bytes is not plausible`;
    throw new TtsError('checkpoint-invalid', message);
  }
  const top = pickle.slice(0, -'data.pkl'.length);
  const byteOrder = `${top}byteorder`;
  if (zip.has(byteOrder)) {
    const order = await zip.read(byteOrder, 0, Math.min(zip.sizeOf(byteOrder), 16), signal);
    if (new TextDecoder().decode(order).trim() !== 'little') {
      throw new TtsError('checkpoint-invalid', `${source.name} has big-endian numbers`);
    }
  }
  const bytes = await zip.read(pickle, 0, pickleBytes, signal);
  const root = readPickle(bytes, `${source.name}: ${pickle}`);
  return new TorchCheckpoint(source, zip, top, root);
}

/**
 * The tensors of a state dict, which is `model` in the root or the root itself. `names()` is empty
 * for other trees, which `root` and `readTensor` give access to.
 */
export class TorchCheckpoint implements TensorFile {
  readonly format = 'torch';
  /** The whole unpickled tree. */
  readonly root: PickleValue;
  readonly #source: ByteSource;
  readonly #zip: TorchZip;
  readonly #top: string;
  readonly #tensors = new Map<string, TorchTensor>();

  constructor(source: ByteSource, zip: TorchZip, top: string, root: PickleValue) {
    this.root = root;
    this.#source = source;
    this.#zip = zip;
    this.#top = top;
    const model = root instanceof Map ? root.get('model') : undefined;
    const stateDict = model instanceof Map ? model : root;
    if (!(stateDict instanceof Map)) return;
    for (const [name, value] of stateDict) {
      if (typeof name === 'string' && value instanceof TorchTensor) this.#tensors.set(name, value);
    }
  }

  names(): readonly string[] {
    return [...this.#tensors.keys()];
  }

  info(name: string): TensorInfo {
    const { shape, storage } = this.#find(name);
    const byteLength = elementCount(shape) * dtypeSize(storage.dtype);
    return { dtype: storage.dtype, shape, byteLength };
  }

  async read(name: string, signal?: AbortSignal): Promise<Tensor> {
    return this.readTensor(this.#find(name), name, signal);
  }

  /**
   * Reads a tensor of the tree: exactly its own range, so that tensors which share a storage, as
   * slices of one buffer do, together read it once.
   * @param name what messages call it
   * @throws TtsError `checkpoint-invalid` when it leaves its storage or that is missing
   */
  async readTensor(tensor: TorchTensor, name: string, signal?: AbortSignal): Promise<Tensor> {
    const { storage, offset, shape, strides } = tensor;
    const { dtype } = storage;
    const size = dtypeSize(dtype);
    const entry = `${this.#top}data/${storage.key}`;
    const extent = stridedExtent(shape, strides);
    if (extent > 0 && (offset + extent) * size > this.#zip.sizeOf(entry)) {
      const message = `${this.#source.name}: ${name} reaches beyond its storage ${storage.key}`;
      throw new TtsError('checkpoint-invalid', message);
    }
    // A stride of 0 can make any size out of one element: memory is bounded by the file's size.
    if (elementCount(shape) * size > this.#source.size) {
      const message = `${this.#source.name}: ${name} is larger than the whole file`;
      throw new TtsError('checkpoint-invalid', message);
    }
    if (extent === 0) return { dtype, shape, bytes: new Uint8Array(0) };
    const range = await this.#zip.read(entry, offset * size, extent * size, signal);
    const contiguous = isContiguous(shape, strides);
    return { dtype, shape, bytes: contiguous ? range : gatherStrided(range, size, shape, strides) };
  }

  #find(name: string): TorchTensor {
    const tensor = this.#tensors.get(name);
    if (tensor) return tensor;
    throw missingTensor(this.#source.name, name);
  }
}

/** A voice as XTTS stores it. */
export interface SpeakerEntry {
  readonly name: string;
  /** `conditioningShape`, row-major. */
  readonly conditioningLatents: Float32Array<ArrayBuffer>;
  /** `[32, width of the GPT]` */
  readonly conditioningShape: readonly [count: number, width: number];
  /** `[512]` in XTTS v2. */
  readonly speakerEmbedding: Float32Array<ArrayBuffer>;
}

/** The published file has 58. Bounds the time that a hostile file takes. */
const MAX_SPEAKERS = 4096;

/**
 * Reads the voices of `speakers_xtts.pth`: `name → {gpt_cond_latent [1, 32, width],
 * speaker_embedding [1, 512, 1]}`; or the one voice of a file that the reference's cloning wrote,
 * which is such a dict itself and is named after the file. coqui `xtts.py` and `xtts_manager.py`
 * take the two tensors by order; other keys than the known ones are therefore told by it.
 * @throws TtsError `checkpoint-truncated`, `checkpoint-invalid` when a voice is incomplete,
 *   `checkpoint-tensor-invalid` when it has NaN or infinity
 */
export async function readSpeakers(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<SpeakerEntry[]> {
  const file = await openTorchCheckpoint(source, signal);
  if (!(file.root instanceof Map)) throw noVoice(source, 'the file');
  const own = [...file.root.values()].some((value) => value instanceof TorchTensor);
  const voices: Iterable<[PickleValue, PickleValue]> = own
    ? [[source.name.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''), file.root]]
    : file.root;
  const speakers: SpeakerEntry[] = [];
  let floats = 0;
  for (const [name, voice] of voices) {
    if (typeof name !== 'string') throw noVoice(source, 'an entry without a name');
    const speaker = await readSpeaker(file, source, name, voice, signal);
    speakers.push(speaker);
    floats += speaker.conditioningLatents.length + speaker.speakerEmbedding.length;
    // Voices may share memory, but not so that a small file becomes a large one: f16 has 2 bytes.
    if (speakers.length > MAX_SPEAKERS || floats * 2 > 2 * source.size) {
      const message = `${source.name}: its voices are more, or larger, than the file can hold`;
      throw new TtsError('checkpoint-invalid', message);
    }
  }
  return speakers;
}

const LATENTS_KEYS = ['gpt_cond_latent', 'gpt_conditioning_latents'];
const EMBEDDING_KEYS = ['speaker_embedding'];

async function readSpeaker(
  file: TorchCheckpoint,
  source: ByteSource,
  name: string,
  voice: PickleValue,
  signal?: AbortSignal,
): Promise<SpeakerEntry> {
  if (!(voice instanceof Map)) throw noVoice(source, name);
  const tensors = [...voice].filter((entry): entry is [PickleValue, TorchTensor] => {
    return entry[1] instanceof TorchTensor;
  });
  const byKey = (keys: readonly string[]): TorchTensor | undefined =>
    tensors.find(([key]) => typeof key === 'string' && keys.includes(key))?.[1];
  const latents = byKey(LATENTS_KEYS) ?? tensors[0]?.[1];
  const embedding = byKey(EMBEDDING_KEYS) ?? tensors[1]?.[1];
  const [count, width] = latents?.shape.slice(-2) ?? [];
  const length = embedding && elementCount(embedding.shape);
  const vector = embedding && length === Math.max(...embedding.shape);
  if (!latents || !embedding || !vector || !length || !count || !width || latents === embedding) {
    throw noVoice(source, name);
  }
  if (count * width !== elementCount(latents.shape)) throw noVoice(source, name);
  const floats = async (tensor: TorchTensor, what: string): Promise<Float32Array<ArrayBuffer>> => {
    const read = await file.readTensor(tensor, `${name}: ${what}`, signal);
    assertFinite(`${name}: ${what}`, read);
    return toFloat32(read.bytes, read.dtype);
  };
  return {
    name,
    conditioningLatents: await floats(latents, 'conditioning latents'),
    conditioningShape: [count, width],
    speakerEmbedding: await floats(embedding, 'speaker embedding'),
  };
}

function noVoice(source: ByteSource, what: string): TtsError {
  const message = 'has no conditioning latents [1, 32, width] with a speaker embedding [1, 512, 1]';
  return new TtsError('checkpoint-invalid', `${source.name}: ${what} ${message}`);
}
