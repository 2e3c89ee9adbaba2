import type { Element, ElementContent } from 'hast';
import { describe, expect, it } from 'vitest';
import { MESSAGE_BODY_MESSAGES } from '../message-body-messages.ts';
import { HOSTILE_MARKDOWN } from './hostile-markdown-fixture.ts';
import { parseMessage } from './parse-message.ts';
import { alignText } from './text-places.ts';

const MESSAGES = MESSAGE_BODY_MESSAGES.en;

function elements(children: readonly ElementContent[]): Element[] {
  return children.flatMap((child) =>
    child.type === 'element' ? [child, ...elements(child.children)] : [],
  );
}

function parse(markdown: string): Element[] {
  return elements(parseMessage(markdown, MESSAGES).blocks);
}

function find(markdown: string, tagName: string): Element {
  return parse(markdown).find((element) => element.tagName === tagName)!;
}

function textOf({ children }: Element): string {
  return children
    .map((child) =>
      child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : '',
    )
    .join('');
}

const ELEMENTS = new Set(
  (
    'a blockquote br button code del div em h3 h4 h5 h6 hr input li ol p pre section span strong ' +
    'sup table tbody td th thead tr ul'
  ).split(' '),
);
const PROPERTIES = new Set(
  (
    'ariaLabel checked className dataAlign dataCopy dataName dataTo dir disabled href rel role ' +
    'scope start tabIndex target title type'
  ).split(' '),
);

describe('parseMessage', () => {
  it.each(HOSTILE_MARKDOWN)('makes nothing live of %j', (markdown) => {
    for (const { tagName, properties } of parse(markdown)) {
      expect(ELEMENTS).toContain(tagName);
      for (const name of Object.keys(properties)) expect(PROPERTIES).toContain(name);
      const { href } = properties;
      if (href === undefined) continue;
      expect(String(href)).toMatch(/^(?:https?:\/\/|mailto:)/u);
      expect(properties['target']).toBe('_blank');
      expect(properties['rel']).toEqual(['noopener', 'noreferrer', 'nofollow']);
    }
  });

  it('shows HTML as text', () => {
    expect(textOf(find('<img src=x onerror=alert(1)>', 'p'))).toBe('<img src=x onerror=alert(1)>');
    expect(textOf(find('a <b onclick=x>bold</b>', 'p'))).toBe('a bold');
    expect(parse('<!-- nothing -->')).toEqual([]);
  });

  it.each([
    ['# One', 'h3'],
    ['## Two', 'h4'],
    ['###### Six', 'h6'],
    ['One\n===', 'h3'],
  ])('places the heading %j below those of the page', (markdown, tagName) => {
    expect(find(markdown, tagName).properties).toEqual({ dir: 'auto' });
  });

  it('links an image instead of fetching it', () => {
    const link = find('![A map](https://a.example/map.png)', 'a');
    expect(textOf(link)).toBe('A map');
    expect(link.properties['href']).toBe('https://a.example/map.png');
    expect(textOf(find('![](https://a.example/map.png)', 'a'))).toBe('Image');
  });

  it('labels code, tables and boxes', () => {
    const pre = find('```py\nx = 1\n```', 'pre');
    expect(pre.properties).toMatchObject({ ariaLabel: 'Code: py', tabIndex: 0, dir: 'ltr' });
    expect(parse('| a |\n|--:|\n| 1 |').find(({ tagName }) => tagName === 'div')).toMatchObject({
      properties: { role: 'group', ariaLabel: 'Table', tabIndex: 0 },
    });
    expect(find('| a |\n|--:|\n| 1 |', 'td').properties['dataAlign']).toBe('right');
    expect(find('- [x] a', 'input').properties).toMatchObject({
      ariaLabel: 'Done',
      checked: true,
      disabled: true,
    });
  });

  it('leads to a note and back without an id', () => {
    const all = parse('Text[^a].\n\n[^a]: The note.');
    const buttons = all.filter(({ tagName }) => tagName === 'button');
    expect(buttons.map(({ properties }) => properties['ariaLabel'])).toEqual([
      'Note 1',
      'Back to the text',
    ]);
    const names = all.map(({ properties }) => properties['dataName']).filter(Boolean);
    for (const { properties } of buttons) expect(names).toContain(properties['dataTo']);
    expect(all.some(({ properties }) => 'id' in properties)).toBe(false);
  });

  it('shows what nests too deeply as it was written', () => {
    const markdown = `${'> '.repeat(500)}deep`;
    expect(textOf(find(markdown, 'p'))).toBe(markdown);
  });
});

/** The source of each text of a piece of Markdown, unit by unit. */
function places(markdown: string): [string, string][] {
  const all: [string, string][] = [];
  const { blocks } = parseMessage(markdown, MESSAGES);
  const visit = (children: readonly ElementContent[], isCode: boolean): void => {
    for (const child of children) {
      if (child.type === 'element') visit(child.children, child.tagName === 'code');
      if (child.type !== 'text' || !child.position) continue;
      const start = child.position.start.offset!;
      const source = markdown.slice(start, child.position.end.offset);
      const { places: units, end } = alignText(child.value, source, start, isCode);
      for (const [i, character] of [...child.value].entries()) {
        const from = units?.[i] ?? start + i;
        const to = units ? (units[i + 1] ?? end) : from + 1;
        all.push([character, markdown.slice(from, to)]);
      }
    }
  };
  visit(blocks, false);
  return all;
}

describe('alignText', () => {
  it.each([
    ['a *b* c', 'a b c'],
    ['\\*a\\* \\\\ b', '*a* \\ b'],
    ['a &amp; b &copy; c', 'a & b © c'],
    ['&amp;amp; &#38; &#x41;', '&amp; & A'],
    ['AT&T &unknown; &', 'AT&T &unknown; &'],
    ['one  `a  b` two', 'one  a  b two'],
    ['`` ` ``', '`'],
    ['> one\n> two', 'one\ntwo'],
    ['- one\n  two', 'one\ntwo'],
    ['one\n   two', 'one\ntwo'],
    ['[a\\]b](https://x.example)', 'a]b'],
    ['![a map](https://x.example)', 'a map'],
    ['<https://a.example/>', 'https://a.example/'],
    ['`a\\*b`', 'a\\*b'],
    ['| a | b \\| c |\n|---|---|', 'ab | c'],
  ])('finds the places of %j', (markdown, text) => {
    const found = places(markdown);
    expect(found.map(([character]) => character).join('')).toBe(text);
    for (const [character, source] of found) {
      if (/\s/u.test(character)) continue;
      // It, or what stands for it; what was left out belongs to the unit before.
      expect(source).toMatch(/^(?:\\.|&#?\w+;|[^\\]|\\)/u);
      const first = /^(?:\\[!-/:-@[-`{-~]|&#?\w+;)/u.exec(source)?.[0];
      if (first === undefined) expect(source[0]).toBe(character);
    }
  });

  it('is the text itself where nothing differs', () => {
    expect(alignText('abc', 'abc', 5)).toEqual({ start: 5, end: 8 });
  });

  it('gives every unit a place, in order, whatever the texts', () => {
    const { places: units } = alignText('xyz', 'no match', 3);
    expect([...units!]).toEqual([...units!].toSorted((a, b) => a - b));
    expect(units).toHaveLength(3);
  });
});
