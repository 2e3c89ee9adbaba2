import type { TtsErrorCode } from '../errors.ts';

/** What the user has written. */
export interface Question {
  readonly role: 'user';
  readonly id: string;
  readonly text: string;
}

/**
 * - `writing`: the model is at it
 * - `complete`: written to its end
 * - `stopped`: the user broke it off
 * - `failed`: the model did, for `errorCode`
 */
export type ReplyStatus = 'writing' | 'complete' | 'stopped' | 'failed';

/** What a language model has answered, as far as it has come. */
export interface Reply {
  readonly role: 'assistant';
  readonly id: string;
  /** Markdown. */
  readonly text: string;
  /** The language it is spoken in, as a tag. */
  readonly language: string;
  readonly modelName: string;
  readonly status: ReplyStatus;
  readonly errorCode?: TtsErrorCode | undefined;
  /**
   * How much of the text was heard, in UTF-16 units; `undefined` when all of it counts as known: heard
   * to its end, or read, because it was never to be spoken.
   */
  readonly heardChars?: number | undefined;
}

export type Message = Question | Reply;

/** Where the part of a reply that was not heard begins, `undefined` when there is none. */
export function unheardFrom({ text, heardChars }: Reply): number | undefined {
  return heardChars !== undefined && heardChars < text.trimEnd().length ? heardChars : undefined;
}

/** Whether there is more to come of a reply: to be spoken, or to be written. */
export function canGoOn(reply: Reply): boolean {
  return (
    reply.status === 'stopped' || reply.status === 'failed' || unheardFrom(reply) !== undefined
  );
}
