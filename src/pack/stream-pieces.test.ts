import { describe, expect, it } from 'vitest';
import { sha256, sha256OfBlob } from './sha256.ts';
import { blobPieces, streamPieces } from './stream-pieces.ts';

function streamOf(pieces: readonly number[][], log: string[] = []) {
  const waiting = pieces.map((piece) => new Uint8Array(piece));
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const piece = waiting.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
    cancel: () => void log.push('cancelled'),
  });
  // As in Safari.
  Object.defineProperty(stream, Symbol.asyncIterator, { value: undefined });
  return stream;
}

async function collect(pieces: AsyncIterable<Uint8Array>): Promise<number[][]> {
  const all: number[][] = [];
  for await (const piece of pieces) all.push([...piece]);
  return all;
}

/** A file that was removed after it was opened. */
function goneBlob(): Blob {
  const blob = new Blob(['abc']);
  blob.stream = () =>
    new ReadableStream({
      pull: (controller) => controller.error(new DOMException('gone', 'NotReadableError')),
    });
  return blob;
}

describe('streamPieces', () => {
  it('reads streams that cannot be iterated', async () => {
    expect(await collect(streamPieces(streamOf([[1, 2], [3]])))).toEqual([[1, 2], [3]]);
  });

  it('cancels what is not read to its end', async () => {
    const log: string[] = [];
    for await (const piece of streamPieces(streamOf([[1], [2], [3]], log))) {
      expect([...piece]).toEqual([1]);
      break;
    }
    expect(log).toEqual(['cancelled']);
  });
});

describe('blobPieces', () => {
  it('fails with a code when the file cannot be read any more', async () => {
    const reading = collect(blobPieces(goneBlob(), 'a/b'));
    await expect(reading).rejects.toMatchObject({
      code: 'storage-failed',
      message: expect.stringContaining('reading a/b failed') as string,
    });
  });

  it('leaves what its reader throws as it is', async () => {
    const error = new Error('enough');
    const reading = (async () => {
      for await (const piece of blobPieces(new Blob(['abc']), 'a/b')) {
        if (piece.length > 0) throw error;
      }
    })();
    await expect(reading).rejects.toBe(error);
  });
});

describe('sha256OfBlob', () => {
  it('is that of the bytes, and fails with a code', async () => {
    const bytes = new TextEncoder().encode('abc');
    expect(await sha256OfBlob(new Blob([bytes]), 'a/b')).toBe(sha256(bytes));
    await expect(sha256OfBlob(goneBlob(), 'a/b')).rejects.toMatchObject({ code: 'storage-failed' });
  });
});
