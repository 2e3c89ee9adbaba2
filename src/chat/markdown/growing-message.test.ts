import fc from 'fast-check';
import type { ElementContent } from 'hast';
import { describe, expect, it } from 'vitest';
import { MESSAGE_BODY_MESSAGES } from '../message-body-messages.ts';
import { GrowingMessage, type MessageContent } from './growing-message.ts';
import { parseMessage } from './parse-message.ts';

const MESSAGES = MESSAGE_BODY_MESSAGES.en;

/** What a message shows, as HTML without places. */
function shown({ blocks }: MessageContent): string[] {
  return blocks.map(({ element }) => markup(element));
}

function markup(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return `!${node.type}`;
  const { tagName, properties, children } = node;
  return `<${tagName} ${JSON.stringify(properties)}>${children.map(markup).join('')}</>`;
}

function atOnce(source: string): string[] {
  return shown(new GrowingMessage(MESSAGES).update(source, false));
}

/** Pieces that Markdown's blocks and lines are made of. */
const PIECE = fc.constantFrom(
  ...[
    'word ',
    'a',
    '\n',
    '\n\n',
    '  ',
    '    ',
    '\t',
    '\r\n',
    '# ',
    '## a',
    '> ',
    '- ',
    '* ',
    '1. ',
  ],
  ...['```', '~~~', '`', '``', '**', '*', '_', '~~', '[', ']', '](', '(', ')', '[a]: /b\n', '[a]'],
  ...['<div', '<div>\n', '</div>', '<!--', '-->', '<b>', '&amp;', '&', '\\', '|', '| a | b |\n'],
  ...['|---|---|\n', '---', '===', '\n- [x] ', '[^1]', '[^1]: note\n', 'https://a.example/b', '!['],
  ...['<think>', '</think>', '<|im_end|>', '{"name": ', '}', '+', '\u{1f600}', '\ufeff'],
);

describe('GrowingMessage', () => {
  it('ends as if it had come at once, however it was cut', () => {
    fc.assert(
      fc.property(
        fc.array(PIECE, { maxLength: 25 }).map((pieces) => pieces.join('')),
        fc.array(fc.integer({ min: 0, max: 120 }), { maxLength: 12 }),
        (source, cuts) => {
          const growing = new GrowingMessage(MESSAGES);
          for (const cut of cuts.toSorted((a, b) => a - b)) {
            growing.update(source.slice(0, cut), true);
          }
          expect(shown(growing.update(source, false))).toEqual(atOnce(source));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps the blocks that are finished', () => {
    const growing = new GrowingMessage(MESSAGES);
    const before = growing.update('# One\n\nTwo\n\nThr', true);
    const behind = growing.update('# One\n\nTwo\n\nThree\n\nFour', true);
    expect(behind.blocks[0]).toBe(before.blocks[0]);
    expect(behind.blocks[1]).toBe(before.blocks[1]);
    expect(behind.blocks[2]).not.toBe(before.blocks[2]);
    expect(behind.blocks).toHaveLength(4);
  });

  it('parses only what is not finished', () => {
    const growing = new GrowingMessage(MESSAGES);
    const paragraph = `${'A sentence with *some* marks. '.repeat(10)}\n\n`;
    const long = paragraph.repeat(60);
    growing.update(long, true);
    const content = growing.update(`${long}tail`, true);
    expect(content.blocks.at(-1)!.base).toBeGreaterThan(long.length - 2 * paragraph.length);
  });

  it('links what is defined only at the end', () => {
    const growing = new GrowingMessage(MESSAGES);
    const source = 'See [this][a].\n\nMore.\n\nMore.\n\n[a]: https://a.example/\n';
    for (let cut = 0; cut < source.length; cut += 5) growing.update(source.slice(0, cut), true);
    const [first] = shown(growing.update(source, true));
    expect(first).toContain('"href":"https://a.example/"');
  });

  it('starts again with another message', () => {
    const growing = new GrowingMessage(MESSAGES);
    growing.update('One\n\nTwo\n\nThree', true);
    expect(shown(growing.update('Other', false))).toEqual(atOnce('Other'));
  });

  it('shows reasoning apart', () => {
    const growing = new GrowingMessage(MESSAGES);
    const open = growing.update('<think>Let me see', true);
    expect(open.hidden).toEqual([{ kind: 'thought', text: 'Let me see', isOpen: true }]);
    expect(open.blocks).toEqual([]);
    const done = growing.update('<think>Let me see</think>\n\n# Yes', false);
    expect(done.hidden).toEqual([{ kind: 'thought', text: 'Let me see', isOpen: false }]);
    expect(shown(done)).toEqual(atOnce('# Yes'));
  });

  it.each([
    ['quotes', '>'],
    ['quotes with blanks', '> '],
    ['lists', '- '],
    ['numbers', '1. '],
    ['emphasis', '*a **b '],
    ['closings', '*a**'],
    ['brackets', '['],
    ['links', '[a]('],
    ['images', '!['],
    ['code', '`a``'],
    ['tags', '<a '],
    ['tables', '| a | b |\n|---|---|\n'],
    ['ampersands', '&'],
    ['headings', '# a\n'],
    ['items', '- a\n'],
  ])('takes a bomb of %s', (_name, piece) => {
    const source = piece.repeat(100_000 / piece.length);
    const startedMs = performance.now();
    const { blocks } = parseMessage(source, MESSAGES);
    expect(blocks.length).toBeGreaterThan(0);
    // The square of it would be minutes; the machine may be slow.
    expect(performance.now() - startedMs).toBeLessThan(10_000);
  });
});
