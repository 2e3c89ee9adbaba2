import { TtsError } from '../../errors.ts';
import type { PackFile } from '../manifest.ts';
import type { PartialFile } from './partial-file.ts';
import { contentRange, request, RequestError, strongETag, type Answer } from './request.ts';

export interface FetchFileOptions {
  readonly file: PackFile;
  readonly url: string;
  /** What is there of the file; the rest is appended. */
  readonly partial: PartialFile;
  /** The strong `ETag` that this server sent with the bytes that are there. */
  readonly etag: string | undefined;
  /** Whether to ask for the rest on the condition that the `ETag` still holds. */
  readonly sendsIfRange: boolean;
  readonly stallTimeoutMs: number;
  readonly signal: AbortSignal;
  /** Told before the first byte is stored; waited for. */
  readonly onAnswer: (etag: string | undefined) => Promise<void>;
  /** Told after a piece was stored; `partial.size` is the new length. */
  readonly onBytes: (count: number) => void;
}

/**
 * Fetches what is missing of a file by one request: behind the bytes that are there when the server
 * can do that, from the start when it cannot or the file is another one by now. Bytes that came
 * before a failure stay in `partial`.
 * @throws RequestError for a server that fails; TtsError `source-changed` when it has a file of
 *   another size than the manifest says, or of another version than the bytes that are there; errors
 *   of the store; the signal's reason
 */
export async function fetchFile(options: FetchFileOptions): Promise<void> {
  const { file, url, partial, etag, signal, stallTimeoutMs } = options;
  const headers: Record<string, string> = {};
  if (partial.size > 0) headers['Range'] = `bytes=${partial.size}-`;
  if (partial.size > 0 && etag && options.sendsIfRange) headers['If-Range'] = etag;

  await request(
    url,
    { headers, accept: [200, 206, 416], stallTimeoutMs, signal },
    async (answer) => {
      if (answer.status === 416) throw refusedRange(options, answer);
      const answerETag = strongETag(answer.headers);
      if (answer.status === 206) checkPart(options, answer, answerETag);
      else if (partial.size > 0) await partial.restart();
      await options.onAnswer(answerETag);
      for await (const piece of answer.pieces) {
        if (partial.size + piece.length > file.bytes) {
          throw changed(url, `sends more than the ${file.bytes} bytes of the manifest`);
        }
        await partial.append(piece);
        options.onBytes(piece.length);
      }
      // Whether the connection was cut or the file is shorter shows when the rest is asked for.
      if (partial.size < file.bytes) {
        const what = `ended after ${partial.size} of ${file.bytes} bytes`;
        throw new RequestError(`${url} ${what}`, { canRetry: true, answered: true });
      }
    },
  );
}

function checkPart(
  { file, url, partial, etag }: FetchFileOptions,
  { headers }: Answer,
  answerETag: string | undefined,
): void {
  const range = contentRange(headers);
  if (range === undefined) {
    // Other origins see Content-Range only where the server allows it, Content-Length always; the
    // answer to a ranged request is not compressed, so that its length is the range's.
    const length = Number(headers.get('Content-Length') ?? Number.NaN);
    if (partial.size + length === file.bytes) return;
    throw changed(url, 'does not say which part of the file it sends');
  }
  if (range.size !== file.bytes) {
    throw changed(url, `has ${range.size} bytes, the manifest says ${file.bytes}`);
  }
  if (range.start !== partial.size) {
    const what = `sent the part from ${range.start}, not from ${partial.size}`;
    throw new RequestError(`${url} ${what}`, { canRetry: true, answered: true, status: 206 });
  }
  if (etag && answerETag && answerETag !== etag) {
    throw changed(url, `changed from ${etag} to ${answerETag}`);
  }
}

/** What a refusal of the range means: the file is of another size, or the server is confused. */
function refusedRange({ file, url, partial }: FetchFileOptions, { headers }: Answer): TtsError {
  const size = contentRange(headers)?.size;
  if (size !== file.bytes && partial.size > 0) {
    const known = size === undefined ? 'an unknown number of' : size;
    return changed(url, `has ${known} bytes, the manifest says ${file.bytes}`);
  }
  const what = `refused the part from ${partial.size} of ${file.bytes} bytes`;
  return new RequestError(`${url} ${what}`, { canRetry: true, answered: true, status: 416 });
}

function changed(url: string, what: string): TtsError {
  return new TtsError('source-changed', `${url} ${what}`);
}
