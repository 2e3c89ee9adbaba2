import { seededRandom } from '../../audio/seeded-random-fixture.ts';
import { isTtsError } from '../../errors.ts';
import type { FileStore } from '../file-store.ts';

/** Test only: something that every `FileStore` does. It is run on an empty store. */
export interface StoreCase {
  readonly name: string;
  /** Rejects where the store does something else. */
  readonly run: (store: FileStore) => Promise<void>;
}

const MEBIBYTE = 2 ** 20;
/** More than two of the pieces in which IndexedDB has a file. */
const LARGE_BYTES = 9 * MEBIBYTE + 12_345;

const NO_PATHS = [
  ...['', '/', 'a', 'a/', '/a', 'a/b/c', '../a', 'a/..', './a', 'a/.', 'a/.b', 'a\\b', 'a//b'],
  ...['a/b ', 'a/-b', 'a/ä', 'a/b:c', 'a/b~', 'a/b\0', 'a/b\n', `a/${'b'.repeat(201)}`],
];

/** Test only: the contract of a `FileStore`, for browsers too, where no test runner is. */
export const STORE_CASES: readonly StoreCase[] = [
  {
    name: 'has nothing at first',
    async run(store) {
      expectSame(await store.folders(), [], 'folders');
      expectSame(await store.list('a'), [], 'list');
      expectSame(await store.read('a/b'), undefined, 'read');
      await store.write('a/c', testBytes(3));
      expectSame(await store.read('a/b'), undefined, 'read beside another');
    },
  },
  {
    name: 'appends pieces of any length, of which it keeps no view',
    async run(store) {
      const random = seededRandom(1);
      const expected = testBytes(LARGE_BYTES);
      const writer = await store.append('a/b', 0);
      const buffer = new Uint8Array(2 * MEBIBYTE);
      for (let from = 0; from < expected.length;) {
        const limit = [10, 70_000, 2 * MEBIBYTE][Math.floor(random() * 3)]!;
        const part = expected.subarray(from, from + Math.floor(random() * limit));
        buffer.set(part);
        await writer.write(buffer.subarray(0, part.length));
        buffer.fill(0);
        from += part.length;
        expectSame(writer.size, from, 'size of the writer');
      }
      await writer.close();
      expectSame(await store.list('a'), [{ name: 'b', size: expected.length }], 'list');
      await expectBytes(store, 'a/b', expected);
    },
  },
  {
    name: 'keeps as much as it is told and goes on behind it',
    async run(store) {
      const [piece, size] = [4 * MEBIBYTE, 8 * MEBIBYTE];
      const before = testBytes(size);
      const tail = testBytes(70_001, 5);
      for (const keepBytes of [0, 1, piece - 1, piece, piece + 1, size - 1, size, Infinity]) {
        await append(store, 'a/b', 0, before);
        const kept = before.subarray(0, keepBytes);
        expectSame(await append(store, 'a/b', keepBytes, tail), kept.length, 'size at opening');
        const expected = new Uint8Array(kept.length + tail.length);
        expected.set(kept);
        expected.set(tail, kept.length);
        await expectBytes(store, 'a/b', expected);
      }
    },
  },
  {
    name: 'cuts a file even if nothing is written then',
    async run(store) {
      await append(store, 'a/b', 0, testBytes(LARGE_BYTES));
      await (await store.append('a/b', 5 * MEBIBYTE)).close();
      await expectBytes(store, 'a/b', testBytes(5 * MEBIBYTE));
    },
  },
  {
    name: 'reads any part of a file',
    async run(store) {
      const expected = testBytes(LARGE_BYTES);
      await append(store, 'a/b', 0, expected);
      const blob = await store.read('a/b');
      const random = seededRandom(2);
      for (let round = 0; round < 20; round++) {
        const from = Math.floor(random() * LARGE_BYTES);
        const to = Math.min(LARGE_BYTES, from + Math.floor(random() * 100_000));
        const part = new Uint8Array(await blob!.slice(from, to).arrayBuffer());
        expectEqualBytes(part, expected.subarray(from, to), `bytes ${from} to ${to}`);
      }
    },
  },
  {
    name: 'replaces a file by a longer or a shorter one, however it was written',
    async run(store) {
      for (const size of [100, LARGE_BYTES, 7]) {
        await store.write('a/b', testBytes(size, size));
        await expectBytes(store, 'a/b', testBytes(size, size));
      }
      expectSame(await append(store, 'a/b', 7, testBytes(5)), 7, 'size at opening');
      await store.write('a/b', testBytes(3));
      expectSame(await store.list('a'), [{ name: 'b', size: 3 }], 'list');
    },
  },
  {
    name: 'gives of a file that was changed since what was there, or nothing',
    async run(store) {
      const old = testBytes(5 * MEBIBYTE, 1);
      await store.write('a/b', old);
      const blob = await store.read('a/b');
      await store.write('a/b', testBytes(6 * MEBIBYTE, 2));
      let read: ArrayBuffer | undefined;
      try {
        read = await blob!.arrayBuffer();
      } catch (error) {
        expectSame((error as Error).name, 'NotReadableError', 'error');
      }
      if (read) expectEqualBytes(new Uint8Array(read), old, 'the old file');
      await expectBytes(store, 'a/b', testBytes(6 * MEBIBYTE, 2));
    },
  },
  {
    name: 'has two writers of two files at once',
    async run(store) {
      const writers = await Promise.all([store.append('a/b', 0), store.append('a/c', 0)]);
      for (let i = 0; i < 10; i++) {
        await Promise.all(writers.map((writer, w) => writer.write(testBytes(MEBIBYTE, i + w))));
      }
      await Promise.all(writers.map((writer) => writer.close()));
      for (const [w, path] of ['a/b', 'a/c'].entries()) {
        const expected = new Uint8Array(10 * MEBIBYTE);
        for (let i = 0; i < 10; i++) expected.set(testBytes(MEBIBYTE, i + w), i * MEBIBYTE);
        await expectBytes(store, path, expected);
      }
    },
  },
  {
    name: 'tells folders and files of similar names apart',
    async run(store) {
      const paths = ['a/b', 'ab/b', 'a-b/b', 'a.b/b', 'A_0/b', 'a/bb', 'a/b.b', 'a/b-b'];
      const longest = `${'x'.repeat(200)}/${'y'.repeat(200)}`;
      for (const path of [...paths, longest]) await store.write(path, testBytes(path.length));
      const folders = ['A_0', 'a', 'a-b', 'a.b', 'ab', 'x'.repeat(200)];
      expectSame([...(await store.folders())].sort(), folders, 'folders');
      await store.remove('a/b');
      expectSame(await namesIn(store, 'a'), ['b-b', 'b.b', 'bb'], 'list');
      await store.remove('a');
      expectSame(await namesIn(store, 'a'), [], 'list once removed');
      for (const folder of ['ab', 'a-b', 'a.b']) {
        expectSame(await namesIn(store, folder), ['b'], `list of ${folder}`);
      }
      expectSame((await store.read(longest))?.size, longest.length, 'size');
      expectSame((await store.folders()).includes('a'), false, 'removed folder is listed');
    },
  },
  {
    name: 'removes what is not there without a word',
    async run(store) {
      await store.remove('a');
      await store.remove('a/b');
      await store.write('a/c', testBytes(1));
      await store.remove('a/b');
      expectSame(await namesIn(store, 'a'), ['c'], 'list');
    },
  },
  {
    name: 'writes a removed file anew',
    async run(store) {
      await append(store, 'a/b', 0, testBytes(LARGE_BYTES, 1));
      await store.remove('a/b');
      expectSame(await append(store, 'a/b', 1000, testBytes(10)), 0, 'size at opening');
      await expectBytes(store, 'a/b', testBytes(10));
    },
  },
  {
    name: 'refuses a path that is not two plain names',
    async run(store) {
      for (const path of NO_PATHS) {
        const calls = [
          () => store.read(path),
          () => store.write(path, testBytes(1)),
          () => store.append(path, 0),
          // A folder can be removed and listed.
          ...(path === 'a' ? [] : [() => store.remove(path), () => store.list(path)]),
        ];
        for (const call of calls) expectSame(await codeOf(call), 'option-invalid', path);
      }
      expectSame(await store.folders(), [], 'folders');
    },
  },
];

