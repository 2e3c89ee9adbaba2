import { expect, test } from 'vitest';
import { blobSource, bytesSource } from './byte-source.ts';

const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);

for (const [kind, source] of [
  ['bytes', bytesSource(bytes, 'file')],
  ['blob', blobSource(new Blob([bytes]), 'file')],
] as const) {
  test(`${kind}: reads any range within the file`, async () => {
    expect(source.size).toBe(100);
    expect([...(await source.read(10, 3))]).toEqual([10, 11, 12]);
    expect((await source.read(0, 100)).length).toBe(100);
    expect((await source.read(100, 0)).length).toBe(0);
  });

  test.each([
    [99, 2],
    [101, 0],
    [-1, 1],
    [0, -1],
    [0.5, 1],
    [2 ** 60, 1],
    [0, NaN],
  ])(`${kind}: refuses %d + %d`, async (offset, length) => {
    const read = source.read(offset, length);
    await expect(read).rejects.toMatchObject({ code: 'checkpoint-truncated' });
  });

  test(`${kind}: stops when the signal has fired`, async () => {
    const read = source.read(0, 1, AbortSignal.abort());
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });
}

test('a blob that cannot be read any more is a checkpoint error with its cause', async () => {
  const gone = new Error('NotReadableError');
  const blob = { size: 10, slice: () => ({ arrayBuffer: () => Promise.reject(gone) }) };
  const read = blobSource(blob as unknown as Blob, 'moved.pth').read(0, 1);
  await expect(read).rejects.toMatchObject({ code: 'checkpoint-invalid', cause: gone });
});
