import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm, symlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { STORE_CASES, testBytes } from '../src/pack/store/file-store-contract.ts';
import { DiskStore } from './disk-store.ts';

let root: string;
let store: DiskStore;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'disk-store-'));
  store = new DiskStore(join(root, 'packs'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(root, { recursive: true });
});

describe('the contract of a store, on disk', () => {
  test.each(STORE_CASES)('$name', ({ run }) => run(store));
});

test('what is written can be read before it is closed', async () => {
  const writer = await store.append('a/b', 0);
  await writer.write(testBytes(100_000));
  const blob = await store.read('a/b');
  expect(new Uint8Array(await blob!.arrayBuffer())).toEqual(testBytes(100_000));
  await writer.close();
});

test('a disk that is full is told, and how much of the file there is', async () => {
  const handle = await open(join(root, 'any'), 'w');
  await handle.close();
  const fileHandle = Object.getPrototypeOf(handle) as FileHandle;
  const writer = await store.append('a/b', 0);
  await writer.write(testBytes(1000));
  // As Linux does it: a part is written, and the next attempt fails.
  vi.spyOn(fileHandle, 'write')
    .mockResolvedValueOnce({ bytesWritten: 24, buffer: '' })
    .mockRejectedValueOnce(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
  await expect(writer.write(testBytes(50))).rejects.toMatchObject({
    code: 'storage-full',
    cause: { code: 'ENOSPC' },
  });
  expect(writer.size).toBe(1024);
  await writer.close();
});

test.skipIf(!existsSync('/dev/full'))(
  'a full disk leaves the old file, and no temporary one (needs the /dev/full of Linux)',
  async () => {
    await store.write('a/b', testBytes(10));
    await symlink('/dev/full', join(root, 'packs/a/b~'));
    await expect(store.write('a/b', testBytes(20))).rejects.toMatchObject({ code: 'storage-full' });
    expect((await store.read('a/b'))?.size).toBe(10);
    expect(await readdir(join(root, 'packs/a'))).toEqual(['b']);
  },
);

test('what is neither file nor folder of ours is not listed', async () => {
  await store.write('a/b', testBytes(1));
  await mkdir(join(root, 'packs/a/folder'));
  await store.write('hidden/c', testBytes(1));
  await mkdir(join(root, 'packs/.hidden'));
  expect(await store.list('a')).toEqual([{ name: 'b', size: 1 }]);
  expect([...(await store.folders())].sort()).toEqual(['a', 'hidden']);
});

test('a failure of the disk is told with its cause', async () => {
  await store.write('a/b', testBytes(1));
  // A file where a folder should be.
  const broken = new DiskStore(join(root, 'packs/a/b'));
  await expect(broken.write('x/y', testBytes(1))).rejects.toMatchObject({
    code: 'storage-failed',
    cause: { code: 'ENOTDIR' },
  });
});
