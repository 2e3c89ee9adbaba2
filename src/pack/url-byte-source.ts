import { assertRange, type ByteSource } from '../checkpoint/byte-source.ts';
import { TtsError } from '../errors.ts';

/**
 * A file behind a URL as a `ByteSource`: each read is one ranged request, so that a checkpoint of
 * 1.9 GB can be looked into without being fetched.
 * @throws TtsError `network` for a server that is not reached or cannot send ranges,
 *   `pack-file-missing` for a file that it does not have; the signal's reason
 */
export async function urlByteSource(
  url: string | URL,
  openSignal?: AbortSignal,
): Promise<ByteSource> {
  const { href, pathname } = new URL(url);
  const name = decodeURIComponent(pathname.split('/').at(-1) ?? '') || href;
  // A ranged request for one byte, since not every server answers HEAD with a length.
  const { size } = await fetchRange(href, 0, 1, openSignal);
  return {
    name,
    size,
    async read(offset, length, signal) {
      assertRange({ name, size }, offset, length);
      if (length === 0) return new Uint8Array(0);
      const answer = await fetchRange(href, offset, length, signal);
      if (answer.size === size) return answer.bytes;
      throw new TtsError('network', `${href} changed while it was read`);
    },
  };
}

interface RangeAnswer {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Length of the whole file. */
  readonly size: number;
}

async function fetchRange(
  url: string,
  offset: number,
  length: number,
  signal: AbortSignal | undefined,
): Promise<RangeAnswer> {
  const fail = (what: string, cause?: unknown): never => {
    throw new TtsError('network', `${url} ${what}`, { cause });
  };
  try {
    const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
    const response = await fetch(url, { headers, signal: signal ?? null });
    if (response.status !== 206) {
      // Without a range the whole file would follow: it is not read.
      await response.body?.cancel();
      if (response.status === 404 || response.status === 410) {
        throw new TtsError('pack-file-missing', `${url} answered ${response.status}`);
      }
      if (response.ok) fail('does not send parts of files (no HTTP ranges)');
      fail(`answered ${response.status}`);
    }
    const total = /^bytes (\d+)-\d+\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '');
    if (total === null || Number(total[1]) !== offset) fail('sent another range than asked for');
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length !== length) fail(`sent ${bytes.length} bytes instead of ${length}`);
    return { bytes, size: Number(total![2]) };
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof TtsError) throw cause;
    return fail('could not be fetched', cause);
  }
}
