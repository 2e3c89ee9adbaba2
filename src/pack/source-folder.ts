import { blobSource, type ByteSource } from '../checkpoint/byte-source.ts';
import { openTorchZip } from '../checkpoint/torch-zip.ts';
import { RequestError } from './download/request.ts';
import { urlByteSource } from './url-byte-source.ts';
import { decodeUrlPart } from './url-part.ts';

/** A folder with a checkpoint or a pack, wherever it lies. Files are read by ranges. */
export interface SourceFolder {
  /** For people. */
  readonly name: string;
  /** The files that it is known to hold; `undefined` where nobody can list them, as on a server. */
  readonly names: readonly string[] | undefined;
  /**
   * Opens a file by its name; `undefined` when there is none.
   * @throws TtsError `network`; the signal's reason
   */
  open(name: string, signal?: AbortSignal): Promise<ByteSource | undefined>;
}

/** Files that were dropped or picked. Of two with one name, the one in the upper folder counts. */
export function filesFolder(files: readonly File[]): SourceFolder {
  const depth = ({ webkitRelativePath }: File): number => webkitRelativePath.split('/').length;
  const byName = new Map<string, File>();
  for (const file of files.toSorted((a, b) => depth(b) - depth(a))) byName.set(file.name, file);
  const [top = ''] = (files[0]?.webkitRelativePath ?? '').split('/');
  return {
    name: top || (files[0]?.name ?? ''),
    names: [...byName.keys()],
    async open(name) {
      const file = byName.get(name);
      return file && blobSource(file, name);
    },
  };
}

/** A folder on a server. */
export function urlFolder(base: URL): SourceFolder {
  const parts = base.pathname.split('/').filter((part) => part !== '');
  return {
    name: decodeUrlPart(parts.at(-1) ?? base.host),
    names: undefined,
    async open(name, signal) {
      try {
        return await urlByteSource(new URL(encodeURIComponent(name), base), signal);
      } catch (error) {
        if (error instanceof RequestError && error.isMissing) return undefined;
        throw error;
      }
    },
  };
}

/** Reads a file as text; `undefined` for one of more than `limit` bytes, which its name belies. */
export async function readText(
  source: ByteSource,
  limit: number,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (source.size > limit) return undefined;
  return new TextDecoder().decode(await source.read(0, source.size, signal));
}

/** A ZIP archive as a folder: exported packs are one. Folders in it do not count. */
export async function zipFolder(archive: ByteSource, signal?: AbortSignal): Promise<SourceFolder> {
  const zip = await openTorchZip(archive, signal);
  const entries = new Map(zip.names().map((entry) => [entry.split('/').at(-1)!, entry]));
  return {
    name: archive.name.replace(/\.zip$/i, ''),
    names: [...entries.keys()],
    async open(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      const size = zip.sizeOf(entry);
      return { name, size, read: (offset, length, s) => zip.read(entry, offset, length, s) };
    },
  };
}
