import { describe, expect, it } from 'vitest';
import { TextCleaner, type CodeHandling } from './clean.ts';

function clean(text: string, language = 'en', code?: CodeHandling): string {
  const cleaner = new TextCleaner({ language, code });
  const pieces = [...cleaner.push(text), ...cleaner.end()];
  return pieces.map((piece) => piece.text).join('');
}

/** As `clean`, but by spaces as they are heard. */
const spoken = (text: string, language?: string, code?: CodeHandling): string =>
  clean(text, language, code)
    .replace(/[^\S\n]+/gu, ' ')
    .replace(/ (?=[.,。、\n])|(?<=\n) /gu, '')
    .trim();

type Case = readonly [source: string, spoken: string];

describe('what is not for the listener', () => {
  it.each<Case>([
    ['<think>Hm, **what** now?</think>\n\nHello.', 'Hello.'],
    ['<thinking>a</thinking>b<reasoning effort="high">c</reasoning>d', 'bd'],
    ['<THINK>a\n\nb</Think >Yes', 'Yes'],
    ['<think>never closed. Never.', ''],
    ['Stray</think> end', 'Stray end'],
    ['<think/>Said', 'Said'],
    ['[THINK]a[/THINK]Said', 'Said'],
    ['◁think▷a◁/think▷Said', 'Said'],
    ['<details type="reasoning" done="true"><summary>Thought</summary>a</details>Said', 'Said'],
    [
      '<|channel|>analysis<|message|>final? a<|end|><|start|>assistant<|channel|>final<|message|>Said',
      'Said',
    ],
    ['<|im_start|>assistant\nSaid<|im_end|>', 'Said'],
    ['<tool_call>\n{"name": "roll", "arguments": {}}\n</tool_call>\nYou rolled', 'You rolled'],
    ['<function=roll><parameter=dice>2d6</parameter></function>Said', 'Said'],
    ['<minimax:tool_call><invoke name="x">a</invoke></minimax:tool_call>Said', 'Said'],
    ['<｜tool▁calls▁begin｜>x<｜tool▁calls▁end｜>Said', 'Said'],
    ['{"name": "roll", "arguments": {"why": "a } \\" b"}}\nSaid', 'Said'],
    ['[{\n  "name": "roll",\n  "arguments": {}\n}]\nSaid', 'Said'],
    ['[TOOL_CALLS][{"name": "roll"}]\nSaid', 'Said'],
    ['{"name": "broken\n\nSaid', 'Said'],
    ['```tool_call\n{"name": "roll"}\n```\nSaid', 'Said'],
  ])('%j', (source, expected) => {
    expect(spoken(source)).toBe(expected);
  });
});

describe('blocks', () => {
  it.each<Case>([
    ['# Title\nText', 'Title.\nText'],
    ['## Title? ##\nText', 'Title?\nText'],
    ['##Título\nTexto', 'Título.\nTexto'],
    ['#hashtag #1', '#hashtag #1'],
    ['Title\n=====\nText', 'Title.\nText'],
    ['- one\n* two,\n+ three!\n• four\n\nEnd', 'one.\ntwo,\nthree!\nfour.\nEnd'],
    ['1. one\n2) two\n  - three\n', '1. one.\n2. two.\nthree.'],
    ['- [ ] open\n- [x] done\n', 'open.\ndone.'],
    ['- "Quoted."\n- end', '"Quoted."\nend'],
    ['One\ntwo\n\nthree', 'One\ntwo.\nthree'],
    ['— Olá — disse ele.\n- Oi!', '— Olá — disse ele.\nOi!'],
    ['> one\n> two\n>> three\n\nfour', 'one\ntwo\nthree.\nfour'],
    ['a\n\n---\n\nb\n***\nc\n_ _ _\nd', 'a.\nb.\nc.\nd'],
    ['| Name | Age |\n|------|:---:|\n| Ana | 5 |\n| | 7 |\n\nEnd', 'Name, Age.\nAna, 5.\n7.\nEnd'],
    ['a | b\n--- | ---\nc | -5', 'a, b.\nc, -5'],
    ['-5 degrees, +3', '-5 degrees, +3'],
    ['2024 was a year', '2024 was a year'],
    ['Text[^1] goes on.\n\n[^1]: A note.\n[2]: https://a.org\n', 'Text goes on.'],
    ['  Once\n\tmore', 'Once\nmore'],
    ['a\r\nb\r\n\r\nc', 'a\nb.\nc'],
  ])('%j', (source, expected) => {
    expect(spoken(source)).toBe(expected);
  });

  it.each<readonly [string, string, string]>([
    ['zh', '# 标题\n文字', '标题。\n文字'],
    ['ja', '| あ | い |\n', 'あ、 い。'],
    ['hi', '- एक\n- दो\n', 'एक।\nदो।'],
    ['de', '- Kapitel 10\n1) Eins\n', 'Kapitel 10,\n1, Eins.'],
  ])('%s %j', (language, source, expected) => {
    expect(spoken(source, language)).toBe(expected);
  });
});

