import { expect } from '@playwright/test';
import { test } from './store-driver.ts';

/** Which storage a browser opens, and what it tells of its room. */

test.describe('a browser opens', () => {
  test('OPFS, and leaves nothing of the trial', async ({ site: { worker } }) => {
    const opened = await worker.evaluate(async () => {
      const stores = await Promise.all([1, 2, 3].map(() => xttsStore.openBrowserStore()));
      const root = await navigator.storage.getDirectory();
      const probes = await (
        await root.getDirectoryHandle('xtts-web-probe')
      ).getDirectoryHandle('probes');
      const left: string[] = [];
      for await (const { name } of probes.values()) left.push(name);
      return { kinds: stores.map(({ kind }) => kind), left, folders: await stores[0]!.folders() };
    });
    expect(opened).toEqual({ kinds: ['opfs', 'opfs', 'opfs'], left: [], folders: [] });
  });

  const REFUSALS = {
    'is refused, as in private windows of Firefox': () => {
      StorageManager.prototype.getDirectory = () =>
        Promise.reject(new DOMException('Security error', 'SecurityError'));
    },
    'is missing': () => {
      delete (StorageManager.prototype as Partial<StorageManager>).getDirectory;
    },
    'has no access handles': () => {
      delete (FileSystemFileHandle.prototype as unknown as Record<string, unknown>)[
        'createSyncAccessHandle'
      ];
    },
    'refuses to write': () => {
      (FileSystemFileHandle.prototype as unknown as Record<string, unknown>)[
        'createSyncAccessHandle'
      ] = () => Promise.reject(new DOMException('transient', 'UnknownError'));
    },
  };
  for (const [how, refuse] of Object.entries(REFUSALS)) {
    test(`IndexedDB where OPFS ${how}`, async ({ site: { worker } }) => {
      await worker.evaluate(refuse);
      expect(await worker.evaluate(async () => (await xttsStore.openBrowserStore()).kind)).toBe(
        'indexeddb',
      );
    });
  }

  test('nothing where both are refused', async ({ site: { worker } }) => {
    await worker.evaluate(REFUSALS['is refused, as in private windows of Firefox']);
    const error = await worker.evaluate(async () => {
      // As older Firefox does in private windows.
      IDBFactory.prototype.open = () => {
        throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
      };
      try {
        return { code: (await xttsStore.openBrowserStore()).kind, message: '', causes: [] };
      } catch (failure) {
        const { code, message, cause } = failure as Error & { code: string; cause: AggregateError };
        const causes = cause.errors as (Error & { code: string; cause: Error })[];
        return { code, message, causes: causes.map((c) => `${c.code} by ${c.cause.name}`) };
      }
    });
    expect(error.message).toMatch(/Security error.*A mutation operation/s);
    expect(error).toMatchObject({
      code: 'storage-unavailable',
      causes: ['storage-unavailable by SecurityError', 'storage-unavailable by InvalidStateError'],
    });
  });

  test('nothing outside a worker', async ({ site: { page } }) => {
    const code = await page.evaluate(() =>
      window.xttsStorePage!.openBrowserStore().then(
        ({ kind }) => kind,
        (error: { code: string }) => error.code,
      ),
    );
    expect(code).toBe('storage-unavailable');
  });
});

test('room is told, with what is used', async ({ site: { worker } }) => {
  const [before, after] = await worker.evaluate(async () => {
    const { stores, storageRoom, testBytes } = xttsStore;
    const room = await storageRoom();
    const writer = await stores.opfs.append('a/b', 0);
    await writer.write(testBytes(8_000_000));
    await writer.close();
    return [room, await storageRoom()] as const;
  });
  expect(after.usedBytes - before.usedBytes).toBeGreaterThanOrEqual(8_000_000);
  expect(after.usedBytes - before.usedBytes).toBeLessThan(8_100_000);
  expect(before.freeBytes).toBeGreaterThan(8_000_000);
  expect(before.persistent).toBe(false);
});
