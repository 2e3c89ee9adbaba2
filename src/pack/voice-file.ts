import type { ByteSource } from '../checkpoint/byte-source.ts';
import { openCheckpoint } from '../checkpoint/open-checkpoint.ts';
import { SafetensorsFile, writeSafetensors } from '../checkpoint/safetensors.ts';
import { readFloat32, type Tensor, type TensorFile } from '../checkpoint/tensor-file.ts';
import {
  readSpeakers,
  TorchCheckpoint,
  type SpeakerEntry,
} from '../checkpoint/torch-checkpoint.ts';
import { isTtsError, TtsError } from '../errors.ts';
import { readConsent, writeConsent, type VoiceConsent } from './voice-consent.ts';

/** A voice as a file holds it. */
export interface StoredVoice extends SpeakerEntry {
  /** Of a voice that was made here from a recording. */
  readonly consent?: VoiceConsent | undefined;
}

/** What a voice must agree with to be spoken by a model. */
export interface VoiceDims {
  /** Of the GPT. */
  readonly width: number;
  /** Of the speaker embedding: 512 in XTTS v2. */
  readonly speakerWidth: number;
}

/** The longest name of a voice, in characters. */
export const MAX_VOICE_NAME = 80;
/** XTTS makes 32; nothing longer is plausible. */
const MAX_LATENTS = 64;
/** XTTS v2 comes with 58. */
const MAX_VOICES = 1000;
const MAX_FILE_BYTES = 256 * 2 ** 20;

const LATENTS = '/conditioning_latents';
const EMBEDDING = '/speaker_embedding';
const CONSENT = '/consent';

/**
 * Writes voices in the one format that packs, exports and the command line share: safetensors with
 * `NAME/conditioning_latents` `[count, width]` and `NAME/speaker_embedding` `[D]`, in f32; the
 * metadata may hold `NAME/consent`.
 * @throws TtsError `voice-invalid` for what `readVoices` would refuse, or for two of one name
 */
export function writeVoices(voices: readonly StoredVoice[]): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Tensor>();
  const metadata = new Map<string, string>();
  const f32 = (values: Float32Array<ArrayBuffer>, shape: readonly number[]): Tensor => ({
    dtype: 'f32',
    shape,
    bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  });
  for (const entry of voices) {
    const voice = checkVoice(entry, 'the voices');
    const { name, conditioningLatents, conditioningShape, speakerEmbedding, consent } = voice;
    if (tensors.has(`${name}${LATENTS}`)) throw invalid(`two voices are called "${name}"`);
    tensors.set(`${name}${LATENTS}`, f32(conditioningLatents, conditioningShape));
    tensors.set(`${name}${EMBEDDING}`, f32(speakerEmbedding, [speakerEmbedding.length]));
    if (consent) metadata.set(`${name}${CONSENT}`, writeConsent(consent));
  }
  return writeSafetensors(tensors, metadata);
}

/**
 * Reads the voices of such a file, in its order, or those of a `.pth` file as `readSpeakers` takes
 * it; other tensors are ignored. Names come without the space around them. What `dims` leaves out is
 * not compared.
 * @throws TtsError `voice-invalid`, saying what is wrong and for which model a voice was made
 */
export async function readVoices(
  source: ByteSource,
  dims: Partial<VoiceDims> = {},
): Promise<StoredVoice[]> {
  if (source.size > MAX_FILE_BYTES) {
    throw invalid(`${source.name} has ${source.size} bytes, more than any file of voices`);
  }
  const voices = await readEntries(source);
  return voices.map((entry) => {
    const voice = checkVoice(entry, source.name);
    const problem = misfit(voice, dims);
    if (problem !== undefined) throw invalid(`${source.name}: "${voice.name}" ${problem}`);
    return voice;
  });
}

/** Whether a model of these dimensions can speak with a voice. */
export function voiceFits(voice: StoredVoice, dims: VoiceDims): boolean {
  return misfit(voice, dims) === undefined;
}

async function readEntries(source: ByteSource): Promise<readonly StoredVoice[]> {
  try {
    const file = await openCheckpoint(source);
    if (!(file instanceof TorchCheckpoint)) return await readTensors(file, source.name);
    // Entries may share their memory in the file: their number bounds what they take here.
    if (file.root instanceof Map) assertCount(file.root.size, source.name);
    return await readSpeakers(source);
  } catch (cause) {
    if (!isTtsError(cause) || cause.code === 'voice-invalid') throw cause;
    const message = `${source.name} cannot be read as a file of voices`;
    throw new TtsError('voice-invalid', message, { cause });
  }
}

