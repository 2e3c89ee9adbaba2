import { expect, it } from 'vitest';
import type { ChatMessage } from '../llm/language-model.ts';
import type { Reply } from './message.ts';
import { goOnContext } from './model-context.ts';
import { ResumingStoryteller } from './resuming-storyteller.ts';

const model = new ResumingStoryteller({ language: 'pt', tokensPerSecond: () => 1e6 });

async function told(messages: readonly ChatMessage[]): Promise<string> {
  let text = '';
  for await (const delta of model.reply(messages)) text += delta;
  return text;
}

function contextAfter(text: string): readonly ChatMessage[] {
  const names = { role: 'assistant', id: 'message-2', language: 'pt', modelName: 'm' } as const;
  const reply: Reply = { ...names, text, status: 'writing' };
  return goOnContext([{ role: 'user', id: 'message-1', text: 'Começar' }, reply]);
}

it('goes on where it was broken off', async () => {
  const whole = await told([{ role: 'user', content: 'Começar' }]);
  const part = whole.slice(0, whole.indexOf(' ', 60));
  expect(part + (await told(contextAfter(part)))).toBe(whole);
});

it('goes on with the story where the reply is not its own', async () => {
  expect(await told(contextAfter('Outra pessoa disse isto.'))).toMatch(/\p{L}/u);
});
