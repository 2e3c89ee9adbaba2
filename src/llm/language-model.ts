/** One message of a conversation, as the OpenAI-compatible servers take it. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ReplyOptions {
  /** Ends the reply; the iteration is rejected with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Whatever answers a conversation: a server, the browser's own model, or the storyteller. */
export interface LanguageModel {
  /** As those who serve it call it, e.g. `qwen2.5:1.5b`: its size picks the latency profile. */
  readonly name: string;
  /**
   * The deltas of the next reply as they are written, Markdown and all. What has come before a
   * failure has been handed out.
   * @throws TtsError with one of the `llm-` codes, or the signal's reason
   */
  reply(messages: readonly ChatMessage[], options?: ReplyOptions): AsyncIterable<string>;
}
