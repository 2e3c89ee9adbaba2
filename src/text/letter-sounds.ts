import { primaryLanguage } from './language.ts';
import { roughLatin } from './rough-latin.ts';

/**
 * What a letter sounds like, as far as level and brightness tell: `vowel`, `sonorant` (l, m, r …),
 * `hiss` (s, sh …), `breath` (f, h, th …), `stop` (p, t, k …), `faint` where it is mostly silent, and
 * `any` where nothing is known.
 */
export type Sound = 'vowel' | 'sonorant' | 'hiss' | 'breath' | 'stop' | 'faint' | 'any';

const LETTERS: Readonly<Record<Exclude<Sound, 'any' | 'faint'>, string>> = {
  vowel: 'aeiouyæœøаеиоуыэюяёіїє',
  sonorant: 'lmnrwjłлмнрй',
  hiss: 'szxßшщжзсцч',
  breath: 'fhvþðфхв',
  stop: 'bcdgkpqtбгдкпт',
};

const SOUNDS: ReadonlyMap<string, Sound> = new Map(
  (Object.keys(LETTERS) as (keyof typeof LETTERS)[]).flatMap((sound) =>
    Array.from(LETTERS[sound], (letter) => [letter, sound] as const),
  ),
);

/** Two letters that are one sound in most languages that write them. */
const PAIRS: ReadonlyMap<string, Sound> = new Map([
  ['sh', 'hiss'],
  ['ch', 'hiss'],
  ['th', 'breath'],
  ['ph', 'breath'],
  ['gh', 'faint'],
  ['qu', 'stop'],
  ['ck', 'stop'],
]);
/** Accents that make a hiss of c, s or z. */
const HISS_ACCENT = /^[csz][\u0301\u030c\u0327]/u;
const UNSPOKEN = /[\p{M}\p{P}\p{Z}]/gu;
const FRONT_VOWEL = /^[eiy]/;
const VOWEL = /^[aeiouy]/;
/** Where a last e is hardly heard, in words from a length on. */
const FAINT_E: ReadonlySet<string> = new Set(['en', 'fr']);
const FAINT_E_FROM = 4;

/**
 * The sounds of a word, letter by letter, as spelling suggests; ideographs and digits are `any`. At least
 * one.
 *
 * @param language BCP 47 tag.
 */
export function soundsOf(word: string, language: string): Sound[] {
  const spelled = roughLatin(word.toLowerCase().normalize('NFC'));
  const letters = spelled.replace(UNSPOKEN, '');
  const plain = Array.from(letters, (letter) => letter.normalize('NFD').charAt(0)).join('');
  const hasFaintE = FAINT_E.has(primaryLanguage(language)) && letters.length >= FAINT_E_FROM;
  const sounds: Sound[] = [];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters.charAt(at);
    const next = plain.charAt(at + 1);
    const pair = PAIRS.get(letters.slice(at, at + 2));
    if (pair) {
      sounds.push(pair);
      at++;
    } else if (HISS_ACCENT.test(letter.normalize('NFD'))) sounds.push('hiss');
    else if (letter === next && !VOWEL.test(letter)) sounds.push('faint');
    else if (letter === 'c' && FRONT_VOWEL.test(next)) sounds.push('hiss');
    else if (letter === 'e' && next === '' && hasFaintE) sounds.push('faint');
    else sounds.push(SOUNDS.get(letter) ?? SOUNDS.get(plain.charAt(at)) ?? 'any');
  }
  return sounds.length > 0 ? sounds : ['any'];
}
