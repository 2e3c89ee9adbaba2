import { offerFile } from '../ui/offer-file.ts';
import {
  conversationJson,
  conversationMarkdown,
  type SpeakerNames,
} from './export-conversation.ts';
import type { Message } from './message.ts';

/** Offers a conversation as a file: for programs, or for people. */
export function saveConversation(
  messages: readonly Message[],
  format: 'json' | 'markdown',
  names: SpeakerNames,
): void {
  const [content, type, ending] =
    format === 'json'
      ? ([conversationJson(messages, new Date()), 'application/json', 'json'] as const)
      : ([conversationMarkdown(messages, names), 'text/markdown', 'md'] as const);
  offerFile(new Blob([content], { type }), `conversation.${ending}`);
}
