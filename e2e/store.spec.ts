import { expect } from '@playwright/test';
import { openSite, restartWorker, startWorker, test } from './store-driver.ts';

/** What the stores of a browser do with files, whatever happens to the worker or the storage. */

const KINDS = ['opfs', 'indexeddb'] as const;
const MEBIBYTE = 2 ** 20;

for (const kind of KINDS) {
  test.describe(kind, () => {
    test('keeps the contract', async ({ site: { worker } }) => {
      const failures = await worker.evaluate(
        (k) => xttsStore.runContract(xttsStore.stores[k]),
        kind,
      );
      expect(failures).toEqual([]);
    });

    test('keeps the contract in a private window', async ({ context }) => {
      const { worker } = await openSite(context);
      const failures = await worker.evaluate(
        (k) => xttsStore.runContract(xttsStore.stores[k]),
        kind,
      );
      expect(failures).toEqual([]);
    });

    test('has its files when the browser is opened again', async ({ openProfile }) => {
      const first = await openProfile();
      await (
        await openSite(first)
      ).worker.evaluate(async (k) => {
        const { stores, testBytes } = xttsStore;
        await stores[k].write('a/small', testBytes(5));
        const writer = await stores[k].append('a/large', 0);
        await writer.write(testBytes(9_000_000));
        await writer.close();
      }, kind);
      await first.close();

      const second = await openProfile();
      const found = await (
        await openSite(second)
      ).worker.evaluate(async (k) => {
        const { stores, isTestFile } = xttsStore;
        const files = [...(await stores[k].list('a'))].sort((a, b) => a.size - b.size);
        const areWhole = [
          await isTestFile(stores[k], 'a/small'),
          await isTestFile(stores[k], 'a/large'),
        ];
        return { files, areWhole };
      }, kind);
      await second.close();
      expect(found).toEqual({
        files: [
          { name: 'small', size: 5 },
          { name: 'large', size: 9_000_000 },
        ],
        areWhole: [true, true],
      });
    });

    test('has what was written when the worker crashes, and goes on there', async ({ site }) => {
      const size = 21 * MEBIBYTE + 21;
      await site.worker.evaluate(
        async ([k, bytes]) => {
          const { stores, testBytes } = xttsStore;
          const all = testBytes(bytes);
          const writer = await stores[k].append('a/b', 0);
          for (let from = 0; from < bytes; from += 2 ** 20 + 1) {
            await writer.write(all.subarray(from, from + 2 ** 20 + 1));
          }
        },
        [kind, size] as const,
      );
      const worker = await restartWorker(site.page);
      const found = await worker.evaluate(
        async ([k, bytes]) => {
          const { stores, testBytes, isTestFile } = xttsStore;
          const [file] = await stores[k].list('a');
          const isExact = await isTestFile(stores[k], 'a/b');
          const writer = await stores[k].append('a/b', Infinity);
          await writer.write(testBytes(bytes).subarray(writer.size));
          await writer.close();
          const isWhole = await isTestFile(stores[k], 'a/b');
          return { file, isExact, isWhole, files: await stores[k].list('a') };
        },
        [kind, size] as const,
      );
      expect(found).toEqual({
        // The last piece of IndexedDB is lost: it was not full.
        file: { name: 'b', size: kind === 'opfs' ? size : 20 * MEBIBYTE },
        isExact: true,
        isWhole: true,
        files: [{ name: 'b', size }],
      });
    });

    test('lets one of two writers of a file win', async ({ site: { page, worker } }) => {
      const other = await startWorker(page);
      await worker.evaluate(async (k) => {
        const { stores, testBytes, kept } = xttsStore;
        kept.writer = await stores[k].append('a/b', 0);
        await kept.writer.write(testBytes(1000));
      }, kind);
      const second = await other.evaluate(
        (k) =>
          xttsStore.endOf(async () => {
            const writer = await xttsStore.stores[k].append('a/b', 0);
            await writer.write(xttsStore.testBytes(2000));
            await writer.close();
          }),
        kind,
      );
      const { first, isExact, files } = await worker.evaluate(async (k) => {
        const { stores, kept, endOf, isTestFile } = xttsStore;
        const first = await endOf(() => kept.writer!.close());
        const isExact = await isTestFile(stores[k], 'a/b');
        return { first, isExact, files: await stores[k].list('a') };
      }, kind);
      expect({ first, second, isExact, files }).toEqual(
        kind === 'opfs'
          ? {
              first: 'done',
              second: 'storage-failed by NoModificationAllowedError',
              isExact: true,
              files: [{ name: 'b', size: 1000 }],
            }
          : {
              first: 'storage-failed by Error',
              second: 'done',
              isExact: true,
              files: [{ name: 'b', size: 2000 }],
            },
      );
    });

    test('tells a full storage, keeps what fits, and goes on once there is room', async ({
      site,
    }) => {
      const { cdp, origin, worker } = site;
      // Before anything is stored: IndexedDB asks for the quota now and then only.
      await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 40 * MEBIBYTE });
      const full = await worker.evaluate(async (k) => {
        const { stores, testBytes, endOf, isTestFile, openBrowserStore } = xttsStore;
        await stores[k].write('a/old', testBytes(10));
        const writer = await stores[k].append('a/b', 0);
        const all = testBytes(60 * 2 ** 20);
        const write = await endOf(async () => {
          while (writer.size < all.length) {
            await writer.write(all.subarray(writer.size, writer.size + 2 ** 20));
          }
        });
        const { size } = writer;
        const close = await endOf(() => writer.close());
        const files = [...(await stores[k].list('a'))].sort((a, b) => a.size - b.size);
        const replace = await endOf(() => stores[k].write('a/old', testBytes(50 * 2 ** 20)));
        const create = await endOf(() => stores[k].write('a/new', testBytes(50 * 2 ** 20)));
        const kept = [await isTestFile(stores[k], 'a/b'), await isTestFile(stores[k], 'a/old')];
        const created = await stores[k].read('a/new');
        const open = await endOf(openBrowserStore);
        return { write, size, close, files, replace, create, created, kept, open };
      }, kind);
      expect(full).toMatchObject({
        write: 'storage-full by QuotaExceededError',
        close: 'done',
        files: [
          { name: 'old', size: 10 },
          { name: 'b', size: full.size },
        ],
        replace: 'storage-full by QuotaExceededError',
        create: 'storage-full by QuotaExceededError',
        created: undefined,
        kept: [true, true],
        open: 'done',
      });
      expect(full.size).toBeGreaterThan(8 * MEBIBYTE);
      expect(full.size).toBeLessThan(40 * MEBIBYTE);

      await cdp.send('Storage.overrideQuotaForOrigin', { origin });
      const resumed = await worker.evaluate(async (k) => {
        const { stores, testBytes, isTestFile } = xttsStore;
        const writer = await stores[k].append('a/b', Infinity);
        const { size } = writer;
        await writer.write(testBytes(60 * 2 ** 20).subarray(size));
        await writer.close();
        return { size, isWhole: await isTestFile(stores[k], 'a/b') };
      }, kind);
      expect(resumed).toEqual({ size: full.size, isWhole: true });
    });

    test('knows nothing of what was cleared, and starts anew', async ({ site }) => {
      const { cdp, origin, worker } = site;
      await worker.evaluate(async (k) => {
        const { stores, testBytes } = xttsStore;
        await stores[k].write('a/b', testBytes(10));
        await stores[k].write('a/c', testBytes(5_000_000));
      }, kind);
      await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      const found = await worker.evaluate(async (k) => {
        const { stores, testBytes } = xttsStore;
        const read = await stores[k].read('a/b');
        const files = await stores[k].list('a');
        const folders = await stores[k].folders();
        const writer = await stores[k].append('a/c', 10);
        const { size } = writer;
        await writer.write(testBytes(7));
        await writer.close();
        return { read, files, folders, size, filesNow: await stores[k].list('a') };
      }, kind);
      expect(found).toEqual({
        read: undefined,
        files: [],
        folders: [],
        size: 0,
        filesNow: [{ name: 'c', size: 7 }],
      });
    });

    test('tells a writer that its file was cleared', async ({ site }) => {
      const { cdp, origin, worker } = site;
      await worker.evaluate(async (k) => {
        const { stores, testBytes, kept } = xttsStore;
        kept.writer = await stores[k].append('a/b', 0);
        await kept.writer.write(testBytes(5_000_000));
      }, kind);
      await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      const { end, files } = await worker.evaluate(async (k) => {
        const { stores, testBytes, kept, endOf } = xttsStore;
        const end = await endOf(async () => {
          await kept.writer!.write(testBytes(5_000_000));
          await kept.writer!.close();
        });
        return { end, files: await stores[k].list('a') };
      }, kind);
      expect(end).toMatch(/^storage-failed by (itself|Error)$/);
      expect(files).toEqual([]);
    });
  });
}

