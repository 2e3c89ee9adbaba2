import {
  BRACKET_CHANNELS,
  HIDDEN_ELEMENTS,
  HIDDEN_FENCES,
  hiddenBehindToken,
  JSON_CALL,
  TEMPLATE_TOKEN,
  TOKEN_WITH_WORD,
} from '../../text/clean/hidden-channels.ts';
import { skipJson } from '../../text/clean/skips.ts';
import { TextView } from '../../text/clean/text-view.ts';

/** What a model wrote for itself or for a program. */
export interface HiddenStretch {
  readonly kind: 'thought' | 'call';
  /** Without the marks around it. */
  readonly text: string;
  /** Its end has not come yet. */
  readonly isOpen: boolean;
}

export interface SplitChannels {
  /** The source with blanks for what is hidden: as long, so that places in it stay the same. */
  readonly visible: string;
  readonly hidden: readonly HiddenStretch[];
}

/** Where something may begin that is looked at: marks, code, and the starts of lines. */
const CANDIDATE = /[<[◁`]|(?:^|\n)[ \t>]*(?:`{3,}|~{3,}|[[{])/gu;
const FENCE = /[ \t>]*(`{3,}|~{3,})[ \t]*([^\s`{]*)[^\n]*/uy;
const TAG = /<(\/?)(?:[\w-]+:)?(\w+)(?:\s[^<>]{0,200}|=[^<>\s]{0,100})?>/uy;
const THOUGHT = /think|thought|reason|reflect|scratch|monologue|analysis|commentary/iu;

/**
 * Tells what is for the reader from what is not, by the rules by which `text/clean.ts` leaves things
 * out of speech: reasoning, calls of tools with their results, and tokens of chat templates. Code is
 * left as it is.
 */
export function splitChannels(source: string): SplitChannels {
  const hidden: HiddenStretch[] = [];
  let visible = '';
  let at = 0;
  CANDIDATE.lastIndex = 0;
  for (;;) {
    const found = CANDIDATE.exec(source);
    if (!found) break;
    const isAtLineStart = found.index === 0 || found[0].startsWith('\n');
    const start = found.index + (found[0].startsWith('\n') ? 1 : 0);
    const stretch = stretchAt(source, start, isAtLineStart);
    if (!stretch) {
      CANDIDATE.lastIndex = Math.max(start + 1, CANDIDATE.lastIndex - 1);
      continue;
    }
    if (stretch.hidden) {
      if (stretch.hidden.text.trim() !== '') hidden.push(stretch.hidden);
    }
    if (!stretch.isShown) {
      visible += source.slice(at, start) + blanks(source, start, stretch.end);
      at = stretch.end;
    }
    CANDIDATE.lastIndex = stretch.end;
    if (stretch.end >= source.length) break;
  }
  return { visible: visible + source.slice(at), hidden };
}

interface Stretch {
  readonly end: number;
  readonly hidden?: HiddenStretch | undefined;
  /** It is code, which is passed over. */
  readonly isShown?: boolean | undefined;
}

function stretchAt(source: string, start: number, isAtLineStart: boolean): Stretch | undefined {
  if (isAtLineStart) {
    const block = fenceAt(source, start) ?? callAt(source, start);
    if (block) return block;
  }
  switch (source.charAt(start)) {
    case '`':
      return codeAt(source, start);
    case '<':
      return tokenAt(source, start) ?? elementAt(source, start);
    case '[':
    case '◁':
      return bracketAt(source, start);
    default:
      return undefined;
  }
}

function fenceAt(source: string, start: number): Stretch | undefined {
  FENCE.lastIndex = start;
  const fence = FENCE.exec(source);
  if (!fence) return undefined;
  const mark = fence[1]!;
  const inside = FENCE.lastIndex;
  const closing = new RegExp(`\\n[ \\t>]*${mark[0]}{${mark.length},}[ \\t]*(?=\\r?\\n|$)`, 'gu');
  closing.lastIndex = inside;
  const closed = closing.exec(source);
  const end = closed ? closing.lastIndex : source.length;
  if (!HIDDEN_FENCES.has(fence[2]!.toLowerCase())) return { end, isShown: true };
  const text = source.slice(inside, closed?.index ?? end);
  return { end, hidden: { kind: 'call', text, isOpen: !closed } };
}

function callAt(source: string, start: number): Stretch | undefined {
  const rest = source.slice(start, start + 200);
  const indent = /^[ \t]*/u.exec(rest)![0].length;
  if (!JSON_CALL.test(rest.slice(indent))) return undefined;
  const view = new TextView();
  view.text = source;
  view.at = start + indent;
  view.isEnd = true;
  const { to, isDone } = skipJson().take(view);
  const text = source.slice(start, to);
  return { end: to, hidden: { kind: 'call', text, isOpen: isDone !== true } };
}

/** Code within a line: a run of backticks up to the next as long, in the same paragraph. */
function codeAt(source: string, start: number): Stretch {
  let length = 1;
  while (source[start + length] === '`') length++;
  const closing = new RegExp(`(?<!\`)\`{${length}}(?!\`)|\\n[ \\t]*\\n`, 'gu');
  closing.lastIndex = start + length;
  // Further is code hardly ever; many backticks must not take square time.
  const found = closing.exec(source.slice(0, start + 2000));
  const isClosed = found?.[0].startsWith('`') ?? false;
  return { end: isClosed ? closing.lastIndex : start + length, isShown: true };
}

function tokenAt(source: string, start: number): Stretch | undefined {
  const rest = source.slice(start, start + 80);
  const token = TEMPLATE_TOKEN.exec(rest);
  if (!token) return undefined;
  const withWord = TOKEN_WITH_WORD.exec(rest);
  const inside = start + (withWord ?? token)[0].length;
  const closing = hiddenBehindToken(token[1]!, withWord?.[1] ?? '');
  if (!closing) return { end: inside };
  const kind = THOUGHT.test(token[1]! + (withWord?.[1] ?? '')) ? 'thought' : 'call';
  return stretchUntil(source, inside, closing, kind);
}

function elementAt(source: string, start: number): Stretch | undefined {
  TAG.lastIndex = start;
  const tag = TAG.exec(source);
  const name = tag?.[2]?.toLowerCase() ?? '';
  const isFolded = name === 'details' && /\stype\s*=/u.test(tag?.[0] ?? '');
  if (!tag || !(HIDDEN_ELEMENTS.has(name) || isFolded)) return undefined;
  const inside = TAG.lastIndex;
  if (tag[1] === '/' || tag[0].endsWith('/>')) return { end: inside };
  const kind = THOUGHT.test(name) || isFolded ? 'thought' : 'call';
  return stretchUntil(source, inside, new RegExp(`</(?:[\\w-]+:)?${name}\\s{0,8}>`, 'iu'), kind);
}

function bracketAt(source: string, start: number): Stretch | undefined {
  const lower = source.slice(start, start + 20).toLowerCase();
  for (const [mark, closing] of BRACKET_CHANNELS) {
    if (!lower.startsWith(mark)) continue;
    const kind = mark.includes('think') ? 'thought' : 'call';
    return stretchUntil(source, start + mark.length, closing, kind);
  }
  return undefined;
}

function stretchUntil(
  source: string,
  inside: number,
  closing: RegExp,
  kind: HiddenStretch['kind'],
): Stretch {
  const rest = source.slice(inside);
  const closed = closing.exec(rest);
  const text = rest.slice(0, closed?.index ?? rest.length).trim();
  const end = closed ? inside + closed.index + closed[0].length : source.length;
  return { end, hidden: { kind, text, isOpen: !closed } };
}

/**
 * As many blanks as there were units. Tabs, because two spaces at a line's end would break it; and
 * what follows a stretch that began a line begins a line itself.
 */
function blanks(source: string, start: number, end: number): string {
  const length = end - start;
  const isLineStart = /(?:^|\n)[ \t]*$/u.test(source.slice(Math.max(0, start - 40), start));
  if (!isLineStart || length === 0) return '\t'.repeat(length);
  return `${'\t'.repeat(length - 1)}\n`;
}