describe('code', () => {
  const fenced = 'Look:\n```js\nlet a = "*x*";\n```\nDone.';
  const indented = 'Look:\n\n    let a\n    let b\n\nDone.';
  it.each<readonly [CodeHandling, string, string, string]>([
    ['skip', 'en', fenced, 'Look:\nDone.'],
    ['announce', 'en', fenced, 'Look:\nCode block.\nDone.'],
    ['announce', 'pt-BR', fenced, 'Look:\nBloco de código.\nDone.'],
    ['read', 'en', fenced, 'Look:\nlet a = "*x*";\nDone.'],
    ['skip', 'en', indented, 'Look:\nDone.'],
    ['announce', 'en', indented, 'Look:\nCode block.\nDone.'],
    ['read', 'en', indented, 'Look:\nlet a.\nlet b.\nDone.'],
    ['skip', 'en', '~~~~\n~~~\n~~~~\nDone', 'Done'],
    ['skip', 'en', '```py\nnever closed', ''],
    ['skip', 'en', 'So: ```py\na\n```\nDone', 'So:\nDone'],
    ['skip', 'en', '- item\n\n    more of it', 'item.\nmore of it'],
    ['skip', 'en', '```markdown\n# Title\n```py\na\n```\nText\n```\nEnd', 'Title.\nText.\nEnd'],
  ])('%s %s %j', (code, language, source, expected) => {
    expect(spoken(source, language, code)).toBe(expected);
  });
  it.each<Case>([
    ['Run `npm *i*` now', 'Run npm *i* now'],
    ['``a`b`` c', 'ab c'],
    ['`# a` and\n`- b`', '# a and\n- b'],
    ['```code``` c', 'code c'],
    ['an `unclosed one\nand **on**', 'an unclosed one\nand on'],
  ])('%j', (source, expected) => {
    expect(spoken(source)).toBe(expected);
  });
});

describe('within a line', () => {
  it.each<Case>([
    ['**bold**, *it*, ***both***, __b__, _i_, ~~s~~, ==h==', 'bold, it, both, b, i, s, h'],
    ['**Note:**text un*frigging*done', 'Note:text un*frigging*done'],
    ['**unclosed and *more', 'unclosed and more'],
    ['2 * 3, 2*3, 2**3, a*b', '2 * 3, 2*3, 2**3, a*b'],
    ['snake_case a_b __init__ ____', 'snake_case a_b init'],
    ['5\'10" :( "unclosed (and [this', '5\'10" :( "unclosed (and [this'],
    ['~5 a == b', '~5 a == b'],
    ['a [link](https://a.org/b_c "title") b', 'a link b'],
    ['a [link][ref] b [link **two**](<a b>) c', 'a link b link two c'],
    [
      '[a text that is longer than what is held back](http://a.org) b',
      'a text that is longer than what is held back b',
    ],
    ['[a](http://a.org/an/address/longer/than/what/is/held/back?b=c) d', 'a d'],
    ['[a](see below) b', 'a(see below) b'],
    ['![alt text](a.png) b ![](c.png) d', 'alt text b d'],
    ['[![badge](a.svg)](b) c', 'badge c'],
    ['Wow! [sighs] ok', 'Wow! [sighs] ok'],
    ['so [1], so [2, 3], so [4](http://a), so 【5:0†a】.', 'so, so, so, so.'],
    ['<b>a</b><br/>b<p class="x>y">c</p>d<!-- e -->f', 'a\nb.\nc.\ndf'],
    ['a < b, x<y, <3, Vec<T>, 3 > 2', 'a < b, x<y, <3, Vec<T>, 3 > 2'],
    ['a &amp; b &lt; c &#233; &#xE9; &eacute; &unknown; AT&T', 'a & b < c é é é &unknown; AT&T'],
    ['\\*a\\* \\$5 C:\\dir', '*a* $5 C:\\dir'],
    ['see https://www.example.com/a_(b)?c=d, or http://b.org.', 'see example.com, or b.org.'],
    ['(www.a.org/x) <https://b.org/y> **http://c.org**', '(a.org) b.org c.org'],
    ['[https://a.org/x](https://a.org/x) whttp://', 'a.org whttp://'],
    ['访问https://a.org/b。好', '访问a.org。好'],
    ['访问 https://a.org/b。好', '访问 a.org。好'],
    ['Olá 😀, tudo 👩‍👩‍👧👍🏽 bem? 🇧🇷 1️⃣ ❤️', 'Olá, tudo bem? 1'],
    ['© 2024 ™ ® 20 °C № 5 ✓ ★', '© 2024 ™ ® 20 °C № 5'],
    ['A → B → C', 'A, B, C'],
    ['नमस्ते क्\u200dष می\u200cخواهم', 'नमस्ते क्\u200dष می\u200cخواهم'],
    ['so\u00adft\u200b \ufeff\u0007x', 'soft x'],
    [
      '$5 and $6, US$ 5, R$50, $1,000.50, $5M, $HOME',
      '$5 and $6, US$ 5, R$50, $1,000.50, $5M, $HOME',
    ],
    ['$x^2$ and $$a+b$$ and \\(c\\) and \\[d\\]', 'x^2 and a+b and c and d'],
    ['$\\frac{a}{b} = \\alpha_1$.', 'frac a b = alpha 1.'],
    ['$5-$6 or $5/$6', '$5-$6 or $5/$6'],
    ['a || b ||c||', 'a b c'],
  ])('%j', (source, expected) => {
    expect(spoken(source)).toBe(expected);
  });
});

describe('source offsets', () => {
  it('are those of what is kept', () => {
    const source = 'a **b** &amp; [c](d)';
    const cleaner = new TextCleaner({ language: 'en' });
    const pieces = [...cleaner.push(source), ...cleaner.end()];
    expect(pieces).toEqual([
      { text: 'a ', start: 0, end: 2 },
      { text: 'b', start: 4, end: 5 },
      { text: ' ', start: 7, end: 8 },
      { text: '&', start: 8, end: 13 },
      { text: ' ', start: 13, end: 14 },
      { text: 'c', start: 15, end: 16 },
    ]);
  });
});