/** Test only: bytes that differ from place to place, and for each seed. */
export function testBytes(length: number, seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = i + (i >> 8) * 7 + (i >> 16) * 13 + seed * 31;
  return bytes;
}

/** Writes and closes; resolves to the size that the writer had at first. */
async function append(
  store: FileStore,
  path: string,
  keepBytes: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<number> {
  const writer = await store.append(path, keepBytes);
  const { size } = writer;
  await writer.write(bytes);
  await writer.close();
  return size;
}

async function namesIn(store: FileStore, folder: string): Promise<string[]> {
  return (await store.list(folder)).map(({ name }) => name).sort();
}

/** The code of the `TtsError` by which a call fails. */
async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return 'no error';
  } catch (error) {
    return isTtsError(error) ? error.code : String(error);
  }
}

async function expectBytes(store: FileStore, path: string, expected: Uint8Array): Promise<void> {
  const blob = await store.read(path);
  if (!blob) throw new Error(`${path} is not there`);
  const bytes = new Uint8Array(expected.length);
  let size = 0;
  for await (const piece of blob.stream()) {
    if (size + piece.length <= bytes.length) bytes.set(piece, size);
    size += piece.length;
  }
  expectSame(size, expected.length, `size of ${path}`);
  expectEqualBytes(bytes, expected, path);
}

function expectEqualBytes(actual: Uint8Array, expected: Uint8Array, what: string): void {
  expectSame(actual.length, expected.length, `length of ${what}`);
  for (let i = 0; i < actual.length; i++) {
    if (actual[i] === expected[i]) continue;
    throw new Error(`${what}: byte ${i} is ${actual[i]}, not ${expected[i]}`);
  }
}

function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a}, not ${b}`);
}
