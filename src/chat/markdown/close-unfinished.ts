/** Marks of one line that may yet become something else: of a rule, a heading, a list, a quote. */
const LONE_MARK =
  /(?:^|\n)[ \t>]*(?:-+|=+|\*{1,3}|_+|\+|#{1,6}|>|`{1,2}|~{1,2}|\d{1,3}[.)])[ \t]*$/u;

/** What may be the beginning of a tag, a reference to a character, or an escape. */
const BEGUN = /(?:<[!/?]?[a-zA-Z|｜!-][^<>\n]{0,80}|<[!/?|｜]?|&#?\w{0,12}|\\|◁[/think▷]{0,7})$/u;

const TABLE_LINE = /^[ \t]*\|/u;
const DIVIDER = /^[ \t]*\|?[ \t]*:?-*:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?[ \t]*$/u;

/**
 * Ends what the last paragraph of growing Markdown has begun, so that no marks are seen that will be
 * gone a moment later: emphasis, code, links and tables are shown as if they ended here, and what is
 * only the start of a mark is held back. All places in what is kept stay the same.
 */
export function closeUnfinished(markdown: string): string {
  const start = lastParagraphStart(markdown);
  if (isInFence(markdown)) return markdown.replace(/\n[ \t>]*(?:`+|~+)[ \t]*$/u, '\n');
  const head = markdown.slice(0, start);
  let tail = markdown.slice(start);
  if (LONE_MARK.test(tail)) tail = tail.replace(/[^\n]*$/u, '');
  tail = tail.replace(BEGUN, '');
  return head + (TABLE_LINE.test(tail) ? closeTable(tail) : closeInline(tail));
}

function lastParagraphStart(markdown: string): number {
  let start = 0;
  for (const { index, 0: blank } of markdown.matchAll(/\n[ \t]*\n/gu)) start = index + blank.length;
  return start;
}

function isInFence(markdown: string): boolean {
  let open = '';
  for (const [, mark] of markdown.matchAll(/(?:^|\n)[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})/gu)) {
    if (open === '') open = mark!;
    else if (mark!.startsWith(open)) open = '';
  }
  return open !== '';
}

/** A table's first row is shown as one at once. */
function closeTable(tail: string): string {
  const lines = tail.split('\n');
  const second = lines[1];
  if (lines.length > 2 || (second !== undefined && !DIVIDER.test(second))) return closeInline(tail);
  const row = lines[0]!.replace(/[ \t]+$/u, '');
  const closed = row.endsWith('|') && row.length > 1 ? row : `${closeInline(row)}|`;
  const columns = closed.replaceAll('\\|', '').split('|').length - 2;
  return `${closed}\n${'|---'.repeat(Math.max(1, columns))}|`;
}

function closeInline(tail: string): string {
  let text = tail;
  // An address that has begun is no text of its own.
  const address = /\]\([^()\n]*$/u.exec(text);
  if (address) text = `${text.slice(0, address.index)}]()`;
  text = text.replace(/(^|[\s(>])!?\[?$/u, '$1');
  const scan = scanMarks(text);
  if (scan.code !== undefined) return text + scan.code;
  // A mark at the very end has nothing to mark yet, or is half of one that closes.
  const last = /([*_~]+)$/u.exec(text)?.[1];
  const isAlone = /(?:^|\s)[*_~]+$/u.test(text);
  if (last !== undefined && (isAlone || scan.open.length > 0)) {
    text = text.slice(0, -last.length);
    return closeWith(text, scanMarks(text));
  }
  return closeWith(text, scan);
}

interface Marks {
  /** The marks that are open, innermost last. */
  readonly open: readonly string[];
  /** The backticks of code that is open. */
  readonly code?: string | undefined;
}

function closeWith(text: string, { open, code }: Marks): string {
  if (code !== undefined) return text + code;
  const trimmed = text.replace(/\s+$/u, '');
  // Marks close only behind text; the blanks are not seen anyway.
  return open.length === 0 ? text : trimmed + open.toReversed().join('');
}

function scanMarks(text: string): Marks {
  const open: string[] = [];
  for (let at = 0; at < text.length;) {
    const character = text[at]!;
    if (character === '\\') {
      at += 2;
      continue;
    }
    const length = runLength(text, at);
    if (character === '`') {
      const closing = closingTicks(text, at + length, length);
      if (closing < 0) return { open, code: '`'.repeat(length) };
      at = closing;
      continue;
    }
    if (character === '[' && text[at + 1] !== '^') open.push(']()');
    else if (character === ']') closeBracket(open);
    else if ('*_~'.includes(character)) takeRun(open, text, at, length);
    at += '*_~'.includes(character) ? length : 1;
    if (open.length > 30) return { open: [] };
  }
  return { open };
}

function runLength(text: string, at: number): number {
  let length = 1;
  while (text[at + length] === text[at]) length++;
  return length;
}

function closingTicks(text: string, from: number, length: number): number {
  for (let at = text.indexOf('`', from); at >= 0; at = text.indexOf('`', at)) {
    const run = runLength(text, at);
    if (run === length) return at + run;
    at += run;
  }
  return -1;
}

function closeBracket(open: string[]): void {
  const at = open.lastIndexOf(']()');
  if (at >= 0) open.splice(at);
}

function takeRun(open: string[], text: string, at: number, length: number): void {
  const character = text[at]!;
  if (character === '~' && length !== 2) return;
  const before = text[at - 1] ?? ' ';
  const behind = text[at + length] ?? ' ';
  const mayOpen = !/\s/u.test(behind) && !(character === '_' && /\w/u.test(before));
  const mayClose = !/\s/u.test(before) && !(character === '_' && /\w/u.test(behind));
  let left = length;
  while (mayClose && left > 0 && open.at(-1)?.[0] === character && open.at(-1)!.length <= left) {
    left -= open.pop()!.length;
  }
  if (!mayOpen || left === 0) return;
  if (left >= 3 && character !== '~') open.push(character, character.repeat(2));
  else open.push(character.repeat(left));
}
