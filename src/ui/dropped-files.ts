import { TtsError } from '../errors.ts';

/** A model has some ten files; a folder of more is another one, such as all downloads. */
export const MAX_DROPPED_FILES = 500;

/**
 * The files of a drop, those in folders too, at most `MAX_DROPPED_FILES + 1` of them. Call it in the
 * drop event itself: browsers empty the transfer right after.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<File[]> {
  const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry()).filter(
    (entry) => entry !== null,
  );
  if (entries.length === 0) return [...transfer.files].slice(0, MAX_DROPPED_FILES + 1);
  const files: File[] = [];
  try {
    for (const entry of entries) await collect(entry, files);
  } catch (cause) {
    throw new TtsError('storage-failed', 'a dropped folder could not be read', { cause });
  }
  return files;
}

/** True while files, not text or a link, are dragged. */
export function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

async function collect(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length > MAX_DROPPED_FILES) return;
  if (isFile(entry)) {
    files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
  } else if (isFolder(entry)) {
    const reader = entry.createReader();
    for (;;) {
      // A reader gives some hundred entries at a time, and none at the end.
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (part.length === 0) return;
      for (const child of part) await collect(child, files);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
