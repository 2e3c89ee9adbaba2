import type { ByteSource } from '../checkpoint/byte-source.ts';
import { TtsError } from '../errors.ts';
import type { AddOptions } from './add-options.ts';
import { addToLibrary } from './add-to-library.ts';
import type { FileStore } from './file-store.ts';
import { MAX_MANIFEST_BYTES, parseManifest, type PackFile } from './manifest.ts';
import { pacedProgress } from './paced-progress.ts';
import { Sha256, sha256 } from './sha256.ts';
import type { SourceFolder } from './source-folder.ts';
import { packKey, summarize, type PackFileProgress, type StoredPack } from './stored-pack.ts';

const PIECE_BYTES = 2 ** 22;

/**
 * Copies a pack from a folder or an archive into the storage, checking every file.
 * @throws TtsError `pack-invalid`, `pack-file-missing`, `license-not-accepted`, `storage-full`
 */
export async function copyPack(folder: SourceFolder, options: AddOptions): Promise<StoredPack> {
  const { signal } = options;
  const { store } = options.library;
  const onProgress = pacedProgress(options.onProgress);
  const bytes = await readManifestBytes(folder, signal);
  const manifest = parseManifest(new TextDecoder().decode(bytes));
  const key = packKey(manifest.id, sha256(bytes));
  const summary = summarize(manifest);
  const { totalBytes } = summary;
  return addToLibrary({ key, summary, origin: { kind: 'files' } }, options, async () => {
    const done: PackFileProgress[] = [];
    let before = 0;
    for (const file of manifest.files) {
      const source = await open(folder, file.name, signal);
      await copyFile(source, file, { store, path: `${key}/${file.name}`, signal }, (copied) => {
        const current = { name: file.name, loadedBytes: copied, totalBytes: file.bytes };
        const files = [...done, current];
        onProgress({ stage: 'copy', loadedBytes: before + copied, totalBytes, files });
      });
      before += file.bytes;
      done.push({ name: file.name, loadedBytes: file.bytes, totalBytes: file.bytes });
    }
    await store.write(`${key}/manifest.json`, bytes);
  });
}

/**
 * The manifest of a folder that holds a pack.
 * @throws TtsError `pack-file-missing`, `pack-invalid`
 */
export async function readManifestBytes(
  folder: SourceFolder,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const source = await open(folder, 'manifest.json', signal);
  if (source.size <= MAX_MANIFEST_BYTES) return source.read(0, source.size, signal);
  throw new TtsError('pack-invalid', `manifest.json has ${source.size} bytes: too many`);
}

async function open(
  folder: SourceFolder,
  name: string,
  signal: AbortSignal | undefined,
): Promise<ByteSource> {
  const source = await folder.open(name, signal);
  if (source) return source;
  throw new TtsError('pack-file-missing', `${folder.name} has no file ${name}`);
}

async function copyFile(
  source: ByteSource,
  { name, bytes, sha256 }: PackFile,
  target: {
    readonly store: FileStore;
    readonly path: string;
    readonly signal: AbortSignal | undefined;
  },
  onCopied: (bytes: number) => void,
): Promise<void> {
  if (source.size !== bytes) {
    throw new TtsError('pack-invalid', `${name} has ${source.size} bytes instead of ${bytes}`);
  }
  const hash = new Sha256();
  const writer = await target.store.append(target.path, 0);
  try {
    for (let at = 0; at < bytes; at += PIECE_BYTES) {
      const piece = await source.read(at, Math.min(PIECE_BYTES, bytes - at), target.signal);
      hash.update(piece);
      await writer.write(piece);
      onCopied(at + piece.length);
    }
  } finally {
    await writer.close();
  }
  if (hash.digest() === sha256) return;
  await target.store.remove(target.path);
  throw new TtsError('pack-invalid', `${name} differs from its checksum`);
}
