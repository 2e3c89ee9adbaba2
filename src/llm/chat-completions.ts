import { isTtsError, TtsError } from '../errors.ts';
import { parseCompletionChunk } from './completion-chunk.ts';
import { CompletionEvents, type CompletionEvent } from './completion-events.ts';
import type { ChatMessage, LanguageModel, ReplyOptions } from './language-model.ts';
import { delay, retryDelayMs } from './retry-delay.ts';
import { bounded, describeFailure, reportedError } from './server-error.ts';
import { readWhole, RefusedRequest, requestServer, type ServerAnswer } from './server-request.ts';

/** A reply that comes in one piece, in characters. */
const MAX_WHOLE_CHARS = 2 ** 22;
/** After the reply has ended, how long to wait for the end of the stream, in milliseconds. */
const AFTERMATH_MS = 1000;
/** Why a reply ends that is not whole. */
const CUT_REASONS: ReadonlySet<string> = new Set(['length', 'content_filter', 'error']);

export interface ChatCompletionsOptions {
  /** E.g. `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Sent as a bearer token, to this server only. */
  readonly apiKey?: string | undefined;
  /** How long nothing may come before the first text, in milliseconds. @default 60000 */
  readonly firstTokenTimeoutMs?: number | undefined;
  /** How long nothing may come within the text, in milliseconds. @default 30000 */
  readonly nextTokenTimeoutMs?: number | undefined;
  /** How often a busy server is asked again, before any text has come. @default 2 */
  readonly maxRetries?: number | undefined;
}

/** A language model behind an OpenAI-compatible server. */
export class ChatCompletions implements LanguageModel {
  readonly name: string;
  readonly #options: ChatCompletionsOptions;

  constructor(options: ChatCompletionsOptions) {
    this.name = options.model;
    this.#options = options;
  }

  get #url(): string {
    return `${this.#options.baseUrl}/chat/completions`;
  }

  get #firstTimeoutMs(): number {
    return this.#options.firstTokenTimeoutMs ?? 60_000;
  }

  async *reply(
    messages: readonly ChatMessage[],
    { signal }: ReplyOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    const answer = await this.#ask(messages, signal);
    try {
      yield* this.#deltas(answer, signal);
    } finally {
      answer.close();
    }
  }

  async #ask(
    messages: readonly ChatMessage[],
    signal: AbortSignal | undefined,
  ): Promise<ServerAnswer> {
    const { model, apiKey, maxRetries = 2 } = this.#options;
    const body = {
      model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      stream: true,
    };
    for (let retries = 0; ; retries++) {
      const timeoutMs = this.#firstTimeoutMs;
      const answer = await requestServer({ url: this.#url, apiKey, body, timeoutMs, signal });
      if (!(answer instanceof RefusedRequest)) return answer;
      const delayMs = retryDelayMs(answer.retryAfter, retries, Date.now());
      if (answer.status !== 429 || retries >= maxRetries || delayMs === undefined) {
        throw answer.error;
      }
      await delay(delayMs, signal);
    }
  }

  async *#deltas(
    answer: ServerAnswer,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<string, void, undefined> {
    const events = new CompletionEvents();
    const nextTimeoutMs = this.#options.nextTokenTimeoutMs ?? 30_000;
    let hasEvents = false;
    let hasText = false;
    let finishReason: string | undefined;
    /** The text up to here, while it is not known what the body is. */
    let opening: string | undefined = '';
    for (;;) {
      const timeoutMs = hasText ? nextTimeoutMs : this.#firstTimeoutMs;
      let piece = await readUntil(answer, timeoutMs, finishReason);
      if (opening !== undefined && piece !== undefined) {
        // By its first character, not its Content-Type: servers get that wrong.
        opening += piece;
        const [first] = opening.trimStart();
        if (first === '{') return yield* this.#wholeReply(answer, opening);
        if (first === '<') throw this.#failed(describeFailure(opening));
        // Empty lines before the first event say nothing.
        [piece, opening] = first === undefined ? ['', ''] : [opening, undefined];
      }
      const isEnd = piece === undefined;
      for (const event of isEnd ? events.end() : events.feed(piece ?? '')) {
        if (event.kind === 'done') return this.#finish(finishReason, hasText);
        // A piece of an event at the end is a stream that broke off, told below.
        if (isEnd && event.kind === 'invalid') break;
        const { text, finishReason: reason } = this.#chunkOf(event, hasText);
        hasEvents = true;
        finishReason ??= reason;
        if (text === '') continue;
        hasText = true;
        yield text;
        // What was read before the reply was given up is not handed out.
        signal?.throwIfAborted();
      }
      if (!isEnd) continue;
      if (finishReason !== undefined) return this.#finish(finishReason, hasText);
      if (hasEvents) throw new TtsError('llm-interrupted', `the reply of ${this.#url} broke off`);
      throw this.#failed(`no reply, but ${bounded(answer.contentType) || 'nothing'}`);
    }
  }

  /** Some servers answer at once although a stream was asked for, or only so when they fail. */
  async *#wholeReply(
    answer: ServerAnswer,
    beginning: string,
  ): AsyncGenerator<string, void, undefined> {
    const url = this.#url;
    const rest = await readWhole(answer, {
      url,
      maxChars: MAX_WHOLE_CHARS,
      timeoutMs: this.#firstTimeoutMs,
    });
    const chunk = parseCompletionChunk(beginning + rest);
    if (!chunk) throw this.#failed(`something that is no JSON: ${bounded(beginning)}`);
    if (chunk.error !== undefined) throw reportedError(url, chunk.error, false);
    if (chunk.text === '' && chunk.finishReason === undefined) {
      throw this.#failed(`JSON without a reply: ${bounded(beginning)}`);
    }
    if (chunk.text !== '') yield chunk.text;
    this.#finish(chunk.finishReason, chunk.text !== '');
  }

  #chunkOf(
    event: Exclude<CompletionEvent, { kind: 'done' }>,
    hasText: boolean,
  ): { text: string; finishReason?: string | undefined } {
    switch (event.kind) {
      case 'invalid':
        throw this.#failed(`an event that is no JSON: ${bounded(event.data)}`);
      case 'too-long':
        throw this.#failed('an event without end');
      case 'chunk':
        if (event.error !== undefined) throw reportedError(this.#url, event.error, hasText);
        return event;
    }
  }

  /** The reply is over; a reply that was cut is not passed off as a whole one. */
  #finish(finishReason: string | undefined, hasText: boolean): void {
    if (finishReason !== undefined && CUT_REASONS.has(finishReason)) {
      throw new TtsError(
        hasText ? 'llm-interrupted' : 'llm-failed',
        `${this.#url} ended the reply early: ${finishReason}`,
      );
    }
    if (finishReason === 'tool_calls' && !hasText) {
      throw this.#failed('a call of a tool instead of a reply');
    }
  }

  #failed(sent: string): TtsError {
    return new TtsError('llm-failed', `${this.#url} sent ${sent}`);
  }
}

/** Reads on; once the reply has ended, however the stream ends is the end of it. */
async function readUntil(
  answer: ServerAnswer,
  timeoutMs: number,
  finishReason: string | undefined,
): Promise<string | undefined> {
  if (finishReason === undefined) return answer.read(timeoutMs);
  try {
    return await answer.read(AFTERMATH_MS);
  } catch (error) {
    if (isTtsError(error)) return undefined;
    throw error;
  }
}
