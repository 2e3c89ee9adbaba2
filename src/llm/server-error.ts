import { TtsError, type TtsErrorCode } from '../errors.ts';

/** As much of what a server says of its failure as goes into an error's message. */
const MAX_MESSAGE_CHARS = 300;

/**
 * The error of an answer that is no success. Its message holds what the server says, cut short.
 * @param status of HTTP; 0 for a redirect, which browsers hide
 */
export function statusError(url: string, status: number, body: string): TtsError {
  const said = describeFailure(body);
  const detail = said ? `: ${said}` : '';
  if (status === 0 || (status >= 300 && status < 400)) {
    return new TtsError(
      'llm-not-found',
      `${url} leads on to another address; give that one, so that nothing is sent on unseen`,
    );
  }
  return new TtsError(codeOf(status, body), `${url} answered ${status}${detail}`);
}

/** The error of a failure that a server reports where it should have written a reply. */
export function reportedError(url: string, report: unknown, hasText: boolean): TtsError {
  const said = failureText(report) ?? 'an error without a message';
  const status = statusIn(report);
  const code = hasText ? 'llm-interrupted' : codeOf(status, JSON.stringify({ error: report }));
  return new TtsError(code, `${url} reported: ${bounded(said)}`);
}

/** What is said of a failure in a body: JSON of the usual shapes, or the beginning of a plain text. */
export function describeFailure(body: string): string {
  const text = body.trim();
  if (text.startsWith('<')) return 'a web page instead of an answer';
  try {
    const json: unknown = JSON.parse(text);
    return bounded(failureText(json) ?? text);
  } catch {
    return bounded(text);
  }
}

/** A text as it may stand in a message: on one line, and not long. */
export function bounded(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line.length > MAX_MESSAGE_CHARS ? `${line.slice(0, MAX_MESSAGE_CHARS)}…` : line;
}

function codeOf(status: number | undefined, body: string): TtsErrorCode {
  // Some servers answer 400 for a model that they do not have.
  if (/"model_not_found"/.test(body)) return 'llm-not-found';
  return (status && CODES[status]) || 'llm-failed';
}

const CODES: Readonly<Record<number, TtsErrorCode>> = {
  401: 'llm-unauthorized',
  403: 'llm-unauthorized',
  404: 'llm-not-found',
  405: 'llm-not-found',
  410: 'llm-not-found',
  429: 'llm-busy',
};

function failureText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { error, message, detail } = value as Record<'error' | 'message' | 'detail', unknown>;
  for (const part of [error, message, detail]) {
    const text = failureText(part);
    if (text) return text;
  }
  return undefined;
}

function statusIn(report: unknown): number | undefined {
  if (typeof report !== 'object' || report === null) return undefined;
  const { code, status } = report as Record<'code' | 'status', unknown>;
  return [code, status].map(Number).find((n) => n >= 400 && n < 600);
}
