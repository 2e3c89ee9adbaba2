import { expect, test } from 'vitest';
import { bytesSource } from './byte-source.ts';
import { countingSource, zipFile } from './torch-fixtures.ts';
import { openTorchZip } from './torch-zip.ts';

const DATA = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
const ENTRIES = new Map([
  ['archive/data.pkl', Uint8Array.of(1, 2, 3)],
  ['archive/data/0', DATA],
  ['../../etc/passwd', Uint8Array.of(4)],
  ['archive/empty', new Uint8Array(0)],
]);

test.each([false, true])('reads entries and ranges of them, ZIP64: %s', async (zip64) => {
  const zip = await openTorchZip(bytesSource(zipFile(ENTRIES, { zip64 }), 'zip'));
  expect(zip.names().sort()).toEqual([...ENTRIES.keys()].sort());
  for (const [name, bytes] of ENTRIES) {
    expect(zip.sizeOf(name)).toBe(bytes.length);
    expect(await zip.read(name, 0, Math.min(1, bytes.length))).toEqual(bytes.slice(0, 1));
    expect(await zip.read(name)).toEqual(bytes);
  }
  expect(await zip.read('archive/data/0', 500, 3)).toEqual(DATA.slice(500, 503));
  const beyond = zip.read('archive/data/0', 99_999, 2);
  await expect(beyond).rejects.toMatchObject({ code: 'checkpoint-truncated' });
});

test('the directory is found before a comment that looks like another', async () => {
  const plain = zipFile(ENTRIES);
  const comment = Uint8Array.of(0x50, 0x4b, 0x05, 0x06, ...new Array<number>(30).fill(7));
  const file = new Uint8Array(plain.length + comment.length);
  file.set(plain);
  file.set(comment, plain.length);
  file[plain.length - 2] = comment.length;
  const zip = await openTorchZip(bytesSource(file, 'zip'));
  expect(await zip.read('archive/data.pkl')).toEqual(Uint8Array.of(1, 2, 3));
});

test('an entry is read with one request, a part of it with little more than the part', async () => {
  const source = countingSource(zipFile(ENTRIES));
  const zip = await openTorchZip(source);
  const opened = { reads: source.reads, bytes: source.readBytes };
  await zip.read('archive/data/0', 10, 10);
  expect(source.readBytes - opened.bytes).toBe(40);
  const fresh = await openTorchZip(source);
  const { reads } = source;
  await fresh.read('archive/data/0');
  expect(source.reads - reads).toBe(1);
});

test('a compressed entry is refused with what happened to the file', async () => {
  const zip = await openTorchZip(bytesSource(zipFile(ENTRIES, { method: 8 }), 'model.pth'));
  expect(() => zip.sizeOf('archive/data.pkl')).toThrow(/compressed \(method 8\).*packed again/);
  await expect(zip.read('archive/data/0')).rejects.toMatchObject({ code: 'checkpoint-invalid' });
});

test.each<[string, (file: Uint8Array<ArrayBuffer>) => void, RegExp]>([
  ['more entries than bytes', (f) => f.set([0xff, 0xfe], f.length - 12), /not plausible/],
  ['a directory beyond the file', (f) => f.set([0, 0, 0, 0x7f], f.length - 6), /does not fit/],
  [
    'ZIP64 without its record',
    (f) => {
      f.set([255, 255, 255, 255], f.length - 6);
      f.fill(0, f.length - 42, f.length - 22);
    },
    /ZIP64/,
  ],
])('%s is refused', async (_, damage, message) => {
  const file = zipFile(ENTRIES);
  damage(file);
  const open = openTorchZip(bytesSource(file, 'zip'));
  await expect(open).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  await expect(openTorchZip(bytesSource(file, 'zip'))).rejects.toThrow(message);
});

test('two entries of one name are refused', async () => {
  const file = zipFile(new Map([['a/x', DATA], ['a/y', DATA]])); // prettier-ignore
  const at = Buffer.from(file.buffer).lastIndexOf('a/y');
  file.set(new TextEncoder().encode('a/x'), at);
  await expect(openTorchZip(bytesSource(file, 'zip'))).rejects.toThrow(/two entries/);
});

test('an entry that runs into the next is refused', async () => {
  const file = zipFile(ENTRIES);
  // The local header's extra length, which moves the data.
  file[28] = 200;
  const zip = await openTorchZip(bytesSource(file, 'zip'));
  await expect(zip.read('archive/data.pkl')).rejects.toThrow(/runs into/);
});

test('a file cut off anywhere is truncated', async () => {
  const file = zipFile(ENTRIES);
  for (const length of [0, 1, 21, 22, 1000, 100_000, file.length - 22, file.length - 1]) {
    const open = openTorchZip(bytesSource(file.subarray(0, length), 'zip'));
    await expect(open, `${length}`).rejects.toMatchObject({ code: 'checkpoint-truncated' });
  }
});
