import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.ts';
import { conversationJson, conversationMarkdown } from './export-conversation.ts';

const NAMES = { you: 'You', narrator: 'Narrator', unheard: 'not heard' };

function conversation(): Conversation {
  const conversation = new Conversation();
  conversation.ask('Knock');
  const { id } = conversation.beginReply({ language: 'en', modelName: 'm', isSpoken: true });
  conversation.append(id, 'The door opens. A *fox* looks out.');
  conversation.hear(id, 15);
  conversation.stop(id);
  return conversation;
}

describe('conversationMarkdown', () => {
  it('tells who said what, and what was not heard of it', () => {
    expect(conversationMarkdown(conversation().messages, NAMES)).toBe(
      '**You**\n\nKnock\n\n---\n\n**Narrator**\n\nThe door opens.\n\n_[not heard]_\n\n' +
        'A *fox* looks out.\n',
    );
  });
});

describe('conversationJson', () => {
  it('holds the messages and when they were saved', () => {
    const { messages } = conversation();
    expect(JSON.parse(conversationJson(messages, new Date(0)))).toEqual({
      format: 'xtts-web conversation',
      version: 1,
      savedAt: '1970-01-01T00:00:00.000Z',
      messages,
    });
  });
});