async function readTensors(file: TensorFile, fileName: string): Promise<StoredVoice[]> {
  const tensors = new Set(file.names());
  const metadata = file instanceof SafetensorsFile ? file.metadata : new Map<string, string>();
  const keys = [...tensors].filter((key) => key.endsWith(LATENTS));
  assertCount(keys.length, fileName);
  const voices: StoredVoice[] = [];
  for (const key of keys) {
    const name = key.slice(0, -LATENTS.length);
    const embedding = `${name}${EMBEDDING}`;
    if (!tensors.has(embedding)) throw invalid(`${fileName}: "${name}" has no ${EMBEDDING}`);
    const { shape } = file.info(key);
    const [count, width] = shape;
    if (shape.length !== 2 || count === undefined || width === undefined) {
      throw invalid(`${fileName}: ${key} has the shape [${shape.join(', ')}], not [count, width]`);
    }
    const embeddingShape = file.info(embedding).shape;
    if (embeddingShape.length !== 1) {
      throw invalid(`${fileName}: ${embedding} has the shape [${embeddingShape.join(', ')}]`);
    }
    const consent = readConsent(metadata.get(`${name}${CONSENT}`) ?? '');
    voices.push({
      name,
      conditioningLatents: await readFloat32(file, key),
      conditioningShape: [count, width],
      speakerEmbedding: await readFloat32(file, embedding),
      ...(consent ? { consent } : {}),
    });
  }
  return voices;
}

/** Format characters that change the direction of what stands beside them, or break its line. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

function checkVoice(voice: StoredVoice, fileName: string): StoredVoice {
  const { conditioningLatents, conditioningShape, speakerEmbedding } = voice;
  const name = voice.name.trim();
  const fail = (what: string): never => {
    throw invalid(`${fileName}: the voice ${JSON.stringify(name.slice(0, 100))} ${what}`);
  };
  const problem = nameProblem(name);
  if (problem !== undefined) fail(problem);
  const [count, width] = conditioningShape;
  if (count < 1 || count > MAX_LATENTS) fail(`has ${count} latents, not 1 to ${MAX_LATENTS}`);
  if (conditioningLatents.length !== count * width || width === 0) {
    fail(`has ${conditioningLatents.length} values, which are not ${count} latents of ${width}`);
  }
  if (speakerEmbedding.length === 0) fail('has an empty speaker embedding');
  if (![conditioningLatents, speakerEmbedding].every((values) => values.every(Number.isFinite))) {
    fail('has a NaN or an infinity');
  }
  return { ...voice, name };
}

/**
 * The name as a voice can have it, without the space around it.
 * @throws TtsError `voice-invalid`
 */
export function voiceName(name: string): string {
  const trimmed = name.trim();
  const problem = nameProblem(trimmed);
  if (problem === undefined) return trimmed;
  throw invalid(`the voice ${JSON.stringify(trimmed.slice(0, 100))} ${problem}`);
}

function nameProblem(name: string): string | undefined {
  const { length } = [...name];
  if (length < 1 || length > MAX_VOICE_NAME) {
    return `has a name of ${length} characters, not 1 to ${MAX_VOICE_NAME}`;
  }
  return UNPRINTABLE.test(name) ? 'has control characters in its name' : undefined;
}

function misfit(
  voice: StoredVoice,
  { width, speakerWidth }: Partial<VoiceDims>,
): string | undefined {
  const [, ownWidth] = voice.conditioningShape;
  const { length } = voice.speakerEmbedding;
  if (width !== undefined && ownWidth !== width) {
    return `was made for a model of width ${ownWidth}, this one has ${width}`;
  }
  if (speakerWidth !== undefined && length !== speakerWidth) {
    return `has a speaker embedding of ${length} values, this model takes ${speakerWidth}`;
  }
  return undefined;
}

function assertCount(count: number, fileName: string): void {
  if (count > MAX_VOICES) throw invalid(`${fileName} has ${count} voices, over ${MAX_VOICES}`);
}

function invalid(message: string): TtsError {
  return new TtsError('voice-invalid', message);
}
