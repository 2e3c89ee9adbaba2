import type { ChatMessage } from '../llm/language-model.ts';
import { unheardFrom, type Message, type Reply } from './message.ts';

/** Says to the model that its text went on, or would have, where the user knows nothing of it. */
const BROKEN_OFF = '…';

/** What the model is asked to do when it shall write a reply further. */
const GO_ON: Readonly<Record<'en' | 'pt', string>> = {
  en: 'Go on exactly where you stopped, without repeating anything.',
  pt: 'Continue exatamente de onde você parou, sem repetir nada.',
};

/**
 * What a language model is told of a conversation: of its own replies only what the user knows, so
 * that it does not build on what was never heard.
 */
export function modelContext(messages: readonly Message[], systemPrompt?: string): ChatMessage[] {
  const system = systemPrompt?.trim();
  return [
    ...(system ? [{ role: 'system', content: system } as const] : []),
    ...messages.map((message) =>
      message.role === 'user'
        ? { role: message.role, content: message.text }
        : { role: message.role, content: knownText(message) },
    ),
  ];
}

/**
 * The same for a reply that shall be written further, the last of `messages`: all of it is told,
 * since the rest of it will have been heard before what is asked for.
 */
export function goOnContext(messages: readonly Message[], systemPrompt?: string): ChatMessage[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant' || last.text.trim() === '') {
    return modelContext(messages.slice(0, -1), systemPrompt);
  }
  return [
    ...modelContext(messages.slice(0, -1), systemPrompt),
    { role: 'assistant', content: last.text.trimEnd() },
    { role: 'user', content: GO_ON[last.language.startsWith('pt') ? 'pt' : 'en'] },
  ];
}

/** Whether the model is asked to write its last reply further. */
export function isGoOn(messages: readonly ChatMessage[]): boolean {
  const { role, content = '' } = messages.at(-1) ?? {};
  return role === 'user' && Object.values(GO_ON).includes(content);
}

/** Of a reply, what was heard or read; never empty, since many models want turns to alternate. */
function knownText(reply: Reply): string {
  const unheard = unheardFrom(reply);
  const known = reply.text.slice(0, unheard).trimEnd();
  const isWhole = unheard === undefined && reply.status === 'complete';
  return isWhole ? known : `${known}${BROKEN_OFF}`;
}
