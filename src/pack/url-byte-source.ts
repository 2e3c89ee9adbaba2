import { assertRange, type ByteSource } from '../checkpoint/byte-source.ts';
import { TtsError } from '../errors.ts';
import { contentRange, request, RequestError, strongETag } from './download/request.ts';
import { retryPolicy, withRetries, type Retry, type RetryOptions } from './download/retry.ts';
import { decodeUrlPart } from './url-part.ts';

export interface UrlByteSourceOptions extends RetryOptions {
  /** Told of each request that failed and will be made again. */
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/**
 * A file behind a URL as a `ByteSource`: each read is one ranged request, so that a checkpoint of
 * 1.9 GB can be looked into without being fetched. Requests that fail for the moment are made again.
 * @param openSignal ends the opening; each read has its own
 * @throws TtsError `network` for a server that is not reached or cannot send ranges, and from `read`
 *   `source-changed` once the file has another size or strong `ETag` than at first; the signal's
 *   reason
 */
export async function urlByteSource(
  url: string | URL,
  openSignal?: AbortSignal,
  options: UrlByteSourceOptions = {},
): Promise<ByteSource> {
  const { href, pathname } = new URL(url);
  const name = decodeUrlPart(pathname.split('/').at(-1) ?? '') || href;
  const policy = retryPolicy(options);
  const { onRetry } = options;
  const readRange = (range: Range, signal?: AbortSignal, version?: Version) => {
    const fetchOnce = () => fetchRange(href, range, policy.stallTimeoutMs, signal, version);
    return withRetries(fetchOnce, policy, { signal, onRetry });
  };
  // A ranged request for one byte, since not every server answers HEAD with a length.
  const { version } = await readRange({ offset: 0, length: 1 }, openSignal);
  const { size } = version;
  return {
    name,
    size,
    async read(offset, length, signal) {
      signal?.throwIfAborted();
      assertRange({ name, size }, offset, length);
      if (length === 0) return new Uint8Array(0);
      return (await readRange({ offset, length }, signal, version)).bytes;
    },
  };
}

interface Range {
  readonly offset: number;
  readonly length: number;
}

/** What tells a file from the one that takes its place. */
interface Version {
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** A strong one. */
  readonly etag: string | undefined;
}

/** @param version that which the file must still have; any if `undefined` */
function fetchRange(
  url: string,
  { offset, length }: Range,
  stallTimeoutMs: number,
  signal: AbortSignal | undefined,
  version: Version | undefined,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly version: Version }> {
  const fail = (what: string, canRetry: boolean): RequestError =>
    new RequestError(`${url} ${what}`, { canRetry, answered: true });
  const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
  const accept = [200, 206, 416];
  return request(url, { headers, accept, stallTimeoutMs, signal }, async (answer) => {
    // Without a range the whole file would follow: it is not read.
    if (answer.status === 200) throw fail('does not send parts of files (no HTTP ranges)', false);
    const range = contentRange(answer.headers);
    const found = range && { size: range.size, etag: strongETag(answer.headers) };
    if (version && found && isOther(version, found)) {
      throw new TtsError('source-changed', `${url} changed while it was read`);
    }
    if (answer.status === 416) throw fail('does not have the bytes asked for', false);
    // Nor can a page see it where a server of another origin does not expose it.
    if (!found) throw fail('does not say which part it sends (no Content-Range)', false);
    if (range.start !== offset) throw fail('sent another range than asked for', true);
    const bytes = new Uint8Array(length);
    let received = 0;
    for await (const piece of answer.pieces) {
      if (received + piece.length > length) {
        // Some servers send all to who asks for the first byte, as opening does: one is enough.
        if (!version) return { bytes, version: found };
        throw fail(`sent more than ${length} bytes`, true);
      }
      bytes.set(piece, received);
      received += piece.length;
    }
    if (received < length) throw fail(`sent ${received} bytes instead of ${length}`, true);
    return { bytes, version: found };
  });
}

function isOther(before: Version, now: Version): boolean {
  const hasOtherETag = before.etag && now.etag && before.etag !== now.etag;
  return before.size !== now.size || Boolean(hasOtherETag);
}
