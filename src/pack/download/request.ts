import { TtsError } from '../../errors.ts';

/** A request that failed, and whether the same one may fare better later. */
export class RequestError extends TtsError {
  /** HTTP status; `undefined` when there was no answer or its body broke off. */
  readonly status: number | undefined;
  readonly canRetry: boolean;
  /** The wait that the server asks for, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Whether the server answered at all. */
  readonly answered: boolean;

  constructor(
    message: string,
    options: {
      readonly canRetry: boolean;
      readonly answered: boolean;
      readonly status?: number | undefined;
      readonly retryAfterMs?: number | undefined;
      readonly cause?: unknown;
    },
  ) {
    super('network', message, { cause: options.cause });
    this.status = options.status;
    this.canRetry = options.canRetry;
    this.retryAfterMs = options.retryAfterMs;
    this.answered = options.answered;
  }

  /** Whether the server said that there is no such file. */
  get isMissing(): boolean {
    return this.status === 404 || this.status === 410;
  }
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The statuses that `take` knows how to read; any other ends in a `RequestError`. */
  readonly accept: readonly number[];
  /** How long the server may be silent, before its answer or amid it, in milliseconds. */
  readonly stallTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the browser's own cache may answer and keep the file. Not for what is stored: that would
   * lie on the disk twice, and a wrong file would come again from there.
   * @default false
   */
  readonly cached?: boolean | undefined;
}

/** An answer whose body has not been read yet. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it arrives. Throws `RequestError` when it breaks off or stalls. */
  readonly pieces: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/**
 * Makes one GET request and hands its answer to `take`; when that is done, whatever is left of the
 * body is not fetched.
 * @throws RequestError when the server is not reached, stalls, breaks off or answers another status;
 *   the signal's reason
 */
export async function request<T>(
  url: string,
  { headers, accept, stallTimeoutMs, signal, cached = false }: RequestOptions,
  take: (answer: Answer) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const connection = new AbortController();
  const forwardAbort = (): void => connection.abort(signal?.reason);
  signal?.addEventListener('abort', forwardAbort, { once: true });
  let answered = false;

  /** Waits for the server, which may be silent for so long only. */
  const heard = async <V>(wait: Promise<V>): Promise<V> => {
    let isStalled = false;
    const timer = setTimeout(() => {
      isStalled = true;
      connection.abort();
    }, stallTimeoutMs);
    try {
      return await untilAborted(wait, connection.signal);
    } catch (cause) {
      signal?.throwIfAborted();
      const what = isStalled
        ? `sent nothing for ${stallTimeoutMs / 1000} s`
        : answered
          ? 'broke off'
          : 'could not be reached';
      throw new RequestError(`${url} ${what}`, { canRetry: true, answered, cause });
    } finally {
      clearTimeout(timer);
    }
  };

  try {
    const cache = cached ? 'default' : 'no-store';
    const init = { headers: headers ?? {}, signal: connection.signal, cache } as const;
    const response = await heard(fetch(url, init));
    answered = true;
    if (!accept.includes(response.status)) throw statusError(url, response);
    return await take({
      status: response.status,
      headers: response.headers,
      pieces: piecesOf(response, heard),
    });
  } finally {
    signal?.removeEventListener('abort', forwardAbort);
    connection.abort();
  }
}

/**
 * Settles as `wait` does, or rejects when the signal fires. Node's fetch needs that: it leaves a
 * read waiting for ever when its signal fires just as the body's end arrives. Listens anew for each
 * wait, since a promise to race against would hold every piece of the body until it settles.
 */
function untilAborted<V>(wait: Promise<V>, signal: AbortSignal): Promise<V> {
  return new Promise<V>((resolve, reject) => {
    const onAbort = (): void => reject(new DOMException('the request was ended', 'AbortError'));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    wait.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

async function* piecesOf(
  response: Response,
  heard: <V>(wait: Promise<V>) => Promise<V>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  while (reader) {
    const { value } = await heard(reader.read());
    if (value === undefined) return;
    yield value;
  }
}

function statusError(url: string, { status, headers }: Response): RequestError {
  return new RequestError(`${url} answered ${status}`, {
    status,
    answered: true,
    canRetry: isRetryableStatus(status),
    retryAfterMs: parseRetryAfter(headers.get('Retry-After'), Date.now()),
  });
}

/** Whether a status speaks of the moment and not of the request: too slow, too many, out of order. */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * The wait that a `Retry-After` header asks for, in milliseconds, whether it comes as seconds or as
 * an HTTP date; `undefined` where there is none that can be read.
 * @param now milliseconds since 1970
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // `Date.parse` also reads numbers such as -1 and 2.5, which are no dates here.
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * The `ETag` of an answer if it is a strong one, which names these very bytes; a weak one only says
 * that the content means the same.
 */
export function strongETag(headers: Headers): string | undefined {
  const etag = headers.get('ETag') ?? '';
  return /^"[^"]*"$/.test(etag) ? etag : undefined;
}

/**
 * Start and size of the whole file after `Content-Range`; `start` is `undefined` in a refusal such
 * as `bytes * /1000` (without the space), the whole where the header is missing or unreadable.
 */
export function contentRange(
  headers: Headers,
): { readonly start: number | undefined; readonly size: number } | undefined {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(headers.get('Content-Range') ?? '');
  if (!match) return undefined;
  return { start: match[1] === undefined ? undefined : Number(match[1]), size: Number(match[2]) };
}
