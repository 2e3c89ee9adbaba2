/**
 * The words of a language that decide where its text may be cut, as lists that a speaker can
 * correct: words in lower case, separated by spaces, abbreviations without their last dot.
 */
export interface CutWords {
  /** Abbreviations that belong to what follows, e.g. titles: `Sr. Silva`, `e.g. this`. */
  readonly beforeName: string;
  /** Abbreviations that belong to a number behind them: `pág. 10`, `cap. IV`. */
  readonly beforeNumber: string;
  /** Words in full that belong to a number behind them: `página 10`, `chapter IV`. */
  readonly numbered: string;
  /** Abbreviations with a dot that does not end the sentence, though one may end there: `etc.` */
  readonly insideSentence: string;
  /** Months, which belong to a day or year behind them. */
  readonly months: string;
  /** Articles, prepositions and the like: a chunk that ends with one sounds broken off. */
  readonly leaning: string;
  /** Words that begin a new part of the sentence: the place before one is a good one. */
  readonly joining: string;
  /** The longest number that a dot makes ordinal, in digits: 2 for German `3. Mai`. @default 0 */
  readonly ordinalDigits?: number | undefined;
  /** Set where a space stands before `?`, `!` and `»`. @default false */
  readonly hasSpacedMarks?: boolean | undefined;
}
