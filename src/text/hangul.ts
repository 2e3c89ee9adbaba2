/** First of the 11 172 syllables, which are composed of an initial, a vowel and a final. */
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const VOWEL_COUNT = 21;
const FINAL_COUNT = 28;

const INITIALS = 'g kk n d tt l m b pp s ss  j jj ch k t p h'.split(' ');
const VOWELS = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const FINALS = ' g kk gs n nj nh d l lg lm lb ls lt lp lh m b bs s ss ng j ch k t p h'.split(' ');

/**
 * Final|initial pairs that a hyphen keeps apart, since another division would read the same: all with
 * no final before a tense initial, ss of `g|ss` against `gs|s` and so on.
 */
const HYPHENATED = new Set(
  (
    '|kk |tt |pp |ss |jj g|ss gs|s kk|k n|jj nj|j l|tt l|pp l|ss ls|s lt|t lp|p b|ss bs|s s|s s|ss ss|s j|j k|kk k|k ' +
    't|t p|p'
  ).split(' '),
);

function isSyllable(code: number): boolean {
  return code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE;
}

/**
 * Korean in Latin letters by the "academic" rules of the Python library hangul_romanize, syllable by
 * syllable; everything else is copied. XTTS was trained on this spelling.
 */
export function romanizeHangul(text: string): string {
  let out = '';
  let final: string | undefined;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (!isSyllable(code)) {
      out += character;
      final = undefined;
      continue;
    }
    const index = code - FIRST_SYLLABLE;
    const initial = INITIALS[Math.trunc(index / (VOWEL_COUNT * FINAL_COUNT))]!;
    const vowel = VOWELS[Math.trunc(index / FINAL_COUNT) % VOWEL_COUNT]!;
    if (final !== undefined && (initial === '' || HYPHENATED.has(`${final}|${initial}`)))
      out += '-';
    final = FINALS[index % FINAL_COUNT]!;
    out += initial + vowel + final;
  }
  return out;
}
