import { afterEach, expect, it, vi } from 'vitest';
import { BlobBytes } from './blob-bytes.ts';

/** A worker's reader, on memory: Node's blobs cannot be read without waiting. */
class MemoryBlob extends Blob {
  readonly data: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super([bytes]);
    this.data = bytes;
  }

  override slice(start?: number, end?: number): MemoryBlob {
    return new MemoryBlob(this.data.slice(start, end));
  }
}

class MemoryReader {
  readAsArrayBuffer(blob: MemoryBlob): ArrayBuffer {
    return blob.data.buffer;
  }
}

function floatsOf({ buffer, length }: Uint8Array<ArrayBuffer>): Float32Array {
  return new Float32Array(buffer, 0, length / 4);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it('is the bytes of a blob, range by range', () => {
  vi.stubGlobal('FileReaderSync', MemoryReader);
  const bytes = BlobBytes.open(new MemoryBlob(Uint8Array.of(1, 2, 3, 4, 5)));
  expect(bytes).toBeInstanceOf(Uint8Array);
  expect(bytes.byteLength).toBe(5);
  expect([...bytes.subarray(1, 3)]).toEqual([2, 3]);
  expect([...bytes.subarray(3)]).toEqual([4, 5]);
  expect(bytes.buffer.byteLength).toBe(0);
  expect(bytes.failure).toBeUndefined();
});

it('keeps why a blob could not be read', () => {
  const error = new Error('the file was changed');
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer(): never {
        throw error;
      }
    },
  );
  const bytes = BlobBytes.open(new Blob(['abc']));
  expect(() => bytes.subarray(0, 1)).toThrow(error);
  expect(bytes.failure).toBe(error);
});

it('reads halves as floats', () => {
  vi.stubGlobal('FileReaderSync', MemoryReader);
  // 1 and −2 as halves, behind two bytes that are none of them.
  const blob = new MemoryBlob(Uint8Array.of(9, 9, 0x00, 0x3c, 0x00, 0xc0));
  const bytes = BlobBytes.open(blob, { widened: true });
  expect(bytes.byteLength).toBe(12);
  expect([...floatsOf(bytes.subarray(4, 12))]).toEqual([1, -2]);
  expect([...floatsOf(bytes.subarray(8))]).toEqual([-2]);
});

it('is for workers only', () => {
  expect(BlobBytes.isSupported).toBe(false);
  expect(() => BlobBytes.open(new Blob(['abc']))).toThrow('cannot be read');
});
