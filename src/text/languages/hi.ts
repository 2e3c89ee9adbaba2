import type { LanguageRules } from './language-rules.ts';
import { digitByDigit } from './number-grammar.ts';

/** 0 to 99: Hindi has a word of its own for each. */
const SMALL = (
  'शून्य एक दो तीन चार पाँच छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अट्ठारह ' +
  'उन्नीस बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकत्तीस बत्तीस ' +
  'तैंतीस चौंतीस पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस ' +
  'पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरेपन चौवन पचपन छप्पन सत्तावन ' +
  'अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर ' +
  'तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी ' +
  'छियासी सतासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे ' +
  'अट्ठानवे निन्यानवे'
).split(' ');

/** Powers above a hundred, in the Indian system. */
const SCALES: readonly (readonly [size: number, name: string])[] = [
  [1e13, 'नील'],
  [1e11, 'ख़रब'],
  [1e9, 'अरब'],
  [1e7, 'करोड़'],
  [1e5, 'लाख'],
  [1e3, 'हज़ार'],
  [100, 'सौ'],
];

function cardinal(n: number): string {
  const words: string[] = [];
  let rest = n;
  for (const [size, name] of SCALES) {
    const value = Math.trunc(rest / size);
    if (value > 0) words.push(cardinal(value), name);
    rest %= size;
  }
  if (rest > 0 || words.length === 0) words.push(SMALL[rest]!);
  return words.join(' ');
}

const ORDINALS: Readonly<Record<number, string>> = {
  1: 'पहला',
  2: 'दूसरा',
  3: 'तीसरा',
  4: 'चौथा',
  6: 'छठा',
};

const ordinal = (n: number) => ORDINALS[n] ?? `${cardinal(n)}वाँ`;

/** Hindi. num2words has no currencies for it. */
export const hi: LanguageRules = {
  abbreviations: [],
  symbols: ['और', 'ऐट दी रेट', 'प्रतिशत', 'हैश', 'डॉलर', 'पाउंड', 'डिग्री'],
  ordinalSuffix: 'st|nd|rd|th',
  numbers: {
    cardinal,
    ordinal,
    decimal: digitByDigit(cardinal, 'दशमलव'),
    currency: () => undefined,
    centsSeparator: ', ',
  },
};
