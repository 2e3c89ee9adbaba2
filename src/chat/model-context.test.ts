import { describe, expect, it } from 'vitest';
import type { Message, Reply } from './message.ts';
import { goOnContext, modelContext } from './model-context.ts';

const QUESTION: Message = { role: 'user', id: 'message-1', text: 'Hello' };

function reply(change: Partial<Reply>): Reply {
  const text = 'The door opens. A fox looks out.';
  const names = { role: 'assistant', id: 'message-2', language: 'en', modelName: 'm' } as const;
  return { ...names, text, status: 'complete', ...change };
}

describe('modelContext', () => {
  it.each([
    ['all of a reply that was heard or read', {}, 'The door opens. A fox looks out.'],
    ['what was heard of one that was interrupted', { heardChars: 15 }, 'The door opens.…'],
    ['no white space before the mark', { heardChars: 16 }, 'The door opens.…'],
    ['nothing but the mark where nothing was heard', { heardChars: 0 }, '…'],
    ['what was read of one that was stopped', { status: 'stopped', text: 'The do' }, 'The do…'],
    ['what came of one that failed', { status: 'failed', text: '' }, '…'],
    ['all, if only white space was not heard', { text: 'Yes.\n\n', heardChars: 4 }, 'Yes.'],
  ] as const)('holds %s', (_name, change, content) => {
    expect(modelContext([QUESTION, reply(change)])).toEqual([
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content },
    ]);
  });

  it('begins with the system prompt, if there is one', () => {
    expect(modelContext([QUESTION], ' Narrate. ')[0]).toEqual({
      role: 'system',
      content: 'Narrate.',
    });
    expect(modelContext([QUESTION], ' ')).toHaveLength(1);
  });
});

describe('goOnContext', () => {
  it('tells all of the reply, and asks for more in its language', () => {
    const messages = [QUESTION, reply({ status: 'writing', heardChars: 3, language: 'pt' })];
    expect(goOnContext(messages, 'Narrate.')).toEqual([
      { role: 'system', content: 'Narrate.' },
      { role: 'user', content: 'Hello' },
      { role: 'assistant', content: 'The door opens. A fox looks out.' },
      { role: 'user', content: expect.stringContaining('Continue') as string },
    ]);
  });

  it('asks the question again where nothing was written', () => {
    expect(goOnContext([QUESTION, reply({ text: '' })])).toEqual([
      { role: 'user', content: 'Hello' },
    ]);
  });
});
