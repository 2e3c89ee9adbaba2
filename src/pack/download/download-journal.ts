import type { FileStore } from '../file-store.ts';
import type { PackFile } from '../manifest.ts';

/** The file beside a pack's own that says how far their download has come. */
export const JOURNAL_FILE = 'download.json';

/** What is known of a stored file. */
export interface JournalEntry {
  /** Of the file that it is or shall become, after the manifest. */
  readonly sha256: string;
  /** `complete`: all of it was stored and its hash was right. */
  readonly state: 'partial' | 'complete';
  /** The mirror that its bytes come from. */
  readonly mirror?: string | undefined;
  /** The strong `ETag` under which that mirror sent them. */
  readonly etag?: string | undefined;
}

/**
 * The journal of a folder's download. It only saves work: whatever it says, a file counts as
 * complete only with its size, and what it does not say is found out by hashing.
 */
export class DownloadJournal {
  readonly #store: FileStore;
  readonly #path: string;
  readonly #entries: Map<string, JournalEntry>;
  #written: Promise<void> = Promise.resolve();

  private constructor(store: FileStore, path: string, entries: Map<string, JournalEntry>) {
    this.#store = store;
    this.#path = path;
    this.#entries = entries;
  }

  static async open(store: FileStore, folder: string): Promise<DownloadJournal> {
    const path = `${folder}/${JOURNAL_FILE}`;
    const stored = await store.read(path);
    return new DownloadJournal(store, path, parseEntries((await stored?.text()) ?? ''));
  }

  /** What is known of a file; nothing if what is stored was meant to become another version. */
  get(file: PackFile): JournalEntry | undefined {
    const entry = this.#entries.get(file.name);
    return entry?.sha256 === file.sha256 ? entry : undefined;
  }

  /** Resolves when the journal is stored. */
  async set(name: string, entry: JournalEntry): Promise<void> {
    const before = this.#entries.get(name);
    this.#entries.set(name, entry);
    if (JSON.stringify(before) !== JSON.stringify(entry)) await this.#write();
  }

  async delete(name: string): Promise<void> {
    if (this.#entries.delete(name)) await this.#write();
  }

  /** One write at a time, each with all that is known when its turn comes. */
  #write(): Promise<void> {
    const write = (): Promise<void> => {
      const json = { version: 1, files: Object.fromEntries(this.#entries) };
      const bytes = new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`);
      return this.#store.write(this.#path, bytes);
    };
    // A write that failed has told its own caller; the next one is no worse for it.
    this.#written = this.#written.then(write, write);
    return this.#written;
  }
}

/** Reads what it understands: a journal that is damaged or newer costs a hash, not the download. */
function parseEntries(text: string): Map<string, JournalEntry> {
  const entries = new Map<string, JournalEntry>();
  for (const [name, value] of Object.entries(filesOf(text))) {
    const { sha256, state, mirror, etag } = asObject(value);
    if (typeof sha256 !== 'string' || (state !== 'partial' && state !== 'complete')) continue;
    entries.set(name, {
      sha256,
      state,
      mirror: typeof mirror === 'string' ? mirror : undefined,
      etag: typeof etag === 'string' ? etag : undefined,
    });
  }
  return entries;
}

function filesOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const json = asObject(JSON.parse(text));
    return json['version'] === 1 ? asObject(json['files']) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
