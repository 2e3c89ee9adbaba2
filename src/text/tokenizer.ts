import { TtsError } from '../errors.ts';
import { primaryLanguage } from './language.ts';
import { MergeQueue } from './merge-queue.ts';
import { readVocabulary, type Vocabulary } from './vocabulary.ts';

/**
 * Words and runs of punctuation, as the *tokenizers* library's `Whitespace` splits them:
 * `\w+|[^\w\s]+` with the classes of Rust's regex, which differ from JavaScript's.
 */
const PIECES =
  /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]+|[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}\p{White_Space}]+/gu;

/** A language tag among the special tokens: `[en]`, `[zh-cn]`. */
const LANGUAGE_TAG = /^\[([a-z]{2,3}(?:-[a-z]{2,4})?)\]$/;

/** What a pair of tokens merges into, and how soon. */
interface Merge {
  readonly rank: number;
  readonly id: number;
}

/**
 * XTTS's byte-pair tokenizer, from the `vocab.json` of a model. Text must have gone through the
 * cleaner: the model has never seen upper case or digits. Pure and synchronous; O(n log n).
 */
export class XttsTokenizer {
  /** Languages that have a tag in this vocabulary, as written in it (`zh-cn`). */
  readonly languages: readonly string[];
  /** Id of `[START]`, put before the text by the prompt. */
  readonly startId: number;
  /** Id of `[STOP]`, put behind the text by the prompt. */
  readonly stopId: number;
  /** The highest id + 1: rows of the text embedding. Ids may have holes. */
  readonly vocabSize: number;

  readonly #ids: ReadonlyMap<string, number>;
  readonly #unknownId: number;
  readonly #added: ReadonlyMap<string, number>;
  readonly #addedPattern: RegExp;
  /** By `left * vocabSize + right`. */
  readonly #merges: ReadonlyMap<number, Merge>;

  /** @throws TtsError `pack-invalid` when a special token, or a token of a merge, is missing. */
  constructor(vocabulary: Vocabulary) {
    const { ids, added } = vocabulary;
    this.#ids = ids;
    this.#added = added;
    const special = (token: string) => {
      const id = added.get(token) ?? ids.get(token);
      if (id !== undefined) return id;
      throw new TtsError('pack-invalid', `vocab.json: the token ${token} is missing.`);
    };
    this.startId = special('[START]');
    this.stopId = special('[STOP]');
    special('[SPACE]');
    this.#unknownId = special(vocabulary.unknownToken);
    let maxId = 0;
    for (const map of [ids, added]) for (const id of map.values()) maxId = Math.max(maxId, id);
    this.vocabSize = maxId + 1;
    this.#merges = this.#rankMerges(vocabulary.merges);
    // Longest first: an alternation takes the first that fits, the library the longest.
    const literals = [...added.keys()].sort((a, b) => b.length - a.length);
    this.#addedPattern = new RegExp(
      literals.map((token) => token.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|') || '(?!)',
      'g',
    );
    this.languages = [...added.keys()].flatMap((token) => LANGUAGE_TAG.exec(token)?.[1] ?? []);
  }

  /**
   * A tokenizer from the text of a `vocab.json`.
   *
   * @throws TtsError `pack-invalid` when the text is not a vocabulary of XTTS.
   */
  static fromJson(text: string): XttsTokenizer {
    return new XttsTokenizer(readVocabulary(text));
  }

  /**
   * The tag of a language in this vocabulary: `pt-BR` → `pt`, `zh` → `zh-cn`.
   *
   * @throws TtsError `language-unsupported` when the vocabulary has none.
   */
  tagFor(language: string): string {
    const wanted = language.toLowerCase();
    const primary = primaryLanguage(language);
    const tag =
      this.languages.find((tag) => tag === wanted) ??
      this.languages.find((tag) => tag === primary) ??
      this.languages.find((tag) => primaryLanguage(tag) === primary);
    if (tag !== undefined) return tag;
    throw new TtsError(
      'language-unsupported',
      `No tag for "${language.slice(0, 40)}" among: ${this.languages.join(', ')}.`,
    );
  }

  /**
   * The ids of a cleaned text: the language's tag, then the text, each space (U+0020) as `[SPACE]`.
   * Neither START nor STOP is added; the prompt does that.
   *
   * @throws TtsError `language-unsupported` when the vocabulary has no tag for the language.
   */
  encode(text: string, language: string): number[] {
    return this.encodeRaw(`[${this.tagFor(language)}]${text.replaceAll(' ', '[SPACE]')}`);
  }

  /** The ids of a text as it stands, special tokens included. */
  encodeRaw(text: string): number[] {
    const out: number[] = [];
    let from = 0;
    for (const match of text.matchAll(this.#addedPattern)) {
      this.#encodeStretch(text.slice(from, match.index), out);
      out.push(this.#added.get(match[0])!);
      from = match.index + match[0].length;
    }
    this.#encodeStretch(text.slice(from), out);
    return out;
  }

  #encodeStretch(text: string, out: number[]): void {
    for (const [piece] of text.matchAll(PIECES)) this.#encodePiece(piece, out);
  }

  /** Merges the pair of the lowest rank, leftmost first, until none is left. */
  #encodePiece(piece: string, out: number[]): void {
    const tokens = Array.from(piece, (character) => this.#ids.get(character) ?? this.#unknownId);
    const count = tokens.length;
    const previous = tokens.map((_, i) => i - 1);
    const next = tokens.map((_, i) => (i + 1 < count ? i + 1 : -1));
    const queue = new MergeQueue();
    const mergeAt = (at: number): Merge | undefined => {
      const right = next[at]!;
      if (right < 0) return undefined;
      return this.#merges.get(tokens[at]! * this.vocabSize + tokens[right]!);
    };
    const offer = (at: number) => {
      const merge = mergeAt(at);
      if (merge !== undefined) queue.push(merge.rank * count + at);
    };
    for (let at = 0; at + 1 < count; at++) offer(at);
    for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
      const at = key % count;
      // The pair may have changed since it was offered: an earlier merge took one of its halves.
      const merge = tokens[at]! < 0 ? undefined : mergeAt(at);
      if (merge === undefined || merge.rank !== (key - at) / count) continue;
      const taken = next[at]!;
      tokens[at] = merge.id;
      tokens[taken] = -1;
      next[at] = next[taken]!;
      if (next[at] >= 0) previous[next[at]] = at;
      if (previous[at]! >= 0) offer(previous[at]!);
      offer(at);
    }
    for (const token of tokens) if (token >= 0) out.push(token);
  }

  #rankMerges(merges: Vocabulary['merges']): Map<number, Merge> {
    const ranked = new Map<number, Merge>();
    merges.forEach(([left, right], rank) => {
      const [a, b, id] = [left, right, left + right].map((token) => this.#ids.get(token));
      if (a === undefined || b === undefined || id === undefined) {
        const pair = JSON.stringify([left, right]).slice(0, 80);
        throw new TtsError('pack-invalid', `vocab.json: merge ${pair} names an unknown token.`);
      }
      // Duplicates: the last rank wins, as in the library's hash map (676 in an XTTS vocabulary).
      ranked.set(a * this.vocabSize + b, { rank, id });
    });
    return ranked;
  }
}
