import { hi as xtts } from '../languages/hi.ts';
import { abbreviationRule, countingRules, currencies, noun, nouns } from './counting-rules.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { dateRule, digitsToWords, fractionDigits } from './number-reading.ts';

const MONTHS = 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'.split(' ');

const count = (digits: string) => digitsToWords(xtts.numbers, digits);

/** 1100 to 1999 as hundreds, as years are said. */
function year(digits: string): string {
  const n = Number(digits);
  if (digits.length !== 4 || n < 1100 || n > 1999) return count(digits);
  const rest = n % 100;
  return `${count(digits.slice(0, 2))} सौ${rest === 0 ? '' : ` ${count(String(rest))}`}`;
}

/** The ending that is written agrees already: वाँ, वीं, वें; ला, ली, ले. */
function ordinal(digits: string, suffix: string): string {
  const words = digitsToWords(xtts.numbers, digits, 'ordinal').replace(/छःवाँ$/u, 'छठा');
  const ending = /(?:ीं|ी)$/u.test(suffix) ? 'ी' : /(?:ें|े)$/u.test(suffix) ? 'े' : '';
  if (ending === '') return words;
  return words.endsWith('वाँ') ? `${words.slice(0, -2)}${ending}ं` : words.slice(0, -1) + ending;
}

/** "2.30" is ढाई; a quarter past सवा, half past साढ़े, a quarter to पौने. */
function clock(hour: number, minute: number): string {
  const at = (h: number) => count(String(h));
  if (minute === 0) return `${at(hour)} बजे`;
  if (hour >= 1 && hour <= 12) {
    if (minute === 30) {
      return `${hour === 1 ? 'डेढ़' : hour === 2 ? 'ढाई' : `साढ़े ${at(hour)}`} बजे`;
    }
    if (minute === 15) return `${hour === 1 ? 'सवा' : `सवा ${at(hour)}`} बजे`;
    if (minute === 45) return hour === 12 ? 'पौन बजे' : `पौने ${at(hour + 1)} बजे`;
  }
  return `${at(hour)} बजकर ${at(minute)} मिनट${minute === 0 ? '' : ' पर'}`;
}

const RUPEE = ['रुपया|रुपये', 'पैसा|पैसे'] as const;
const DOLLAR = ['डॉलर', 'सेंट'] as const;
const EURO = ['यूरो', 'सेंट'] as const;
const POUND = ['पाउंड', 'पेंस'] as const;

/** Hindi. Groups of two digits above the thousand, as in 25,00,000. */
export const hi: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      'डॉ.': 'डॉक्टर',
      'डा.': 'डॉक्टर',
      'प्रो.': 'प्रोफ़ेसर',
      'श्री.': 'श्री',
      'कु.': 'कुमारी',
      'पं.': 'पंडित',
      'नं.': 'नंबर',
      'क्र.': 'क्रमांक',
      'पृ.': 'पृष्ठ',
      'ई.पू.': 'ईसा पूर्व',
      'उदा.': 'उदाहरण',
      'कि.मी.': 'किलोमीटर',
      'कि.ग्रा.': 'किलोग्राम',
      'मि.': 'मिनट',
    }),
    // 25,00,000: the commas between groups are not points.
    rule(
      'grouped',
      /(?<![0-9.,])(?<n>[0-9]{1,2}(?:,[0-9]{2}){1,6},[0-9]{3})(?![0-9]|,[0-9])/gu,
      ({ n = '' }) => n.replaceAll(',', ''),
    ),
    dateRule('dmy', /[/.-]/, (day, month, digits) => {
      return `${count(day)} ${MONTHS[month - 1]!} ${year(digits)}`;
    }),
    rule(
      'time',
      /(?<![0-9:.,])(?<h>[01]?[0-9]|2[0-4]):(?<m>[0-5][0-9])(?![0-9:])(?: ?बजे)?/gu,
      ({ h, m }) => clock(Number(h), Number(m)),
    ),
    rule(
      'year',
      /(?<=(?:सन्|सन|वर्ष|साल) |(?:जनवरी|फ़रवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर) )(?<year>1[1-9][0-9]{2})(?![0-9]|[.,][0-9])/gu,
      ({ year: digits = '' }) => year(digits),
    ),
    rule(
      'ordinal',
      /(?<![0-9.,])(?<n>[0-9]{1,6})[- ]?(?<suffix>वाँ|वां|वा|वीं|वी|वें|वे|ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे)(?![\p{L}\p{M}])/gu,
      ({ n = '', suffix = '' }) => ordinal(n, suffix),
    ),
    rule('ordinal', /(?<![0-9.,])(?<n>[0-9]{1,6})(?:st|nd|rd|th)(?!\p{L})/gu, ({ n = '' }) =>
      ordinal(n, ''),
    ),
    ...countingRules({
      groups: ',',
      points: '.',
      count,
      decimal: (whole, fraction) => `${count(whole)} दशमलव ${fractionDigits(count, fraction)}`,
      form: (n, [one = '', many = one]) => (n === 1 ? one : many),
      minus: 'माइनस',
      to: 'से',
      percent: noun('प्रतिशत'),
      perMille: noun('प्रति हज़ार'),
      money: currencies({
        '₹': RUPEE,
        'रु.': RUPEE,
        रु: RUPEE,
        'Rs.': RUPEE,
        Rs: RUPEE,
        INR: RUPEE,
        $: DOLLAR,
        USD: DOLLAR,
        '€': EURO,
        EUR: EURO,
        '£': POUND,
        GBP: POUND,
      }),
      units: nouns({
        km: 'किलोमीटर',
        किमी: 'किलोमीटर',
        m: 'मीटर',
        cm: 'सेंटीमीटर',
        mm: 'मिलीमीटर',
        'km/h': 'किलोमीटर प्रति घंटा',
        'किमी/घंटा': 'किलोमीटर प्रति घंटा',
        'm²': 'वर्ग मीटर',
        'km²': 'वर्ग किलोमीटर',
        kg: 'किलोग्राम',
        किग्रा: 'किलोग्राम',
        g: 'ग्राम',
        mg: 'मिलीग्राम',
        l: 'लीटर',
        L: 'लीटर',
        ml: 'मिलीलीटर',
        h: 'घंटा|घंटे',
        min: 'मिनट',
        s: 'सेकंड',
        '°C': 'डिग्री सेल्सियस',
        '°': 'डिग्री',
        GB: 'गीगाबाइट',
        MB: 'मेगाबाइट',
        kW: 'किलोवाट',
        W: 'वाट',
      }),
      scales: nouns({
        हज़ार: 'हज़ार',
        हजार: 'हज़ार',
        लाख: 'लाख',
        करोड़: 'करोड़',
        अरब: 'अरब',
        मिलियन: 'मिलियन',
      }),
      afterScale: ({ forms }) => forms.at(-1)!,
    }),
  ],
  number: count,
  signs: {
    '&': 'और',
    '@': 'ऐट',
    '%': 'प्रतिशत',
    '#': 'नंबर',
    '+': 'प्लस',
    '=': 'बराबर',
    '×': 'गुणा',
    '₹': 'रुपये',
    '€': 'यूरो',
    $: 'डॉलर',
    '£': 'पाउंड',
    '°': 'डिग्री',
    '½': 'आधा',
    '¼': 'एक चौथाई',
    '¾': 'तीन चौथाई',
  },
};
