/** Hiragana by row, each with its Hepburn spelling as cutlet writes it (`ぢ` is `zi` there). */
const ROWS = `
あ a い i う u え e お o か ka き ki く ku け ke こ ko が ga ぎ gi ぐ gu げ ge ご go
さ sa し shi す su せ se そ so ざ za じ ji ず zu ぜ ze ぞ zo た ta ち chi つ tsu て te と to
だ da ぢ zi づ zu で de ど do な na に ni ぬ nu ね ne の no は ha ひ hi ふ fu へ he ほ ho
ば ba び bi ぶ bu べ be ぼ bo ぱ pa ぴ pi ぷ pu ぺ pe ぽ po ま ma み mi む mu め me も mo
や ya ゆ yu よ yo ら ra り ri る ru れ re ろ ro わ wa ゐ wi ゑ we を wo ん n ゔ vu
ゃ ya ゅ yu ょ yo ぁ a ぃ i ぅ u ぇ e ぉ o ゎ wa ゕ ka ゖ ke
しゃ sha しゅ shu しょ sho じゃ ja じゅ ju じょ jo ちゃ cha ちゅ chu ちょ cho
うぃ wi うぇ we うぉ wo`;

const SPELLINGS = new Map(
  Array.from(ROWS.matchAll(/(\S+) (\S+)/g), ([, kana = '', romaji = '']) => [kana, romaji]),
);

const SMALL = 'ゃゅょぁぃぅぇぉ';
/** Katakana lie at this distance behind hiragana in Unicode. */
const KATAKANA_OFFSET = 0x60;

/** True for a text of nothing but kana and the mark of a long vowel. */
export function isKana(text: string): boolean {
  return /^[ぁ-ゖァ-ヺー]+$/u.test(text);
}

/**
 * Kana in Latin letters: Hepburn with long vowels as they are spelled (`とうきょう` → `toukyou`) and
 * `n'` before a vowel or y. A っ at the end stays, for the word behind it decides what it becomes;
 * what is not kana goes.
 */
export function kanaToRomaji(kana: string): string {
  const text = kana.replace(/[ァ-ヶ]/gu, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) - KATAKANA_OFFSET),
  );
  let romaji = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]!;
    const next = text[at + 1] ?? '';
    if (letter === 'ー') {
      romaji += text[at - 1] === 'ー' ? '' : (/[aeiou]$/.exec(romaji)?.[0] ?? '');
    } else if (letter === 'っ') {
      romaji += next === '' ? letter : doubled(next);
    } else if (letter === 'ん') {
      romaji += next !== '' && 'あいうえおやゆよ'.includes(next) ? "n'" : 'n';
    } else if (next !== '' && SMALL.includes(next)) {
      romaji +=
        SPELLINGS.get(letter + next) ??
        (SPELLINGS.get(letter) ?? '').slice(0, -1) + SPELLINGS.get(next)!;
      at += 1;
    } else {
      romaji += SPELLINGS.get(letter) ?? '';
    }
  }
  return romaji;
}

/** What っ becomes before a kana: its first consonant, t before ち, nothing before a vowel. */
function doubled(next: string): string {
  if (next === 'ち') return 't';
  const [first = ''] = SPELLINGS.get(next) ?? '';
  return 'aeiou'.includes(first) ? '' : first;
}