test('OPFS keeps the contract where there is no createWritable, as in Safari before 26', async ({
  site: { worker },
}) => {
  const failures = await worker.evaluate(() => {
    delete (FileSystemFileHandle.prototype as Partial<FileSystemFileHandle>).createWritable;
    return xttsStore.runContract(xttsStore.stores.opfs);
  });
  expect(failures).toEqual([]);
});

test('OPFS does not list what Chromium writes to before it replaces a file', async ({ site }) => {
  const { names, files } = await site.worker.evaluate(async () => {
    const { stores, testBytes } = xttsStore;
    await stores.opfs.write('a/b', testBytes(1));
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('xtts-web')).getDirectoryHandle('a');
    const writable = await (await folder.getFileHandle('b')).createWritable();
    const names: string[] = [];
    for await (const { name } of folder.values()) names.push(name);
    const files = await stores.opfs.list('a');
    await writable.abort();
    return { names: names.sort(), files };
  });
  expect(names).toEqual(['b', 'b.crswap']);
  expect(files).toEqual([{ name: 'b', size: 1 }]);
});

test('a file that takes but a part of the bytes is told as full, with its size', async ({
  site,
}) => {
  const result = await site.worker.evaluate(async () => {
    const { stores, testBytes, endOf, isTestFile } = xttsStore;
    const all = testBytes(3_000_000);
    const writer = await stores.opfs.append('a/b', 0);
    await writer.write(all.subarray(0, 1_000_000));
    const { prototype } = (
      globalThis as unknown as {
        FileSystemSyncAccessHandle: {
          prototype: { write: (bytes: Uint8Array, options: object) => number };
        };
      }
    ).FileSystemSyncAccessHandle;
    const { write } = prototype;
    let calls = 0;
    prototype.write = function (bytes, options) {
      if (++calls > 1) throw new DOMException('no room', 'QuotaExceededError');
      return write.call(this, bytes.subarray(0, 24), options);
    };
    const end = await endOf(() => writer.write(all.subarray(1_000_000)));
    const { size } = writer;
    prototype.write = write;
    await writer.close();
    return {
      end,
      size,
      files: await stores.opfs.list('a'),
      isExact: await isTestFile(stores.opfs, 'a/b'),
    };
  });
  expect(result).toEqual({
    end: 'storage-full by QuotaExceededError',
    size: 1_000_024,
    files: [{ name: 'b', size: 1_000_024 }],
    isExact: true,
  });
});
