import { TtsError } from '../errors.ts';
import type { JapaneseWord } from './japanese-word.ts';
import { romanizeWords } from './romaji.ts';

/**
 * Gives `lindera_wasm_bg.wasm` of lindera-wasm-ipadic, the analyzer with its dictionary in one file
 * (13.2 MB, some 12 MB compressed), wherever it lies: only the platform knows.
 */
export type JapaneseDictionarySource = () => Promise<Response | Uint8Array<ArrayBuffer>>;

let source: JapaneseDictionarySource | undefined;
let loading: Promise<(text: string) => string> | undefined;

/** Says where the Japanese dictionary is; nothing is read before Japanese is spoken. */
export function registerJapanese(dictionary: JapaneseDictionarySource): void {
  source = dictionary;
  loading = undefined;
}

/** True once `registerJapanese` was called. */
export function hasJapanese(): boolean {
  return source !== undefined;
}

/**
 * Loads the analyzer and its dictionary, once, and gives the function that writes Japanese as XTTS
 * knows it: romaji in lower case, words apart, after cutlet's `Cutlet().romaji(text)`. A failure is
 * not remembered.
 *
 * Known differences from cutlet, which rests on MeCab with UniDic while this rests on IPADIC:
 * - words from other languages are spelled by their kana (`koohii`), not as there (`coffee`);
 * - compounds may be cut elsewhere, and readings differ where UniDic prefers the formal one: 私
 *   `watashi`, not `watakushi`;
 * - numerals with counters have the reading of both (`ippon`), not of each (`ichi hon`);
 * - こんにちは is written as it is said (`konnichiwa`); ウィ, ウェ, ウォ are `wi`, `we`, `wo`;
 * - a second ー, and っ before a vowel, are silent instead of `-`;
 * - what has no known reading (rare kanji, emoji) is silent instead of `?`, and letters of other
 *   scripts stay.
 *
 * @throws TtsError `language-unsupported` where no dictionary is registered, and what its source
 *   throws.
 */
export function loadRomaji(): Promise<(text: string) => string> {
  if (source === undefined) {
    return Promise.reject(
      new TtsError(
        'language-unsupported',
        'Japanese needs a dictionary of readings: call registerJapanese first.',
      ),
    );
  }
  const promise = (loading ??= openAnalyzer(source));
  promise.catch(() => {
    if (loading === promise) loading = undefined;
  });
  return promise;
}

async function openAnalyzer(read: JapaneseDictionarySource): Promise<(text: string) => string> {
  const [{ default: init, TokenizerBuilder }, wasm] = await Promise.all([
    import('lindera-wasm-ipadic'),
    read(),
  ]);
  await init({ module_or_path: wasm });
  const builder = new TokenizerBuilder();
  builder.setDictionary('embedded://ipadic');
  builder.setMode('normal');
  const analyzer = builder.build();
  return (text) => {
    const normalized = text.normalize('NFKC');
    const tokens = analyzer.tokenize(normalized) as readonly ReadonlyMap<string, unknown>[];
    return romanizeWords(tokens.map(toWord)).toLowerCase();
  };
}

/** A token of lindera's; an unknown word has the single detail `UNK`. */
function toWord(token: ReadonlyMap<string, unknown>): JapaneseWord {
  const details = token.get('details') as readonly string[];
  return {
    surface: token.get('text') as string,
    partOfSpeech: details.length > 1 ? details.slice(0, 3).join(',') : '',
    base: details[6] ?? '',
    reading: details[7] ?? '',
    pronunciation: details[8] ?? '',
  };
}
