import { WAIT, type Decision, type TextView } from './text-view.ts';

const DROP_ONE = { kind: 'drop', length: 1 } as const;
const KEEP_ONE = { kind: 'keep', length: 1 } as const;
const PICTURE = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\p{So}]/u;
const LETTER_OR_MARK = /[\p{L}\p{M}]/u;

/**
 * What becomes of a character that is neither letter, digit nor plain punctuation: pictures, the
 * parts of emoji and invisible characters are dropped, arrows are a pause; what is read as a word
 * (©, ™, °, №) never comes here or is kept.
 */
export function scanSymbol(view: TextView): Decision {
  const character = view.text[view.at]!;
  const code = character.charCodeAt(0);
  if (code >= 0xd800 && code <= 0xdfff) return scanSurrogate(view, code);
  if (code === 0x203c || code === 0x2049) {
    return { kind: 'say', length: 1, text: code === 0x203c ? '!' : '?' };
  }
  if (isArrow(code)) return { kind: 'pause', length: 1 };
  // Joiners shape letters in Persian and Hindi; elsewhere they glue emoji.
  if (code === 0x200c || code === 0x200d) {
    return LETTER_OR_MARK.test(view.previous) ? KEEP_ONE : DROP_ONE;
  }
  if (code === 0x0b || code === 0x0c || code === 0x85) return { kind: 'say', length: 1, text: ' ' };
  return isUnspoken(character, code) ? DROP_ONE : KEEP_ONE;
}

function scanSurrogate(view: TextView, code: number): Decision {
  if (code >= 0xdc00) return DROP_ONE;
  if (view.at + 1 >= view.text.length) return view.isEnd ? DROP_ONE : WAIT;
  const pair = view.text.codePointAt(view.at)!;
  if (pair <= 0xffff) return DROP_ONE;
  const isTag = pair >= 0xe0000;
  const isPicture = pair >= 0x1f000 && PICTURE.test(String.fromCodePoint(pair));
  return { kind: isTag || isPicture ? 'drop' : 'keep', length: 2 };
}

function isArrow(code: number): boolean {
  return (
    (code >= 0x2190 && code <= 0x21ff) ||
    (code >= 0x27f0 && code <= 0x27ff) ||
    (code >= 0x2900 && code <= 0x297f) ||
    code === 0x279c ||
    code === 0x27a1
  );
}

function isUnspoken(character: string, code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code === 0xad) return true;
  if ((code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e)) return true;
  if ((code >= 0x2060 && code <= 0x206f) || code === 0x20e3) return true;
  if ((code >= 0xfe00 && code <= 0xfe0f) || code === 0xfeff || code >= 0xfff0) return true;
  return code >= 0x2190 && PICTURE.test(character);
}
