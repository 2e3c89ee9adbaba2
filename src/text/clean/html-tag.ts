import {
  HIDDEN_ELEMENTS,
  hiddenBehindToken,
  TEMPLATE_TOKEN,
  TEMPLATE_TOKEN_PARTIAL,
  TOKEN_WITH_WORD,
  TOKEN_WITH_WORD_PARTIAL,
} from './hidden-channels.ts';
import { skipTag, skipUntil } from './skips.ts';
import { isWordCharacter, WAIT, type Action, type Decision, type TextView } from './text-view.ts';

/** Elements that begin and end like a paragraph. */
const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 tr table caption blockquote section article header ' +
    'footer main nav aside figure figcaption hr details summary pre address body title option'
  ).split(' '),
);
const CELL_ELEMENTS: ReadonlySet<string> = new Set(['td', 'th']);
const INLINE_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'a abbr audio b bdi bdo big br button center cite code col colgroup data del dfn em font form ' +
    'head html i iframe img input ins kbd label link mark meta nobr picture q rp rt ruby s samp ' +
    'select small source span strike strong sub sup svg tbody textarea tfoot thead time tt u var ' +
    'video wbr'
  ).split(' '),
);

/** An attribute, or one of those that stand without a value. */
const ATTRIBUTE = /^\s+(?:[\w:@.-]+\s*=|(?:open|disabled|checked|controls|hidden)\b)/u;

/**
 * What a `<` begins: an HTML or XML tag, a comment, a token of a chat template, an address in angle
 * brackets (only the bracket is dropped, and `opensAddress` is called), or nothing (`a < b`, `<3`).
 */
export function scanTag(view: TextView, opensAddress: () => void): Decision {
  const { window, isComplete } = view;
  if (window.startsWith('<!--')) return { kind: 'drop', length: 4, skip: skipUntil(/-->/u) };
  if (!isComplete && '<!--'.startsWith(window)) return WAIT;
  if (/^<[!?][a-z]/iu.test(window)) return { kind: 'drop', length: 2, skip: skipTag() };
  if (!isComplete && /^<[!?]$/u.test(window)) return WAIT;

  const token = view.match(TEMPLATE_TOKEN, TEMPLATE_TOKEN_PARTIAL);
  if (token === WAIT) return WAIT;
  if (token) return scanToken(view, token[0].length, token[1]!);

  const address = view.match(
    /^<(?:(?=https?:\/\/)|mailto:|(?=[\w.+-]+@))/iu,
    /^<(?:[\w.+-]*|https?:\/?|mailto)$/iu,
  );
  if (address === WAIT) return WAIT;
  if (address) {
    opensAddress();
    return { kind: 'drop', length: address[0].length };
  }
  const tag = view.match(/^<(\/?)([a-z][\w:.-]*)/iu, /^<\/?[\w:.-]*$/u);
  if (tag === WAIT) return WAIT;
  return tag === null ? undefined : scanElement(view, tag[0].length, tag[1] === '/', tag[2]!);
}

function scanToken(view: TextView, length: number, name: string): Decision {
  const withWord = view.match(TOKEN_WITH_WORD, TOKEN_WITH_WORD_PARTIAL);
  if (withWord === WAIT) return WAIT;
  const closing = hiddenBehindToken(name, withWord?.[1] ?? '');
  const action: Action = { kind: 'drop', length: withWord?.[0].length ?? length };
  return closing ? { ...action, skip: skipUntil(closing) } : action;
}

function scanElement(
  view: TextView,
  nameEnd: number,
  isClosing: boolean,
  fullName: string,
): Decision {
  const name = fullName.toLowerCase();
  const localName = name.slice(name.lastIndexOf(':') + 1);
  const rest = view.window.slice(nameEnd);
  const isHidden = HIDDEN_ELEMENTS.has(localName);
  const isBlock = BLOCK_ELEMENTS.has(name);
  const isKnown = isHidden || isBlock || INLINE_ELEMENTS.has(name) || CELL_ELEMENTS.has(name);
  // `Promise<string>` is no tag, `text<br>` has one.
  if (!isKnown && isWordCharacter(view.previous)) return undefined;

  const mayGrow = isClosing ? /^\s*$/u : /^(?:\s*\/?|\s+[\w:@.-]*\s*)$/u;
  if (!view.isComplete && mayGrow.test(rest)) return WAIT;
  const end = (isClosing ? /^\s*>/u : /^\s*\/?>/u).exec(rest);
  const isFunction = !isClosing && isHidden && rest.startsWith('=');
  if (!end && (isClosing || !(ATTRIBUTE.test(rest) || isFunction))) return undefined;

  const length = nameEnd + (end?.[0].length ?? 0);
  const skip = end ? undefined : skipTag();
  const isSelfClosed = end?.[0].includes('/') ?? false;
  // Chat front ends fold reasoning and calls into a typed `<details>`.
  const isFolded = name === 'details' && /^\s+type\s*=/u.test(rest);
  if ((isHidden && !isClosing && !isSelfClosed) || (isFolded && !isClosing)) {
    return { kind: 'drop', length, skip: skipUntil(closingTag(fullName)) };
  }
  const kind = isBlock ? 'stop' : CELL_ELEMENTS.has(name) && isClosing ? 'pause' : 'drop';
  if (name === 'br') return { kind: 'say', length, text: '\n', ...(skip && { skip }) };
  return { kind, length, ...(skip && { skip }) };
}

function closingTag(name: string): RegExp {
  return new RegExp(`</${name.replace(/[.]/gu, '[.]')}\\s{0,8}>`, 'iu');
}
