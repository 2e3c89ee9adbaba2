import { describe, expect, it } from 'vitest';
import { SlottedText, type TextTree } from './slotted-text.ts';

function text(data: string): TextTree {
  return { nodeType: 3, data, childNodes: [] };
}

function element(localName: string, ...children: (TextTree | string)[]): TextTree {
  const childNodes = children.map((child) => (typeof child === 'string' ? text(child) : child));
  return { nodeType: 1, localName, childNodes };
}

function read(...nodes: (TextTree | string)[]): SlottedText {
  return new SlottedText(element('div', ...nodes).childNodes);
}

describe('SlottedText', () => {
  it.each<[string, string, (TextTree | string)[]]>([
    ['white space as it is shown', 'Good night, all.', ['\n    Good\n\tnight, ', ' all.\n']],
    ['inline elements within a word', 'unbelievable', ['un', element('b', 'believ'), 'able']],
    ['a space at the edge of one', 'a b c', ['a', element('i', ' b '), 'c']],
    ['paragraphs', 'A.\n\nB.', [element('p', ' A. '), '\n  ', element('p', 'B.')]],
    ['a heading and its text', 'Title\n\nText', [element('h2', 'Title'), 'Text']],
    ['line breaks', 'one\ntwo', ['one ', element('br'), ' two']],
    ['what is not spoken', 'said', [element('script', 'x'), 'said', element('style', 'y')]],
    ['what is hidden', 'said', [{ ...element('p', 'x'), hidden: true }, 'said']],
    ['furigana', '漢字', [element('ruby', '漢字', element('rt', 'かんじ'))]],
    ['nothing', '', [' \n ', element('p', ' ')]],
  ])('reads %s', (_what, spoken, nodes) => {
    expect(read(...nodes).text).toBe(spoken);
  });

  it('finds words again, those across elements too', () => {
    const bold = text('believ');
    const rest = text('able.\n  Really');
    const nodes = [text('  Quite un'), { ...element('b'), childNodes: [bold] }, rest];
    const slotted = new SlottedText(nodes);
    expect(slotted.text).toBe('Quite unbelievable. Really');
    expect(slotted.placesOf(6, 12)).toEqual([
      { node: nodes[0], offset: 8 },
      { node: rest, offset: 4 },
    ]);
    expect(slotted.placesOf(20, 6)).toEqual([
      { node: rest, offset: 8 },
      { node: rest, offset: 14 },
    ]);
    expect(slotted.placesOf(8, 3)?.[1]).toEqual({ node: bold, offset: 3 });
    expect(slotted.placesOf(5, 1)).toBeUndefined();
    expect(slotted.placesOf(99, 4)).toBeUndefined();
  });
});
