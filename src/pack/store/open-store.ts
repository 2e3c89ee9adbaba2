import { isTtsError, TtsError } from '../../errors.ts';
import type { FileStore } from '../file-store.ts';
import { IndexedDbStore } from './indexeddb-store.ts';
import { OpfsStore } from './opfs-store.ts';

/** Beside what is kept, so that a probe that a crash has left is never listed. */
const PROBE_NAME = 'xtts-web-probe';

/**
 * The browser's storage: OPFS where it works, else IndexedDB. It is tried by writing, as some
 * browsers refuse only that. For dedicated workers: elsewhere OPFS cannot be appended to, and files
 * of the same site would be looked for in two places.
 * @throws TtsError `storage-unavailable`, its cause an `AggregateError` of what each was refused by
 */
export async function openBrowserStore(): Promise<FileStore> {
  if (!('DedicatedWorkerGlobalScope' in globalThis)) {
    throw new TtsError('storage-unavailable', 'the store can be opened in a dedicated worker only');
  }
  const refusals: unknown[] = [];
  for (const Store of [OpfsStore, IndexedDbStore]) {
    try {
      await probe(new Store(PROBE_NAME));
      return new Store();
    } catch (cause) {
      // A full storage works: what is in it can be read, and removed to make room.
      if (isTtsError(cause) && cause.code === 'storage-full') return new Store();
      refusals.push(cause);
    }
  }
  throw new TtsError('storage-unavailable', `nothing can be stored: ${refusals.join('; ')}`, {
    cause: new AggregateError(refusals),
  });
}

/** Writes a tiny file, reads and removes it. */
async function probe(store: FileStore): Promise<void> {
  // Of its own name, since other tabs may be at the same. `randomUUID` is missing without HTTPS.
  const path = `probes/${Math.random().toString(36).slice(2)}`;
  const writer = await store.append(path, 0);
  try {
    await writer.write(new Uint8Array([1]));
  } finally {
    await writer.close();
  }
  const blob = await store.read(path);
  const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? []);
  await store.remove(path);
  if (bytes.length === 1 && bytes[0] === 1) return;
  throw new TtsError('storage-failed', `${store.kind} does not give back what was stored`);
}
