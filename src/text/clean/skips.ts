import type { Skip, TextView } from './text-view.ts';

/** No closing mark is longer than this. */
const CLOSING_CHARS = 48;

/** Drops up to and with the first match of `closing`, or to the end of the source. */
export function skipUntil(closing: RegExp): Skip {
  return {
    take({ text, at, isEnd }) {
      const rest = at === 0 ? text : text.slice(at);
      const found = closing.exec(rest);
      if (found) return { to: at + found.index + found[0].length, isDone: true };
      // A closing mark may have begun: of the last units, keep what starts like one.
      const tail = Math.max(0, rest.length - CLOSING_CHARS);
      const begun = isEnd ? -1 : rest.slice(tail).search(/[<[◁-]/u);
      return { to: begun < 0 ? text.length : at + tail + begun, isDone: false };
    },
  };
}

/** Drops the rest of the line, without its end. */
export function skipLine(): Skip {
  return skipWhile(/[^\n]*/uy);
}

/** Drops as far as a sticky pattern reaches; it must match the empty string too. */
export function skipWhile(pattern: RegExp): Skip {
  return {
    take({ text, at }) {
      pattern.lastIndex = at;
      const to = at + (pattern.exec(text)?.[0].length ?? 0);
      return { to, isDone: to < text.length };
    },
  };
}

/** The scanner of one character after the other that the nested skips share. */
function skipScanning(isLast: (character: string) => boolean | 'before'): Skip {
  return {
    take({ text, at }) {
      for (let to = at; to < text.length; to++) {
        const last = isLast(text[to]!);
        if (last !== false) return { to: last === 'before' ? to : to + 1, isDone: true };
      }
      return { to: text.length, isDone: false };
    },
  };
}

/** Drops the rest of an HTML tag: up to its `>`, which may be quoted, or a blank line. */
export function skipTag(): Skip {
  let quote = '';
  let isLineEmpty = false;
  return skipScanning((character) => {
    if (character === '\n') {
      if (isLineEmpty) return 'before';
      isLineEmpty = true;
      quote = '';
      return false;
    }
    if (!/\s/u.test(character)) isLineEmpty = false;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else return character === '>';
    return false;
  });
}

/** Drops the rest of a link's address, whose opening bracket is behind: to its `)` or line end. */
export function skipAddress(): Skip {
  let depth = 1;
  return skipScanning((character) => {
    if (character === '\n') return 'before';
    if (character === '(') depth++;
    return character === ')' && --depth === 0;
  });
}

/** Drops a JSON value that starts here: to its last bracket, or a blank line if it is broken. */
export function skipJson(): Skip {
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  let isLineEmpty = false;
  return skipScanning((character) => {
    if (character === '\n') {
      if (isLineEmpty) return 'before';
      isLineEmpty = true;
      isString = false;
      return false;
    }
    if (!/\s/u.test(character)) isLineEmpty = false;
    if (isString) {
      if (!isEscaped && character === '"') isString = false;
      isEscaped = !isEscaped && character === '\\';
      return false;
    }
    if (character === '"') isString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') return --depth <= 0;
    return false;
  });
}

/**
 * Takes the lines of a fenced code block, from behind its opening fence, and its closing fence without
 * the line's end.
 */
export function skipFence(fence: string, isRead: boolean): Skip {
  const mark = fence[0]!;
  const closing = new RegExp(`^[ \\t>]*${mark}{${fence.length},}[ \\t]*(?=[\\r\\n]|$)`, 'u');
  const partial = new RegExp(`^[ \\t>]*${mark}*[ \\t]*$`, 'u');
  const lines = skipLines(isRead, (view) => {
    const found = view.match(closing, partial);
    return found === null ? 'take' : typeof found === 'symbol' ? 'wait' : found[0].length;
  });
  let isOpeningLine = true;
  return {
    take(view) {
      if (!isOpeningLine) return lines.take(view);
      const lineEnd = view.text.indexOf('\n', view.at);
      isOpeningLine = lineEnd < 0;
      // The line's end is the first thing that the lines take.
      if (lineEnd === view.at) return lines.take(view);
      return { to: isOpeningLine ? view.text.length : lineEnd, isDone: false };
    },
  };
}

/** Takes the lines of an indented code block, from behind the indent of the first. */
export function skipIndented(isRead: boolean): Skip {
  return skipLines(isRead, (view) => {
    const found = view.match(/^[ \t\r]*(?=[^ \t\r])/u, /^(?: {0,3}|[ \r]*)$/u);
    if (typeof found === 'symbol') return 'wait';
    const isBlank = found === null || view.window[found[0].length] === '\n';
    return isBlank || /^(?: {4}| {0,3}\t)/u.test(found[0]) ? 'take' : 0;
  });
}

/** Takes whole lines until `judge` gives the length of the closing mark, which is never read. */
function skipLines(isRead: boolean, judge: (view: TextView) => 'take' | 'wait' | number): Skip {
  let isLineStart = false;
  return {
    take(view) {
      if (isLineStart) {
        const verdict = judge(view);
        if (verdict === 'wait') return { to: view.at, isDone: false };
        if (verdict !== 'take') return { to: view.at + verdict, isDone: true };
      }
      const lineEnd = view.text.indexOf('\n', view.at);
      isLineStart = lineEnd >= 0;
      return { to: isLineStart ? lineEnd + 1 : view.text.length, isDone: false, isRead };
    },
  };
}
