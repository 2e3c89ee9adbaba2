/** A stretch of rendered text and where it stands in the Markdown, in UTF-16 units. */
export interface TextPlaces {
  /** Where the text's first unit begins in the source. */
  readonly start: number;
  /** Behind the text's last unit in the source. */
  readonly end: number;
  /** The source place of each unit of the text; absent where text and source are the same. */
  readonly places?: Uint32Array | undefined;
}

/** A character reference; names are looked at no further than Markdown does. */
const REFERENCE = /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|([a-zA-Z][a-zA-Z\d]{0,31}));/y;

/** Second halves of the few named references that stand for two characters. */
const SECOND_HALF = /^(?:\u0331|\u0333|\u0338|\u0340|\u200a|\u20d2|\u20e5|\ufe00)$/u;

const PUNCTUATION = /[!-/:-@[-`{-~]/;

/**
 * Finds out where each unit of a rendered text comes from. They differ by backslashes, character
 * references, and what Markdown leaves out at the ends of lines: indents, marks of quotes, blanks.
 *
 * @param text As rendered.
 * @param source The Markdown it was made of, without marks around it.
 * @param start Where `source` begins in the whole.
 * @param isLiteral Within code, where a backslash is one.
 */
export function alignText(
  text: string,
  source: string,
  start: number,
  isLiteral = false,
): TextPlaces {
  if (text === source) return { start, end: start + source.length };
  const places = new Uint32Array(text.length);
  let at = 0;
  let end = 0;
  for (let i = 0; i < text.length;) {
    if (at >= source.length) {
      // Nothing is left that it could come from.
      places[i++] = start + end;
      continue;
    }
    const unit = isLiteral ? { read: 1, made: 1 } : nextUnit(text, i, source, at);
    const isSame = unit.read > 1 || matches(text[i]!, source[at]!);
    if (!isSame) {
      at++;
      continue;
    }
    for (let made = 0; made < unit.made && i < text.length; made++) places[i++] = start + at;
    at += unit.read;
    end = at;
  }
  return { start: places[0] ?? start, end: start + end, places };
}

/** Within code, a line's end becomes a blank. */
function matches(made: string, read: string): boolean {
  return made === read || (made === ' ' && (read === '\n' || read === '\r'));
}

/** How many units of the source make how many of the text. */
function nextUnit(
  text: string,
  i: number,
  source: string,
  at: number,
): { readonly read: number; readonly made: number } {
  const character = source[at]!;
  if (character === '\\' && source[at + 1] === text[i] && PUNCTUATION.test(text[i]!)) {
    return { read: 2, made: 1 };
  }
  if (character !== '&') return { read: 1, made: 1 };
  REFERENCE.lastIndex = at;
  const found = REFERENCE.exec(source);
  if (!found) return { read: 1, made: 1 };
  const [{ length: read }, hex, decimal, name] = found;
  if (name === undefined) {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return { read, made: code > 0xffff && code <= 0x10ffff ? 2 : 1 };
  }
  // An ampersand that is still there is one of an unknown name.
  if (text[i] === '&' && name.toLowerCase() !== 'amp') return { read: 1, made: 1 };
  const isPair = /[\ud800-\udbff]/.test(text[i]!) || SECOND_HALF.test(text[i + 1] ?? '');
  return { read, made: isPair ? 2 : 1 };
}

/**
 * The part of a text that comes from a range of the source, as offsets in the text; `undefined`
 * where none does.
 */
export function textRange(
  { start, end, places }: TextPlaces,
  length: number,
  from: number,
  to: number,
): { readonly from: number; readonly to: number } | undefined {
  if (to <= start || from >= end || length === 0) return undefined;
  if (!places) {
    return { from: Math.max(0, from - start), to: Math.min(length, to - start) };
  }
  const first = lowerBound(places, from);
  const behind = lowerBound(places, to);
  return first < behind ? { from: first, to: behind } : undefined;
}

/** The first index whose place is at or behind `place`. */
function lowerBound(places: Uint32Array, place: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
