import { unheardFrom, type Message } from './message.ts';

/** The names that the two sides have in a file. */
export interface SpeakerNames {
  readonly you: string;
  readonly narrator: string;
  /** Before the part of a reply that was not heard. */
  readonly unheard: string;
}

/** A conversation for programs. */
export function conversationJson(messages: readonly Message[], savedAt: Date): string {
  const file = { format: 'xtts-web conversation', version: 1, savedAt: savedAt.toISOString() };
  return `${JSON.stringify({ ...file, messages }, null, 2)}\n`;
}

/** A conversation for people, in Markdown. */
export function conversationMarkdown(messages: readonly Message[], names: SpeakerNames): string {
  const parts = messages.map((message) => {
    const name = message.role === 'user' ? names.you : names.narrator;
    return `**${name}**\n\n${message.role === 'user' ? message.text : replyText(message, names)}`;
  });
  return `${parts.join('\n\n---\n\n')}\n`;
}

function replyText(reply: Extract<Message, { role: 'assistant' }>, names: SpeakerNames): string {
  const unheard = unheardFrom(reply);
  if (unheard === undefined) return reply.text.trim();
  const [heard, rest] = [reply.text.slice(0, unheard), reply.text.slice(unheard)];
  return [heard.trim(), `_[${names.unheard}]_`, rest.trim()].filter(Boolean).join('\n\n');
}
