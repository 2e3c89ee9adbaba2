/** A word as the dictionary of readings (IPADIC) knows it. */
export interface JapaneseWord {
  /** As it is written. */
  readonly surface: string;
  /** Part of speech and its first two subdivisions, as in `名詞,接尾,助数詞`; empty if unknown. */
  readonly partOfSpeech: string;
  /** The form found in a dictionary; empty if unknown. */
  readonly base: string;
  /** In katakana as it is spelled (`ハ`), empty if unknown. */
  readonly reading: string;
  /** In katakana as it is said (`ワ`), empty if unknown. */
  readonly pronunciation: string;
}
