/** What a `ChatServer` answers to one request, and how. Everything else is as a good server does it. */
export interface ChatScript {
  /** The reply. @default what the last message says, after `You said: ` */
  readonly text?: string | undefined;
  /** @default as fast as possible */
  readonly tokensPerSecond?: number | undefined;
  /** The most bytes of a packet: 1 cuts inside of characters. @default an event a packet */
  readonly packetBytes?: number | undefined;
  /** How many events go into a packet. @default 1 */
  readonly eventsPerPacket?: number | undefined;
  /** Sends a comment before each event. @default false */
  readonly keepAlive?: boolean | undefined;
  /** @default '\n' */
  readonly lineEnd?: '\n' | '\r\n' | '\r' | undefined;
  /** Reasons before it replies, in `reasoning_content`. */
  readonly reasoning?: string | undefined;
  /** @default 'stop' */
  readonly finishReason?: string | null | undefined;
  /** Whether the stream ends with `[DONE]`. @default true */
  readonly done?: boolean | undefined;
  /** Answers with the whole reply as JSON. @default false */
  readonly wholeJson?: boolean | undefined;
  /** What happens after so many tokens instead of the rest. */
  readonly after?:
    | {
        readonly tokens: number;
        /** The connection breaks, the stream ends, nothing more comes, or an error is reported. */
        readonly then: 'break' | 'end' | 'stall' | 'error' | 'endless-line';
      }
    | undefined;
  /** No success: this status, with an error of the usual shape in the body. */
  readonly status?: number | undefined;
  readonly retryAfter?: string | undefined;
  readonly location?: string | undefined;
  /** The body as it stands, instead of all that; with `after` to stall, it does not end. */
  readonly body?: string | undefined;
  readonly contentType?: string | undefined;
  /** Does not even answer. @default false */
  readonly silent?: boolean | undefined;
}

/** Cuts a text into tokens, each with the space before it; together they are the text again. */
export function tokensOf(text: string): string[] {
  return text.match(/\s*\S{1,6}|\s+$/gu) ?? [];
}

/** A chunk of a streamed completion. */
export function chunk(delta: object, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', choices });
}

/** The events of a reply, as servers write them: the role, the tokens, the end, what was used. */
export function* eventsOf(script: ChatScript, text: string): Generator<string, void, undefined> {
  const { reasoning, after, finishReason = 'stop', done = true } = script;
  yield chunk({ role: 'assistant', content: '' });
  for (const token of tokensOf(reasoning ?? '')) yield chunk({ reasoning_content: token });
  const tokens = tokensOf(text);
  for (const token of after ? tokens.slice(0, after.tokens) : tokens) {
    yield chunk({ content: token });
  }
  if (after) {
    if (after.then === 'error') yield JSON.stringify({ error: { message: 'out of memory' } });
    return;
  }
  if (finishReason !== null) yield chunk({}, finishReason);
  yield JSON.stringify({
    object: 'chat.completion.chunk',
    choices: [],
    usage: { total_tokens: 7 },
  });
  if (done) yield '[DONE]';
}
