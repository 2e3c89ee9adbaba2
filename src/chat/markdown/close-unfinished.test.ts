import { describe, expect, it } from 'vitest';
import { closeUnfinished } from './close-unfinished.ts';
import { splitChannels } from './split-channels.ts';

describe('closeUnfinished', () => {
  it.each([
    ['plain text', 'plain text'],
    ['a **bold', 'a **bold**'],
    ['a **bold*', 'a **bold**'],
    ['a **', 'a '],
    ['a *it **both', 'a *it **both***'],
    ['a ***both', 'a ***both***'],
    ['a ~~gone', 'a ~~gone~~'],
    ['2 * 3', '2 * 3'],
    ['snake_case', 'snake_case'],
    ['a `code', 'a `code`'],
    ['a `*code', 'a `*code`'],
    ['see [the page', 'see [the page]()'],
    ['see [the page](https://a.exa', 'see [the page]()'],
    ['see [the **page', 'see [the **page**]()'],
    ['see [', 'see '],
    ['text\n-', 'text\n'],
    ['text\n---', 'text\n'],
    ['text\n##', 'text\n'],
    ['text\n``', 'text\n'],
    ['text <thi', 'text '],
    ['text &am', 'text '],
    ['text \\', 'text '],
    ['```py\nx = **1', '```py\nx = **1'],
    ['```\nx\n``', '```\nx\n'],
    ['| a | b', '| a | b|\n|---|---|'],
    ['| a | b |\n|--', '| a | b |\n|---|---|'],
    ['done **a**\n\nnext **b', 'done **a**\n\nnext **b**'],
  ])('%j is shown as %j', (markdown, closed) => {
    expect(closeUnfinished(markdown)).toBe(closed);
  });
});

describe('splitChannels', () => {
  it.each([
    ['<think>a</think>b', ['a'], 'b'],
    ['b <thinking>a\n\nc</thinking> d', ['a\n\nc'], 'b d'],
    ['<think>a', ['a'], ''],
    ['[THINK]a[/THINK]b', ['a'], 'b'],
    ['◁think▷a◁/think▷b', ['a'], 'b'],
    ['</think>b', [], 'b'],
    ['a<|im_end|>', [], 'a'],
    ['<tool_call>{"a": 1}</tool_call>b', ['{"a": 1}'], 'b'],
    ['{"name": "x", "arguments": {}}\nb', ['{"name": "x", "arguments": {}}'], 'b'],
    ['```tool_code\nx()\n```\nb', ['x()'], 'b'],
    ['```html\n<think>a</think>\n```', [], '```html <think>a</think> ```'],
    ['the `<think>` tag', [], 'the `<think>` tag'],
    ['a < b and [c]', [], 'a < b and [c]'],
    ['List<string>', [], 'List<string>'],
  ])('tells in %j what is for the reader', (source, hidden, visible) => {
    const split = splitChannels(source);
    expect(split.hidden.map(({ text }) => text.trim())).toEqual(hidden);
    expect(split.visible.split(/\s+/u).filter(Boolean).join(' ')).toBe(visible);
    expect(split.visible).toHaveLength(source.length);
  });
});
