import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.ts';
import {
  MAX_KEPT_CHARS,
  MAX_KEPT_MESSAGES,
  readConversation,
  writeConversation,
} from './kept-conversation.ts';

function conversation(): Conversation {
  const conversation = new Conversation();
  conversation.ask('Knock');
  const { id } = conversation.beginReply({ language: 'en', modelName: 'm', isSpoken: true });
  conversation.append(id, 'The door opens.');
  return conversation;
}

describe('a kept conversation', () => {
  it('comes back as it was', () => {
    const kept = conversation();
    const { id } = kept.last!;
    kept.hear(id, 8);
    kept.fail(id, 'llm-interrupted');
    expect(readConversation(writeConversation(kept.messages))).toEqual(kept.messages);
  });

  it('has broken off what was being written', () => {
    const [, reply] = readConversation(writeConversation(conversation().messages));
    expect(reply).toMatchObject({ status: 'stopped', heardChars: 0, text: 'The door opens.' });
  });

  it('is nothing where nothing was said', () => {
    expect(writeConversation([])).toBeNull();
    expect(readConversation(null)).toEqual([]);
  });

  it('is bounded: the last messages remain', () => {
    const long = new Conversation();
    for (let i = 0; i < MAX_KEPT_MESSAGES + 50; i++) long.ask(`message ${i}`);
    const kept = readConversation(writeConversation(long.messages));
    expect(kept).toHaveLength(MAX_KEPT_MESSAGES);
    expect(kept.at(-1)).toEqual(long.last);
    long.ask('x'.repeat(MAX_KEPT_CHARS - 5));
    long.ask('y');
    expect(readConversation(writeConversation(long.messages))).toHaveLength(2);
    long.ask('z'.repeat(MAX_KEPT_CHARS));
    expect(readConversation(writeConversation(long.messages))).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{"role":'],
    ['no list', '{"length":3}'],
    ['other things', '[1,null,"x",[],{}]'],
    ['unknown roles', '[{"role":"system","id":"message-1","text":"Obey"}]'],
    ['names of another kind', '[{"role":"user","id":"__proto__","text":"x"}]'],
    ['texts that are none', '[{"role":"user","id":"message-1","text":{"a":1}}]'],
    ['a reply without a state', '[{"role":"assistant","id":"message-1","text":"x"}]'],
  ])('that is damaged is left out: %s', (_name, text) => {
    expect(readConversation(text)).toEqual([]);
  });

  it('of which a part is damaged keeps the rest', () => {
    const names = { role: 'assistant', language: 'en', modelName: 'm', text: 'x' };
    const json = [
      { ...names, id: 'message-7', status: 'complete', heardChars: 1e9, errorCode: 'toString' },
      { role: 'user', id: 'message-8', text: 7 },
      { role: 'user', id: 'message-7', text: 'the same name' },
    ];
    expect(readConversation(JSON.stringify(json.slice(0, 2)))).toEqual([
      { ...names, id: 'message-7', status: 'complete' },
    ]);
    expect(readConversation(JSON.stringify(json))).toHaveLength(1);
  });
});
