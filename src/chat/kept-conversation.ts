import { isTtsErrorCode } from '../errors.ts';
import type { Message, ReplyStatus } from './message.ts';

/** Under what a conversation is kept in `localStorage`. */
export const CONVERSATION_KEY = 'xtts-web.conversation';

/** Of a longer conversation the last messages are kept. */
export const MAX_KEPT_MESSAGES = 200;
/** `localStorage` holds some five million characters, for all pages of a site. */
export const MAX_KEPT_CHARS = 1_000_000;
/** Beyond that nothing of ours was written. */
const MAX_JSON_CHARS = 8 * MAX_KEPT_CHARS;
const MAX_NAME_CHARS = 300;

const STATUSES: readonly ReplyStatus[] = ['writing', 'complete', 'stopped', 'failed'];

/** The last messages as a text, or `null` where there are none. */
export function writeConversation(messages: readonly Message[]): string | null {
  const kept = lastMessages(messages);
  return kept.length === 0 ? null : JSON.stringify(kept);
}

/**
 * The messages of a kept text. Anything can have been written there: what is no message is left
 * out. A reply that was being written when the page went away has been broken off by that.
 */
export function readConversation(text: string | null): readonly Message[] {
  if (text === null || text.length > MAX_JSON_CHARS) return [];
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(json)) return [];
  const byId = new Map<string, Message>();
  for (const value of json.slice(-MAX_KEPT_MESSAGES) as unknown[]) {
    const message = asMessage(value);
    if (message) byId.set(message.id, message);
  }
  return lastMessages([...byId.values()]);
}

function lastMessages(messages: readonly Message[]): readonly Message[] {
  let room = MAX_KEPT_CHARS;
  const last = messages.slice(-MAX_KEPT_MESSAGES);
  const first = last.findLastIndex(({ text }) => (room -= text.length) < 0);
  return last.slice(first + 1);
}

function asMessage(value: unknown): Message | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { role, id, text, language, modelName, status, errorCode, heardChars } = value as Record<
    string,
    unknown
  >;
  if (!isName(id) || !/^message-\d{1,15}$/.test(id) || typeof text !== 'string') return undefined;
  if (role === 'user') return { role, id, text };
  if (role !== 'assistant' || !isName(language) || !isName(modelName)) return undefined;
  if (!STATUSES.includes(status as ReplyStatus)) return undefined;
  return {
    role,
    id,
    text,
    language,
    modelName,
    status: status === 'writing' ? 'stopped' : (status as ReplyStatus),
    errorCode: isTtsErrorCode(errorCode) ? errorCode : undefined,
    heardChars: isPlaceIn(text, heardChars) ? heardChars : undefined,
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_CHARS;
}

function isPlaceIn(text: string, value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= text.length;
}
