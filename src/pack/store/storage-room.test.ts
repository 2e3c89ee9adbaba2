import { afterEach, expect, test, vi } from 'vitest';
import { askToPersist } from './ask-to-persist.ts';
import { assertRoom, storageRoom } from './storage-room.ts';

afterEach(() => vi.unstubAllGlobals());

function stubStorage(storage: object | undefined): void {
  vi.stubGlobal('navigator', { storage });
}

test('room is what is allowed less what is used, never less than none', async () => {
  stubStorage({ estimate: async () => ({ usage: 30, quota: 100 }), persisted: async () => true });
  expect(await storageRoom()).toEqual({ usedBytes: 30, freeBytes: 70, persistent: true });
  stubStorage({ estimate: async () => ({ usage: 130, quota: 100 }), persisted: async () => false });
  expect(await storageRoom()).toEqual({ usedBytes: 130, freeBytes: 0, persistent: false });
});

test.each([
  ['no storage manager', undefined],
  ['no estimate', { persisted: async () => false }],
  ['no quota in it', { estimate: async () => ({}) }],
])('where the browser does not say, anything may be tried: %s', async (_, storage) => {
  stubStorage(storage);
  const room = await storageRoom();
  expect(room).toEqual({ usedBytes: 0, freeBytes: Infinity, persistent: false });
  expect(() => assertRoom(room, 1e12, 'a pack')).not.toThrow();
});

test('a browser that refuses to say keeps nothing', async () => {
  const refusal = new DOMException('opaque origin', 'SecurityError');
  stubStorage({ estimate: () => Promise.reject(refusal), persist: () => Promise.reject(refusal) });
  const error = { code: 'storage-unavailable', cause: refusal };
  await expect(storageRoom()).rejects.toMatchObject(error);
  await expect(askToPersist()).rejects.toMatchObject(error);
});

test('too little room is told in megabytes', () => {
  const room = { usedBytes: 0, freeBytes: 512_900_000, persistent: false };
  expect(() => assertRoom(room, 1_234_000_001, 'XTTS v2')).toThrow(
    expect.objectContaining({
      code: 'storage-full',
      message: 'XTTS v2 needs 1235 MB, and 512 MB are free',
    }),
  );
  expect(() => assertRoom(room, 512_900_000, 'XTTS v2')).not.toThrow();
});

test('asking to persist gives the answer, and no where nobody can be asked', async () => {
  for (const answer of [true, false]) {
    stubStorage({ persist: async () => answer });
    expect(await askToPersist()).toBe(answer);
  }
  stubStorage({});
  expect(await askToPersist()).toBe(false);
  stubStorage(undefined);
  expect(await askToPersist()).toBe(false);
});
