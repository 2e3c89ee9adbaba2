import { WAIT, type Decision, type TextView } from './text-view.ts';

/** What a bare address begins with: not within a Latin word, but behind a Chinese one. */
export const URL_START = /(?<![\p{Script=Latin}\p{N}])(?:(?:https?|ftp):\/\/(?:www\.)?|www\.)/iu;

/** The end of a text that can become `URL_START`. */
export const URL_START_PARTIAL =
  /(?<![\p{Script=Latin}\p{N}])(?:h(?:t(?:t(?:ps?)?)?)?|ftp?|f|https?:\/?|ftp:\/?|(?:https?:\/\/|ftp:\/\/)?w{1,3}|(?:https?|ftp):\/\/)$/iu;

/** Matches a character that no address contains; Chinese, Japanese and Korean go on without a space. */
const OUTSIDE = /[\s<>"`|\]【\u2e80-\ud7ff\uff00-\uffef]/u;

/** Punctuation that belongs to the sentence when the address ends behind it. */
const TRAILING = /^[.,;:!?'*_~)}’”»…]+/u;
const HOST = /^[\p{L}\p{N}-]+/u;
const PATH = /^[^\s<>"`|\]【\u2e80-\ud7ff\uff00-\uffef.,;:!?'*_~()}’”»…]+/u;

/**
 * Reads a bare address as its domain (`https://www.example.com/a?b=1` → "example.com"): what a
 * listener can use of it. Punctuation at its end stays with the sentence.
 */
export class UrlScanner {
  #part: 'host' | 'path' | undefined;
  #openBrackets = 0;

  /** True within an address. */
  get isOpen(): boolean {
    return this.#part !== undefined;
  }

  /** Behind what `URL_START` matches. */
  start(): void {
    this.#part = 'host';
    this.#openBrackets = 0;
  }

  /** `undefined` outside an address. */
  next(view: TextView): Decision {
    if (this.#part === undefined) return undefined;
    const { window } = view;
    const character = window[0]!;
    if (OUTSIDE.test(character)) return this.#stop();
    const trailing = TRAILING.exec(window)?.[0] ?? '';
    if (trailing !== '') {
      if (character === ')' && this.#openBrackets > 0) {
        this.#openBrackets--;
        return { kind: 'drop', length: 1 };
      }
      const behind = window[trailing.length];
      if (behind === undefined && !view.isComplete) return WAIT;
      if (behind === undefined || character === ')' || OUTSIDE.test(behind)) return this.#stop();
      if (this.#part === 'host' && character === '.') return { kind: 'keep', length: 1 };
      this.#part = 'path';
      return { kind: 'drop', length: 1 };
    }
    const host = this.#part === 'host' ? HOST.exec(window) : null;
    if (host) return { kind: 'keep', length: host[0].length };
    this.#part = 'path';
    if (character === '(') this.#openBrackets++;
    return { kind: 'drop', length: Math.max(1, PATH.exec(window)?.[0].length ?? 0) };
  }

  #stop(): undefined {
    this.#part = undefined;
    return undefined;
  }
}
