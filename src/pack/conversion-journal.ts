import type { FileStore } from './file-store.ts';
import type { PackFile, QuantizedTensor } from './manifest.ts';

const JOURNAL = 'conversion.json';

/** A file of weights that is written, whole. */
export interface WrittenShard {
  readonly file: PackFile;
  readonly quantization: readonly QuantizedTensor[];
}

interface JournalFile {
  readonly fingerprint: string;
  readonly shards: readonly WrittenShard[];
}

/**
 * What a conversion has written so far, kept in its folder, so that one that was broken off goes on
 * behind its last whole file.
 */
export class ConversionJournal {
  readonly #store: FileStore;
  readonly #folder: string;
  readonly #fingerprint: string;
  #shards: readonly WrittenShard[] = [];

  private constructor(store: FileStore, folder: string, fingerprint: string) {
    this.#store = store;
    this.#folder = folder;
    this.#fingerprint = fingerprint;
  }

  /** Opens the journal of a folder; one of another checkpoint or of other options counts as none. */
  static async open(
    store: FileStore,
    folder: string,
    fingerprint: string,
  ): Promise<ConversionJournal> {
    const journal = new ConversionJournal(store, folder, fingerprint);
    const known = parse(await (await store.read(`${folder}/${JOURNAL}`))?.text());
    if (known?.fingerprint !== fingerprint) return journal;
    const sizes = new Map((await store.list(folder)).map(({ name, size }) => [name, size]));
    journal.#shards = known.shards.filter(({ file }) => sizes.get(file.name) === file.bytes);
    return journal;
  }

  find(name: string): WrittenShard | undefined {
    return this.#shards.find(({ file }) => file.name === name);
  }

  async add(shard: WrittenShard): Promise<void> {
    this.#shards = [...this.#shards, shard];
    const file: JournalFile = { fingerprint: this.#fingerprint, shards: this.#shards };
    const json = new TextEncoder().encode(JSON.stringify(file));
    await this.#store.write(`${this.#folder}/${JOURNAL}`, json);
  }

  async remove(): Promise<void> {
    await this.#store.remove(`${this.#folder}/${JOURNAL}`);
  }
}

/** A journal that was not written whole, or by another version, is no journal. */
function parse(text: string | undefined): JournalFile | undefined {
  try {
    const file = JSON.parse(text ?? 'null') as Partial<JournalFile> | null;
    const isWhole = typeof file?.fingerprint === 'string' && Array.isArray(file.shards);
    return isWhole && file.shards.every(isShard) ? (file as JournalFile) : undefined;
  } catch {
    return undefined;
  }
}

function isShard(shard: Partial<WrittenShard> | null): boolean {
  return typeof shard?.file?.name === 'string' && Array.isArray(shard.quantization);
}
