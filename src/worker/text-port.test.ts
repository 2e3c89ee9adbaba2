import { expect, it } from 'vitest';
import type { TextMessage } from './engine-api.ts';
import { TextReceiver } from './text-port.ts';

it('passes text on in pieces of at most a chunk, with no character cut', async () => {
  const { port1, port2 } = new MessageChannel();
  const texts = ['Olá!', `${'a'.repeat(63)}🐉${'b'.repeat(200)}`, '', '🐉'.repeat(100)];
  for (const text of texts) port1.postMessage({ type: 'delta', text } satisfies TextMessage);
  port1.postMessage({ type: 'end' } satisfies TextMessage);

  const receiver = new TextReceiver(port2, new AbortController().signal);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(receiver.pendingChars).toBe(texts.join('').length);
  const pieces: string[] = [];
  for await (const piece of receiver.deltas()) pieces.push(piece);
  expect(receiver.pendingChars).toBe(0);
  expect(pieces.join('')).toBe(texts.join(''));
  expect(pieces[0]).toBe('Olá!');
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(65);
  expect(pieces.every((piece) => piece.isWellFormed())).toBe(true);
});
