import { BlockScanner } from './clean/block-scanner.ts';
import { CleanOutput, type CleanText } from './clean/clean-output.ts';
import { HIDDEN_FENCES } from './clean/hidden-channels.ts';
import { InlineScanner } from './clean/inline-scanner.ts';
import { skipFence, skipIndented } from './clean/skips.ts';
import { spokenMarks, type SpokenMarks } from './clean/spoken-marks.ts';
import { TextView, WAIT, type Action, type Skip } from './clean/text-view.ts';

export type { CleanText } from './clean/clean-output.ts';

/** What is done with a block of code: left out, left out but mentioned, or read as it stands. */
export type CodeHandling = 'skip' | 'announce' | 'read';

/** How text is cleaned. */
export interface TextCleanerOptions {
  /** Code blocks; code within a line is always read. @default 'announce' */
  readonly code?: CodeHandling | undefined;
  /** BCP 47 tag of the language that pauses are written and code is announced in. */
  readonly language: string;
}

/**
 * Makes text to be spoken out of what a language model writes: leaves out its reasoning, calls of
 * tools, markup and emoji, reads links by their text and addresses by their domain, and ends
 * headings, list items and table rows like sentences. What it keeps, it keeps with the place in the
 * source.
 *
 * The result does not depend on how the source was cut into deltas. At most `HOLD_CHARS` units wait
 * for a decision, so nothing blocks: not a bracket, quote or asterisk that is never closed. What a
 * viewer of Markdown would hide is left out up to its end, be it the end of the source.
 *
 * Why no Markdown library: those that parse while text arrives either hand over whole paragraphs
 * (markdown-parser, incremark, micromark), which costs the seconds that chunking is to save, or guess
 * that every `*` and `_` is closed and keep no source positions (streaming-markdown).
 */
export class TextCleaner {
  readonly #code: CodeHandling;
  readonly #marks: SpokenMarks;
  readonly #view = new TextView();
  readonly #output: CleanOutput;
  readonly #blocks: BlockScanner;
  readonly #inline: InlineScanner;
  /** Where the view's text begins in the source. */
  #offset = 0;
  #skip: Skip | undefined;
  #isLineStart = true;
  #hasText = false;
  /** Within a fence that says its content is Markdown, as some models wrap a whole answer in. */
  #isWrapped = false;

  constructor(options: TextCleanerOptions) {
    this.#code = options.code ?? 'announce';
    this.#marks = spokenMarks(options.language);
    this.#output = new CleanOutput(this.#marks);
    const openFence = this.#openFence.bind(this);
    this.#blocks = new BlockScanner(this.#marks, openFence, () => this.#openCode(0, skipIndented));
    this.#inline = new InlineScanner(openFence);
  }

  /** Takes the next piece of the source; returns what can be said of it by now. */
  push(delta: string): CleanText[] {
    this.#view.text += delta;
    return this.#run();
  }

  /** Says that the source is complete; returns what remains. Afterwards the cleaner is spent. */
  end(): CleanText[] {
    this.#view.isEnd = true;
    return this.#run();
  }

  #run(): CleanText[] {
    const view = this.#view;
    while (view.at < view.text.length) {
      if (!(this.#skip ? this.#takeSkip(this.#skip) : this.#decide())) break;
    }
    view.before = view.previous;
    view.text = view.text.slice(view.at);
    this.#offset += view.at;
    view.at = 0;
    return this.#output.take();
  }

  /** Goes on with a skip; false if it needs more text. */
  #takeSkip(skip: Skip): boolean {
    const view = this.#view;
    const { at } = view;
    const { to, isDone, isRead } = skip.take(view);
    if (isDone) this.#skip = undefined;
    if (isRead) this.#output.keepLines(view.text.slice(at, to), this.#offset + at);
    view.at = to;
    return isDone || to > at;
  }

  /** Decides on the next characters; false if that needs more text. */
  #decide(): boolean {
    const view = this.#view;
    let isBlock = this.#isLineStart;
    let decision = isBlock ? this.#blocks.next(view) : undefined;
    if (decision === undefined) {
      isBlock = false;
      decision = this.#inline.next(view);
    }
    if (decision === WAIT || decision === undefined) return false;
    this.#apply(decision, isBlock);
    if (this.#inline.isLiteral) this.#isLineStart = false;
    return true;
  }

  #apply(action: Action, isBlock: boolean): void {
    const view = this.#view;
    const output = this.#output;
    const start = this.#offset + view.at;
    const end = start + action.length;
    const said = view.text.slice(view.at, view.at + action.length);
    view.at += action.length;
    this.#skip = action.skip;
    switch (action.kind) {
      case 'drop':
        return;
      case 'marker':
        output.blockEnd();
        this.#isLineStart = true;
        return;
      case 'announce':
        output.announce(action.text ?? '', start, end);
        this.#isLineStart = true;
        return;
      case 'stop':
        output.stop(start, end);
        this.#inline.endBlock();
        this.#hasText = false;
        return;
      case 'newline':
        this.#endLine(start, end);
        return;
      case 'keep':
        output.keep(said, start);
        break;
      case 'say':
        output.say(action.text ?? '', start, end);
        break;
      case 'cell':
        this.#blocks.endsWithLine = true;
        output.pause(start, end);
        break;
      case 'pause':
        output.pause(start, end);
        break;
    }
    this.#hasText = true;
    this.#isLineStart &&= isBlock;
  }

  #endLine(start: number, end: number): void {
    const isBlank = !this.#hasText;
    if (this.#blocks.endsWithLine) this.#output.stop(start, end);
    else this.#output.lineEnd(start, end);
    if (isBlank) {
      this.#output.blockEnd();
      this.#output.paragraphEnd();
    }
    if (isBlank || this.#blocks.endsWithLine) this.#inline.endBlock();
    this.#blocks.startLine(isBlank);
    this.#isLineStart = true;
    this.#hasText = false;
  }

  #openFence(fence: string, name: string, length: number): Action {
    const language = name.toLowerCase();
    const opensWrapper = language === 'markdown' || language === 'md';
    if (opensWrapper || (this.#isWrapped && language === '')) {
      this.#isWrapped = opensWrapper;
      return { kind: 'marker', length };
    }
    if (HIDDEN_FENCES.has(language)) {
      return { kind: 'marker', length, skip: skipFence(fence, false) };
    }
    return this.#openCode(length, (isRead) => skipFence(fence, isRead));
  }

  #openCode(length: number, open: (isRead: boolean) => Skip): Action {
    const skip = open(this.#code === 'read');
    if (this.#code !== 'announce') return { kind: 'marker', length, skip };
    return { kind: 'announce', length, text: this.#marks.codeBlock, skip };
  }
}
