/** Longer messages are shown as they were written. */
const MAX_CHARS = 200_000;

/** More marks of quotes and lists than this at the start of one line nest too deeply. */
const DEEP_LINE =
  /^(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])){24}|^[ \t]{120,}(?:[-*+]|\d{1,9}[.)])[ \t]/mu;

/** What marks something within a line. */
const MARK = /[*_~`[\]<&|]/gu;

/** The marks of one paragraph that are parsed in good time; text that people write has few. */
const MAX_PARAGRAPH_MARKS = 4000;

/** Blocks take their time each, however short they are. */
const MAX_LINES = 4000;

/**
 * Whether Markdown is one of the few that would take its parser seconds: thousands of marks in one
 * paragraph, or quotes in quotes in quotes. It takes time in square of those.
 */
export function isTooInvolved(markdown: string): boolean {
  if (markdown.length > MAX_CHARS || DEEP_LINE.test(markdown)) return true;
  const paragraphs = markdown.split(/\n[ \t\r]*\n/u);
  if (markdown.split('\n').length > MAX_LINES) return true;
  return paragraphs.some(
    (paragraph) =>
      paragraph.length > MAX_PARAGRAPH_MARKS &&
      (paragraph.match(MARK)?.length ?? 0) > MAX_PARAGRAPH_MARKS,
  );
}
