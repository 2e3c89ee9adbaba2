import { TtsError } from '../errors.ts';
import { isMixedContent } from './base-url.ts';
import { statusError } from './server-error.ts';

/** An error's text is shortened anyway: a hostile server may send it without end. */
const MAX_FAILURE_CHARS = 8192;

export interface ServerRequestOptions {
  readonly url: string;
  /** Sent as a bearer token. */
  readonly apiKey?: string | undefined;
  /** Sent as JSON by POST; without it the request is a GET. */
  readonly body?: unknown;
  /** How long to wait for the answer to begin, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** The answer of a server, read piece by piece; whoever has it closes it. */
export interface ServerAnswer {
  readonly contentType: string;
  /**
   * The next piece of text, characters whole however the bytes are cut; `undefined` at the end.
   * @throws TtsError `llm-interrupted` when the connection breaks, or nothing comes for `timeoutMs`
   */
  read(timeoutMs: number): Promise<string | undefined>;
  /** Ends the request, if it has not ended by itself: the server sees the connection close. */
  close(): void;
}

/** A refused request; `retryAfter` as the server gave it, where the browser lets it be seen. */
export class RefusedRequest {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly error: TtsError;

  constructor(status: number, retryAfter: string | null, error: TtsError) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.error = error;
  }
}

/**
 * Sends a request. Redirects are not followed: what is written for one server goes to no other.
 * @throws TtsError `llm-unreachable`, or the signal's reason
 */
export async function requestServer(
  options: ServerRequestOptions,
): Promise<ServerAnswer | RefusedRequest> {
  const { url, apiKey, body, timeoutMs, signal } = options;
  signal?.throwIfAborted();
  const ours = new AbortController();
  const whole = signal ? AbortSignal.any([signal, ours.signal]) : ours.signal;
  const headers = new Headers({ Accept: body ? 'text/event-stream, application/json' : '*/*' });
  if (apiKey) headers.set('Authorization', `Bearer ${apiKey}`);
  if (body) headers.set('Content-Type', 'application/json');

  const waitFor = async <T>(promise: Promise<T>, limitMs: number): Promise<T | typeof LATE> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<typeof LATE>((resolve) => {
      timer = setTimeout(() => resolve(LATE), limitMs);
    });
    try {
      return await Promise.race([promise, late]);
    } finally {
      clearTimeout(timer);
    }
  };

  let response: Response | typeof LATE;
  try {
    const request = fetch(url, {
      method: body ? 'POST' : 'GET',
      headers,
      body: body ? JSON.stringify(body) : null,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: whole,
    });
    request.catch(() => undefined); // When it is late, nobody else waits for it.
    response = await waitFor(request, timeoutMs);
  } catch (error) {
    signal?.throwIfAborted();
    throw new TtsError('llm-unreachable', unreachableMessage(url), { cause: error });
  }
  if (response === LATE) {
    ours.abort();
    throw new TtsError('llm-unreachable', `${url} did not answer within ${timeoutMs} ms`);
  }

  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const answer: ServerAnswer = {
    contentType: response.headers.get('Content-Type') ?? '',
    async read(limitMs) {
      signal?.throwIfAborted();
      if (!reader) return undefined;
      const next = reader.read();
      next.catch(() => undefined); // As above.
      let piece: Awaited<typeof next> | typeof LATE;
      try {
        piece = await waitFor(next, limitMs);
      } catch (error) {
        signal?.throwIfAborted();
        throw new TtsError('llm-interrupted', `the answer of ${url} broke off`, { cause: error });
      }
      signal?.throwIfAborted();
      if (piece === LATE) {
        ours.abort();
        throw new TtsError('llm-interrupted', `nothing more came from ${url} for ${limitMs} ms`);
      }
      if (!piece.done) return decoder.decode(piece.value, { stream: true });
      // What is left of a character that was cut off for good.
      return decoder.decode() || undefined;
    },
    close: () => ours.abort(),
  };
  if (response.ok) return answer;

  const { status } = response;
  const failure = status === 0 ? '' : await readFailure(answer, timeoutMs);
  signal?.throwIfAborted();
  return new RefusedRequest(
    status,
    response.headers.get('Retry-After'),
    statusError(url, status, failure),
  );
}

/**
 * All of an answer.
 * @throws TtsError `llm-failed` when it is longer than `maxChars`
 */
export async function readWhole(
  answer: ServerAnswer,
  { url, maxChars, timeoutMs }: { url: string; maxChars: number; timeoutMs: number },
): Promise<string> {
  let text = '';
  for (;;) {
    const piece = await answer.read(timeoutMs);
    if (piece === undefined) return text;
    text += piece;
    if (text.length > maxChars) {
      throw new TtsError('llm-failed', `${url} sent more than ${maxChars} characters in one piece`);
    }
  }
}

const LATE = Symbol('late');

/** The beginning of what is said of a failure; less when it breaks off, which is told by its status. */
async function readFailure(answer: ServerAnswer, timeoutMs: number): Promise<string> {
  let text = '';
  try {
    while (text.length < MAX_FAILURE_CHARS) {
      const piece = await answer.read(Math.min(timeoutMs, 5000));
      if (piece === undefined) break;
      text += piece;
    }
  } catch {
    // The caller throws the signal's reason, if that is why.
  } finally {
    answer.close();
  }
  return text.slice(0, MAX_FAILURE_CHARS);
}

/** `fetch` does not tell a page why: a closed port and a missing CORS header look the same. */
function unreachableMessage(url: string): string {
  const page = (globalThis.location as Location | undefined)?.protocol;
  return (
    `${url} could not be fetched: no server answers there, or it does not let this page in (CORS)` +
    (isMixedContent(url, page)
      ? '; browsers also refuse http addresses on https pages (mixed content)'
      : '')
  );
}
