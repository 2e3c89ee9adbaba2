import { beforeEach, describe, expect, it } from 'vitest';
import { Conversation, type NewReply } from './conversation.ts';
import { canGoOn, unheardFrom } from './message.ts';

const SPOKEN: NewReply = { language: 'en', modelName: 'm', isSpoken: true };
let conversation: Conversation;

beforeEach(() => {
  conversation = new Conversation();
  conversation.ask('Hello');
});

function reply(text: string, isSpoken = true): string {
  const { id } = conversation.beginReply({ ...SPOKEN, isSpoken });
  conversation.append(id, text);
  return id;
}

describe('Conversation', () => {
  it('replaces what changes, and nothing else', () => {
    const id = reply('One');
    const before = conversation.messages;
    conversation.append(id, ' two');
    expect(conversation.messages).not.toBe(before);
    expect(conversation.messages[0]).toBe(before[0]);
    expect(conversation.reply(id)?.text).toBe('One two');
    const after = conversation.messages;
    conversation.hear(id, 0);
    expect(conversation.messages).toBe(after);
  });

  it('gives no name twice, not even after a restart or when all is forgotten', () => {
    const id = reply('x');
    expect(new Conversation(conversation.messages).ask('y').id).not.toBe(id);
    conversation.clear();
    expect(conversation.ask('y').id).not.toBe('message-1');
    conversation.append(id, 'late');
    expect(conversation.messages).toHaveLength(1);
  });

  it('keeps what was heard, also when it is heard again', () => {
    const id = reply('One two three');
    conversation.hear(id, 7);
    conversation.hear(id, 3);
    expect(conversation.reply(id)?.heardChars).toBe(7);
    conversation.hear(id, 99);
    expect(conversation.reply(id)?.heardChars).toBe(13);
  });

  it('counts a reply that is not spoken as read', () => {
    const id = reply('One two', false);
    conversation.hear(id, 3);
    conversation.complete(id);
    expect(unheardFrom(conversation.reply(id)!)).toBeUndefined();
  });

  it('ends a reply once', () => {
    const id = reply('x');
    conversation.fail(id, 'llm-busy');
    conversation.complete(id);
    expect(conversation.reply(id)).toMatchObject({ status: 'failed', errorCode: 'llm-busy' });
  });

  it.each([
    ['One tw', 'One '],
    ['One two. ', 'One two. '],
    ['One two.', 'One two.'],
    ['One', 'One'],
    ['他走进了森', '他走进了森'],
  ])('that is written further begins with a whole word: %j', (text, expected) => {
    const id = reply(text);
    conversation.stop(id);
    conversation.goOnWriting(id, SPOKEN);
    expect(conversation.reply(id)).toMatchObject({ text: expected, status: 'writing' });
  });

  it('does not take back what was heard', () => {
    const id = reply('One two');
    conversation.hear(id, 7);
    conversation.stop(id);
    conversation.goOnWriting(id, SPOKEN);
    expect(conversation.reply(id)).toMatchObject({ text: 'One two', heardChars: 7 });
  });
});

describe('canGoOn', () => {
  it.each([
    ['what the user stopped', 'stopped', 13, true],
    ['what failed', 'failed', 13, true],
    ['what was not heard', 'complete', 7, true],
    ['what was heard to its end', 'complete', 13, false],
    ['what was read', 'complete', undefined, false],
    ['what is being written', 'writing', undefined, false],
  ] as const)('%s', (_name, status, heardChars, expected) => {
    const id = reply('One two three\n');
    expect(canGoOn({ ...conversation.reply(id)!, status, heardChars })).toBe(expected);
  });
});
