import { TtsError, type TtsErrorCode } from '../errors.ts';
import { inTime } from './in-time.ts';
import { ReplicaFailure } from './replica-failure.ts';
import { serverHost } from './server-address.ts';

const MAX_BODY_BYTES = 8192;
const MAX_BODY_MS = 5000;
const MAX_MESSAGE_CHARS = 300;
/** Later than that a server says "some time". */
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

/** What a failed answer means. */
export async function responseFailure(
  url: string,
  response: Response,
  apiKey: string | undefined,
): Promise<ReplicaFailure> {
  const { status } = response;
  const said = withoutKey(messageIn(await beginningOf(response)), apiKey);
  const code = codeFor(status);
  const error = new TtsError(
    code,
    `${serverHost(url)} answered with status ${status}${said === '' ? '' : `: ${said}`}`,
  );
  const isPassing = status >= 500 || status === 429 || status === 408;
  return new ReplicaFailure(error, isPassing, retryAfterMs(response.headers.get('retry-after')));
}

/** A text with whatever equals the key taken out. */
export function withoutKey(text: string, apiKey: string | undefined): string {
  return apiKey === undefined ? text : text.replaceAll(apiKey, '…');
}

/** The first bytes of a body as text, as far as they come in time; the rest is not read. */
export async function beginningOf(response: Response, maxBytes = MAX_BODY_BYTES): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  const read = async (): Promise<void> => {
    for (let bytes = 0; bytes < maxBytes;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value.subarray(0, maxBytes - bytes), { stream: true });
      bytes += value.length;
    }
  };
  try {
    await inTime(read(), MAX_BODY_MS);
  } catch {
    // What the server says is a help, not a need.
  } finally {
    void reader.cancel().catch(() => undefined);
  }
  return text;
}

/** What a server says went wrong, in any of the shapes that are in use; bounded, on one line. */
export function messageIn(body: string): string {
  let said: unknown = body;
  try {
    said = findMessage(JSON.parse(body), 4) ?? '';
  } catch {
    // A page of HTML says nothing that helps.
    if (body.trimStart().startsWith('<')) return '';
  }
  const line = String(said)
    // eslint-disable-next-line no-control-regex -- a server's text may hold anything
    .replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')
    .trim();
  return line.length > MAX_MESSAGE_CHARS ? `${line.slice(0, MAX_MESSAGE_CHARS)}…` : line;
}

/** OpenAI: `error.message`; FastAPI: `detail`, a text or a list of `{ msg }`; others `message`. */
function findMessage(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth === 0) return undefined;
  if (Array.isArray(value)) return findMessage(value[0], depth - 1);
  const fields = value as Record<string, unknown>;
  for (const name of ['error', 'detail', 'message', 'msg']) {
    const found = findMessage(fields[name], depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function codeFor(status: number): TtsErrorCode {
  if (status === 401 || status === 403) return 'speech-server-unauthorized';
  if (status === 429 || status === 503) return 'speech-server-busy';
  return 'speech-server-failed';
}

/** Of a `Retry-After`, which is seconds or a date. */
export function retryAfterMs(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? 1000 * Number(header) : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS);
}
