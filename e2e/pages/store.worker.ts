/** The stores of a browser in a dedicated worker, for tests that call them one by one. */
import { isTtsError } from '../../src/errors.ts';
import type { FileStore, FileWriter } from '../../src/pack/file-store.ts';
import { STORE_CASES, testBytes } from '../../src/pack/store/file-store-contract.ts';
import { IndexedDbStore } from '../../src/pack/store/indexeddb-store.ts';
import { openBrowserStore } from '../../src/pack/store/open-store.ts';
import { OpfsStore } from '../../src/pack/store/opfs-store.ts';
import { storageRoom } from '../../src/pack/store/storage-room.ts';

const stores = { opfs: new OpfsStore(), indexeddb: new IndexedDbStore() };

const parts = {
  stores,
  openBrowserStore,
  storageRoom,
  testBytes,
  /** What a test keeps from one call to the next. */
  kept: {} as { writer?: FileWriter; blob?: Blob },
  /** Runs the contract; what it gives is what failed. */
  runContract: async (store: FileStore): Promise<string[]> => {
    const failures: string[] = [];
    for (const { name, run } of STORE_CASES) {
      for (const folder of await store.folders()) await store.remove(folder);
      await run(store).catch((error: unknown) => failures.push(`${name}: ${String(error)}`));
    }
    return failures;
  },
  /** How a call ends: `done`, or the error's code and the name of its cause. */
  endOf: async (call: () => Promise<unknown>): Promise<string> => {
    try {
      await call();
      return 'done';
    } catch (error) {
      if (!isTtsError(error)) return String(error);
      return `${error.code} by ${error.cause instanceof Error ? error.cause.name : 'itself'}`;
    }
  },
  /** Whether a file consists of the first bytes of `testBytes`. */
  isTestFile: async (store: FileStore, path: string): Promise<boolean> => {
    const bytes = new Uint8Array(await (await store.read(path))!.arrayBuffer());
    const expected = testBytes(bytes.length);
    return bytes.every((byte, i) => byte === expected[i]);
  },
};

declare global {
  var xttsStore: typeof parts;
}

globalThis.xttsStore = parts;
