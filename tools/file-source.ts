import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { assertRange, type ByteSource } from '../src/checkpoint/byte-source.ts';
import { TtsError } from '../src/errors.ts';

/**
 * A file on disk as a `ByteSource`: only the ranges asked for are read. The file is opened for each
 * read, so that there is nothing to close; a checkpoint takes some hundred reads.
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  const name = basename(path);
  return {
    name,
    size,
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      assertRange({ name, size }, offset, length);
      const bytes = new Uint8Array(length);
      const handle = await open(path);
      try {
        const { bytesRead } = await handle.read(bytes, 0, length, offset);
        if (bytesRead === length) return bytes;
        throw new TtsError('checkpoint-truncated', `${name} became shorter while it was read`);
      } finally {
        await handle.close();
      }
    },
  };
}
