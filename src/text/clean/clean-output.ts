import type { SpokenMarks } from './spoken-marks.ts';

/**
 * A piece of clean text and the stretch of the source that it stands for. Where both are equally
 * long they correspond unit by unit; else the piece stands for the stretch as a whole. Stretches
 * follow one another; what lies between them is not spoken.
 */
export interface CleanText {
  readonly text: string;
  /** Offset of its first character in the source, in UTF-16 units. */
  readonly start: number;
  /** Offset behind its last character. */
  readonly end: number;
  /** True for the first piece behind a blank line or block of code; no other piece has it. */
  readonly startsParagraph?: true;
}

/** What may follow the last word of a sentence behind its punctuation. */
const TRAILING = /[\s"'”’»›)\]}」』】）]/;
const PUNCTUATION = /[.,;:!?…–—。，、！？；：।॥؟،؛]/;
const DIGIT = /\p{Nd}/u;
const VISIBLE = /\S/u;

/** Collects pieces, and adds the pauses that the layout of the source stands for. */
export class CleanOutput {
  readonly #marks: SpokenMarks;
  #pieces: { text: string; start: number; end: number; startsParagraph?: true }[] = [];
  /** The last character that was said, apart from closing quotes; empty behind a stop. */
  #last = '';
  /** The end of a line that is not said until it is known what kind of line follows. */
  #lineEnd: { start: number; end: number } | undefined;
  #isBlockEnd = false;
  /** True where something was said and a paragraph has ended since. */
  #isBetweenParagraphs = false;
  #hasText = false;

  constructor(marks: SpokenMarks) {
    this.#marks = marks;
  }

  /** Says a stretch of the source as it stands. */
  keep(text: string, start: number): void {
    this.#settleLine();
    this.#speak(text, start, start + text.length);
    this.#remember(text);
  }

  /** Says lines of code as they stand, with a pause behind each. */
  keepLines(text: string, start: number): void {
    for (const { 0: line, index } of text.matchAll(/[^\n]+|\n/gu)) {
      const at = start + index;
      if (line === '\n') this.stop(at, at + 1);
      else this.keep(line, at);
    }
  }

  /** Says `text` for a stretch of the source. */
  say(text: string, start: number, end: number): void {
    this.#settleLine();
    this.#speak(text, start, end);
    this.#remember(text);
  }

  /** Says a sentence of its own. */
  announce(text: string, start: number, end: number): void {
    if (this.#lineEnd !== undefined) this.blockEnd();
    else this.stop(start, start);
    this.#settleLine();
    this.paragraphEnd();
    this.#speak(`${text}${this.#marks.stop}\n`, start, end);
    this.paragraphEnd();
    this.#last = '';
  }

  /** A short pause, unless there is one already. */
  pause(start: number, end: number): void {
    this.#settleLine();
    if (this.#last === '') return;
    this.say(PUNCTUATION.test(this.#last) ? ' ' : `${this.#marks.pause} `, start, end);
  }

  /** The end of a block: a full stop, unless what was said ends with a mark of its own. */
  stop(start: number, end: number): void {
    this.#lineEnd = undefined;
    this.#isBlockEnd = false;
    if (this.#last === '') return;
    this.#add(`${this.#stopMark}\n`, start, end);
    this.#last = '';
  }

  /** The end of a line within a block, or so it seems. */
  lineEnd(start: number, end: number): void {
    if (this.#lineEnd !== undefined) this.#isBlockEnd = true;
    else if (this.#last !== '') this.#lineEnd = { start, end };
  }

  /** The line that ended was the last of its block. */
  blockEnd(): void {
    this.#isBlockEnd = this.#lineEnd !== undefined;
  }

  /** What is said next begins a paragraph, unless it is the first of all. */
  paragraphEnd(): void {
    this.#isBetweenParagraphs = this.#hasText;
  }

  /** Hands over what was collected. */
  take(): CleanText[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }

  get #stopMark(): string {
    if (PUNCTUATION.test(this.#last)) return '';
    const { isDotOrdinal, pause, stop } = this.#marks;
    return isDotOrdinal && DIGIT.test(this.#last) ? pause : stop;
  }

  #settleLine(): void {
    const line = this.#lineEnd;
    if (line === undefined) return;
    this.#lineEnd = undefined;
    if (this.#isBlockEnd) this.stop(line.start, line.end);
    else this.#add('\n', line.start, line.end);
  }

  /** Adds text that is not layout. */
  #speak(text: string, start: number, end: number): void {
    if (this.#isBetweenParagraphs && VISIBLE.test(text)) {
      this.#isBetweenParagraphs = false;
      this.#pieces.push({ text, start, end, startsParagraph: true });
      return;
    }
    this.#add(text, start, end);
    this.#hasText ||= VISIBLE.test(text);
  }

  #add(text: string, start: number, end: number): void {
    const piece = this.#pieces.at(-1);
    const isVerbatim = text.length === end - start;
    if (piece?.end === start && isVerbatim && piece.text.length === piece.end - piece.start) {
      piece.text += text;
      piece.end = end;
    } else this.#pieces.push({ text, start, end });
  }

  #remember(text: string): void {
    for (let at = text.length - 1; at >= 0; at--) {
      const character = text[at]!;
      if (TRAILING.test(character)) continue;
      this.#last = character;
      return;
    }
  }
}
