import { TtsError } from '../errors.ts';
import type { ByteSource } from './byte-source.ts';
import { MAX_HEADER_BYTES, openSafetensors } from './safetensors.ts';
import type { TensorFile } from './tensor-file.ts';
import { openTorchCheckpoint } from './torch-checkpoint.ts';
import { foldedTensors } from './weight-norm.ts';
import { xttsTensors } from './xtts-keys.ts';

const SNIFFED_BYTES = 512;

/**
 * Opens a checkpoint of either format, told by its first bytes and not by its name.
 * @throws TtsError `checkpoint-invalid`, saying what the file is instead, `checkpoint-truncated`
 */
export async function openCheckpoint(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<TensorFile> {
  const start = await source.read(0, Math.min(source.size, SNIFFED_BYTES), signal);
  if (hasMagic(start, ZIP_MAGIC)) return openTorchCheckpoint(source, signal);
  if (looksLikeSafetensors(start)) return openSafetensors(source, signal);
  const message = `${source.name} is ${describe(start)}, not a model checkpoint (.pth, .safetensors)`;
  throw new TtsError('checkpoint-invalid', message);
}

/**
 * Opens an XTTS v2 checkpoint with the names of `xttsTensors` and weight norm folded: what a
 * converter reads.
 * @throws TtsError `checkpoint-not-xtts`, and as `openCheckpoint`
 */
export async function openXttsCheckpoint(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<TensorFile> {
  return foldedTensors(xttsTensors(await openCheckpoint(source, signal)));
}

const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];

/** What people choose instead of a checkpoint, by its first bytes. */
const IMPOSTORS: readonly (readonly [magic: readonly number[] | string, what: string])[] = [
  [
    // Protocol 2, then torch's magic number 0x1950a86a20f9469cfc6c as a LONG1.
    [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46],
    'a torch file in the format before 1.6, which must be saved again with a current torch',
  ],
  [[0x80], 'a plain Python pickle'],
  [[0x50, 0x4b, 0x05, 0x06], 'an empty ZIP archive'],
  ['version https://git-lfs', 'a Git LFS pointer, so the real file has yet to be downloaded'],
  ['GGUF', 'a GGUF model'],
  ['RIFF', 'a WAV or other RIFF recording'],
  [[0x1f, 0x8b], 'a gzip archive, which must be unpacked first'],
  [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], 'a 7-Zip archive, which must be unpacked first'],
  ['Rar!', 'a RAR archive, which must be unpacked first'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  ['%PDF', 'a PDF document'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'a NumPy array'],
];

function describe(start: Uint8Array<ArrayBuffer>): string {
  if (start.length === 0) return 'empty';
  for (const [magic, what] of IMPOSTORS) if (hasMagic(start, magic)) return what;
  if (start.every((byte) => byte === 0))
    return 'a file of zeros, as an interrupted download leaves';
  const text = new TextDecoder()
    .decode(start)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^<(!doctype|html|\?xml|head|body)/i.test(text)) return 'an HTML page instead of the file';
  if (/^[{[]/.test(text)) return 'a JSON file';
  // A control character tells binary from text; a cut-off character at the end does not count.
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x08\x0e-\x1f]/.test(text)) return 'a file of an unknown format';
  return `a text that begins with ${JSON.stringify(text.slice(0, 40))}`;
}

function hasMagic(start: Uint8Array, magic: readonly number[] | string): boolean {
  const codes = typeof magic === 'string' ? Array.from(magic, (c) => c.charCodeAt(0)) : magic;
  return start.length >= codes.length && codes.every((code, i) => start[i] === code);
}

/** A plausible length, then a JSON object. */
function looksLikeSafetensors(start: Uint8Array<ArrayBuffer>): boolean {
  if (start.length < 10 || start[8] !== 0x7b) return false;
  const headerBytes = new DataView(start.buffer, start.byteOffset).getBigUint64(0, true);
  return headerBytes <= BigInt(MAX_HEADER_BYTES);
}
