import type { TtsErrorCode } from '../errors.ts';
import type { Message, Question, Reply } from './message.ts';

/** At the end of a text: what may be half a word. Where words are not spaced it is not to be known. */
const CUT_WORD = /(?<=\s)[\p{L}\p{N}]{1,30}$/u;

export interface NewReply {
  readonly language: string;
  readonly modelName: string;
  /** Whether it will be heard, so that it counts only as far as it was; else it counts as read. */
  readonly isSpoken: boolean;
}

/**
 * The messages of a conversation and what happens to them. A message that changes is replaced, and
 * the list with it, so that both can be compared.
 */
export class Conversation {
  #messages: readonly Message[];
  #lastNumber: number;

  constructor(messages: readonly Message[] = []) {
    this.#messages = messages;
    this.#lastNumber = Math.max(0, ...messages.map(({ id }) => numberOf(id)));
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  get last(): Message | undefined {
    return this.#messages.at(-1);
  }

  /** The reply of that name, if there is one. */
  reply(id: string): Reply | undefined {
    const message = this.#messages.find((one) => one.id === id);
    return message?.role === 'assistant' ? message : undefined;
  }

  ask(text: string): Question {
    const question: Question = { role: 'user', id: this.#nextId(), text };
    this.#messages = [...this.#messages, question];
    return question;
  }

  /** A reply without text, which is being written from now on. */
  beginReply({ language, modelName, isSpoken }: NewReply): Reply {
    const reply: Reply = {
      role: 'assistant',
      id: this.#nextId(),
      text: '',
      language,
      modelName,
      status: 'writing',
      heardChars: isSpoken ? 0 : undefined,
    };
    this.#messages = [...this.#messages, reply];
    return reply;
  }

  /**
   * Lets a reply that was broken off be written further. A word that was cut in two by that is taken
   * back, so that the rest can begin with a whole one.
   */
  goOnWriting(id: string, { modelName, isSpoken }: NewReply): void {
    this.#change(id, (reply) => {
      const whole = reply.text.replace(CUT_WORD, '');
      const text = whole.length >= (reply.heardChars ?? 0) ? whole : reply.text;
      const heardChars = isSpoken
        ? Math.min(reply.heardChars ?? text.length, text.length)
        : undefined;
      return { ...reply, text, modelName, heardChars, status: 'writing', errorCode: undefined };
    });
  }

  append(id: string, delta: string): void {
    this.#change(id, (reply) => ({ ...reply, text: reply.text + delta }));
  }

  complete(id: string): void {
    this.#end(id, { status: 'complete' });
  }

  stop(id: string): void {
    this.#end(id, { status: 'stopped' });
  }

  fail(id: string, errorCode: TtsErrorCode): void {
    this.#end(id, { status: 'failed', errorCode });
  }

  /** So much of a reply has been heard, or more before: what was heard stays heard. */
  hear(id: string, chars: number): void {
    this.#change(id, (reply) =>
      reply.heardChars === undefined || reply.heardChars >= chars
        ? reply
        : { ...reply, heardChars: Math.min(chars, reply.text.length) },
    );
  }

  /** All of it is known, because it was heard to its end or there is only reading it. */
  hearAll(id: string): void {
    this.#change(id, (reply) => ({ ...reply, heardChars: undefined }));
  }

  clear(): void {
    this.#messages = [];
  }

  #end(id: string, change: Pick<Reply, 'status' | 'errorCode'>): void {
    this.#change(id, (reply) => (reply.status === 'writing' ? { ...reply, ...change } : reply));
  }

  #change(id: string, change: (reply: Reply) => Reply): void {
    const before = this.reply(id);
    if (!before) return;
    const after = change(before);
    if (after !== before) {
      this.#messages = this.#messages.map((message) => (message === before ? after : message));
    }
  }

  /** Not taken again after `clear`: what is still on its way must not find another message. */
  #nextId(): string {
    return `message-${++this.#lastNumber}`;
  }
}

function numberOf(id: string): number {
  const number = Number(/^message-(\d{1,15})$/.exec(id)?.[1] ?? 0);
  return Number.isSafeInteger(number) ? number : 0;
}
