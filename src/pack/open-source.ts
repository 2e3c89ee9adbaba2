import { blobSource } from '../checkpoint/byte-source.ts';
import { isTtsError, TtsError } from '../errors.ts';
import { fetchManifest } from './download/fetch-manifest.ts';
import type { PackManifest } from './manifest.ts';
import { parseManifest } from './manifest.ts';
import { openCheckpointFolder, type OpenedCheckpoint } from './open-checkpoint-folder.ts';
import { readManifestBytes } from './copy-pack.ts';
import { parseSourceAddress } from './source-address.ts';
import { filesFolder, urlFolder, zipFolder, type SourceFolder } from './source-folder.ts';

/** What the user wants to have as a pack: files that were dropped or picked, or an address. */
export type PackSourceChoice =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  /** A folder's URL, a checkpoint's, or a Hugging Face repository. */
  | { readonly kind: 'url'; readonly url: string };

/** What a choice turned out to be; only headers have been read. */
export type OpenedSource =
  | {
      readonly kind: 'remote-pack';
      /** Of its folder. */
      readonly url: string;
      readonly manifest: PackManifest;
    }
  | { readonly kind: 'pack'; readonly folder: SourceFolder; readonly manifest: PackManifest }
  | {
      readonly kind: 'checkpoint';
      readonly checkpoint: OpenedCheckpoint;
      /** For people. */
      readonly name: string;
      /** Where it can be read again. */
      readonly url?: string | undefined;
    };

/** No pack has one; beside it, a manifest is another program's. */
const CHECKPOINT = 'model.pth';

/**
 * Finds out what a choice is: a pack, if it has a manifest, else a checkpoint.
 * @throws TtsError `checkpoint-invalid` saying what is missing, `option-invalid` for what is no
 *   address, `network` and others
 */
export async function openSource(
  choice: PackSourceChoice,
  signal: AbortSignal,
): Promise<OpenedSource> {
  return choice.kind === 'url' ? openUrl(choice.url, signal) : openFiles(choice.files, signal);
}

async function openUrl(url: string, signal: AbortSignal): Promise<OpenedSource> {
  const { folder, model, name } = parseSourceAddress(url);
  if (model === undefined) {
    const manifest = await findRemoteManifest(folder, signal);
    if (manifest) return { kind: 'remote-pack', url: folder.href, manifest };
  }
  const checkpoint = await openCheckpointFolder(urlFolder(folder), { model, signal });
  return { kind: 'checkpoint', checkpoint, name, url };
}

/** A server without one says so, or answers with a page; another one may be of the checkpoint's. */
async function findRemoteManifest(
  folder: URL,
  signal: AbortSignal,
): Promise<PackManifest | undefined> {
  try {
    return (await fetchManifest([folder.href], { signal })).manifest;
  } catch (error) {
    if (!isTtsError(error)) throw error;
    if (error.code === 'pack-file-missing') return undefined;
    const isOther =
      error.code === 'pack-invalid' && (await urlFolder(folder).open(CHECKPOINT, signal));
    if (isOther) return undefined;
    throw error;
  }
}

async function openFiles(files: readonly File[], signal: AbortSignal): Promise<OpenedSource> {
  const [first] = files;
  if (!first) throw new TtsError('checkpoint-invalid', 'no files were given');
  const isArchive = files.length === 1 && /\.zip$/i.test(first.name);
  const folder = isArchive
    ? await zipFolder(blobSource(first, first.name), signal)
    : filesFolder(files);
  if (isPack(folder.names ?? [])) {
    const bytes = await readManifestBytes(folder, signal);
    return { kind: 'pack', folder, manifest: parseManifest(new TextDecoder().decode(bytes)) };
  }
  const checkpoint = await openCheckpointFolder(folder, { signal });
  return { kind: 'checkpoint', checkpoint, name: folder.name };
}

function isPack(names: readonly string[]): boolean {
  return names.includes('manifest.json') && !names.includes(CHECKPOINT);
}
