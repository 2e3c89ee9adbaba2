import { kanaToRomaji } from './kana.ts';

/** Hangul by their place in a syllable (Unicode 3.12); `-` is silent. */
const INITIALS = 'k k n t t r m p p s s - z z z k t p h'.split(' ');
const FINALS = '- k k k n n n t l k m l l l p l m p p t t n t t k t p t'.split(' ');
const [FIRST_HANGUL, VOWELS] = [0xac00, 21];

const DEVANAGARI = table(
  'क k ख k ग g घ g ङ n च z छ z ज z झ z ञ n ट t ठ t ड d ढ d ण n त t थ t द d ध d न n प p फ p ब b ' +
    'भ b म m य j र r ल l ळ l व w श s ष s स s ह h',
);
const NUKTA = /\u093c/gu;
/** Vowels that stand alone, and those that are written on a consonant. */
const FULL_VOWEL = /[\u0904-\u0914]/u;
const VOWEL_SIGN = /[\u093e-\u094c]/u;
const NASAL = /[\u0901\u0902]/u;
const VIRAMA = '\u094d';

const ARABIC = table(
  'ا a أ a إ a آ a ى a ة a ؤ a ئ a ء q ب b ت t ث f ج g ح h خ h د d ذ v ر r ز z س s ش s ص s ض d ' +
    'ط t ظ v ع a غ h ف f ق q ك k ل l م m ن n ه h و w ي j',
);

/**
 * A word in Latin letters that sound roughly like it, for `soundsOf`: Hangul, Devanagari, kana and
 * Arabic, whose short vowels are guessed. All else stays.
 */
export function roughLatin(word: string): string {
  return word
    .replace(/[가-힣]/gu, fromHangul)
    .replace(/[\u0900-\u0963\u0971-\u097f]+/gu, fromDevanagari)
    .replace(/[\u0620-\u065f]+/gu, fromArabic)
    .replace(/[ぁ-ゖァ-ヺー]+/gu, kanaToRomaji);
}

function fromHangul(syllable: string): string {
  const place = syllable.charCodeAt(0) - FIRST_HANGUL;
  const initial = INITIALS[Math.floor(place / (VOWELS * FINALS.length))]!;
  const final = FINALS[place % FINALS.length]!;
  return `${initial}a${final}`.replaceAll('-', '');
}

function fromDevanagari(word: string): string {
  const signs = Array.from(word.replace(NUKTA, ''));
  return signs
    .map((sign, at) => {
      if (FULL_VOWEL.test(sign) || VOWEL_SIGN.test(sign)) return 'a';
      if (NASAL.test(sign)) return 'n';
      const consonant = DEVANAGARI.get(sign) ?? '';
      const next = signs[at + 1];
      // The inherent vowel is mute at the end of a Hindi word.
      const isBare = next === undefined || next === VIRAMA || VOWEL_SIGN.test(next);
      return isBare || consonant === '' ? consonant : `${consonant}a`;
    })
    .join('');
}

function fromArabic(word: string): string {
  const letters = Array.from(word, (letter) => ARABIC.get(letter) ?? '').filter((l) => l !== '');
  return letters
    .map((letter, at) => {
      const next = letters[at + 1];
      const isVowel = letter === 'a' || (at > 0 && 'wj'.includes(letter));
      const hasVowel = isVowel || next === undefined || 'awj'.includes(next);
      return hasVowel ? letter : `${letter}a`;
    })
    .join('');
}

function table(pairs: string): ReadonlyMap<string, string> {
  const found = Array.from(
    pairs.matchAll(/(\S+) (\S+)/gu),
    ([, from, to]) => [from!, to!] as const,
  );
  return new Map(found);
}
