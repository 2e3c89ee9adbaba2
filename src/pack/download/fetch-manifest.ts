import { TtsError } from '../../errors.ts';
import { MAX_MANIFEST_BYTES, parseManifest, type PackManifest } from '../manifest.ts';
import { isMirrorFault, Mirrors, mirrorsError } from './mirrors.ts';
import { request } from './request.ts';
import { retryPolicy, withRetries, type Retry, type RetryOptions } from './retry.ts';

export interface FetchedManifest {
  readonly manifest: PackManifest;
  /** The file as it came. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The mirror that it came from: the pack's folder, with a trailing slash. */
  readonly url: string;
}

export interface FetchManifestOptions extends RetryOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
}

/**
 * Fetches and parses a pack's `manifest.json` from the first of its mirrors that has a valid one.
 * @param urls the pack's folder, at each mirror
 * @throws TtsError `network`; `pack-invalid` for a manifest that is wrong or larger than 1 MiB;
 *   `pack-file-missing` when no mirror has one; the signal's reason
 */
export async function fetchManifest(
  urls: readonly string[],
  options: FetchManifestOptions = {},
): Promise<FetchedManifest> {
  const { signal } = options;
  const policy = retryPolicy(options);
  const faults: TtsError[] = [];
  for (const mirror of new Mirrors(urls).inTurn()) {
    const url = new URL('manifest.json', mirror).href;
    try {
      const fetchOnce = () => fetchBounded(url, policy.stallTimeoutMs, signal);
      const bytes = await withRetries(fetchOnce, policy, options);
      return { manifest: parseFrom(url, bytes), bytes, url: mirror };
    } catch (error) {
      signal?.throwIfAborted();
      if (!isMirrorFault(error)) throw error;
      faults.push(error);
    }
  }
  throw mirrorsError('manifest.json', faults);
}

function parseFrom(url: string, bytes: Uint8Array): PackManifest {
  try {
    return parseManifest(new TextDecoder().decode(bytes));
  } catch (cause) {
    if (!(cause instanceof TtsError)) throw cause;
    throw new TtsError(cause.code, `${url}: ${cause.message}`, { cause });
  }
}

function fetchBounded(
  url: string,
  stallTimeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  return request(url, { accept: [200], stallTimeoutMs, signal }, async ({ pieces }) => {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let received = 0;
    for await (const piece of pieces) {
      if ((received += piece.length) > MAX_MANIFEST_BYTES) {
        throw new TtsError('pack-invalid', `${url} exceeds ${MAX_MANIFEST_BYTES} bytes`);
      }
      parts.push(piece);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  });
}
