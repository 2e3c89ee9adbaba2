import { fr as xtts } from '../languages/fr.ts';
import {
  abbreviationRule,
  BEFORE_NUMBER,
  countingRules,
  currencies,
  noun,
  nouns,
  type Gender,
} from './counting-rules.ts';
import { rule, type LanguageNormalizer } from './language-normalizer.ts';
import { dateRule, digitsToWords, fractionWords, timeRule } from './number-reading.ts';
import { romanValue } from './roman.ts';

const MONTHS =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

function count(digits: string, gender?: Gender): string {
  const words = digitsToWords(xtts.numbers, digits);
  return gender === 'f' ? words.replace(/(?<!\p{L})un$/u, 'une') : words;
}

/** Feminine nouns that are counted most; before others "un" stays, as the commonest form. */
const FEMININE =
  /^ (?:heure|minute|seconde|page|année|semaine|journée|nuit|fois|personne|femme|fille|voiture|maison|pièce|chose|question|ligne|étoile|potion|épée|flèche|chance|place|étape|partie|victoire|tonne)s?(?!\p{L})/u;

function before(digits: string, after: string): string {
  return count(digits, FEMININE.test(after.slice(0, 20)) ? 'f' : 'm');
}

/** num2words leaves plurals in: quatre-vingtsième, deux centsième. */
function ordinal(digits: string): string {
  return digitsToWords(xtts.numbers, digits, 'ordinal').replace(
    /(?<=vingt|cent|million)sième$/,
    'ième',
  );
}

function hours(hour: number): string {
  return `${count(String(hour), 'f')} ${hour < 2 ? 'heure' : 'heures'}`;
}

/** French, as in France. */
export const fr: LanguageNormalizer = {
  rules: [
    abbreviationRule({
      Mme: 'madame',
      Mmes: 'mesdames',
      Mlle: 'mademoiselle',
      Dr: 'docteur',
      'Dr.': 'docteur',
      'Pr.': 'professeur',
      'MM.': 'messieurs',
      'Mr.': 'monsieur',
      Mr: 'monsieur',
      Cie: 'compagnie',
      'av.': 'avenue',
      'bd.': 'boulevard',
      'n°': 'numéro',
      nº: 'numéro',
      'tél.': 'téléphone',
      'env.': 'environ',
      'ex.': 'exemple',
      'p. ex.': 'par exemple',
      'c.-à-d.': "c'est-à-dire",
      'etc.': 'et cetera',
      'av. J.-C.': 'avant Jésus-Christ',
      'apr. J.-C.': 'après Jésus-Christ',
      'St-': 'Saint-',
      'Ste-': 'Sainte-',
      'vs.': 'contre',
    }),
    abbreviationRule(
      {
        'p.': 'page',
        'pp.': 'pages',
        'chap.': 'chapitre',
        'art.': 'article',
        'vol.': 'volume',
      },
      BEFORE_NUMBER,
    ),
    // "M. Dupont", but not the initial in "Robert M. Dupont".
    rule(
      'abbreviation',
      /(?<![\p{L}\p{N}.]|\p{Lu}\p{Ll}+ )M\.(?= ?\p{Lu})/gu,
      (_, { before: text }) => (/(?:^|[.!?] )$/u.test(text) ? 'Monsieur' : 'monsieur'),
    ),
    rule(
      'century',
      /(?<![\p{L}\p{N}])(?<roman>[IVX]{1,6})(?<mark>er|re|e|ème)(?![\p{L}\p{N}])/gu,
      ({ roman = '', mark }) => {
        const value = romanValue(roman);
        if (value === undefined) return undefined;
        return value === 1 && mark === 're' ? 'première' : ordinal(String(value));
      },
    ),
    rule(
      'regnal number',
      /(?<=(?:Louis|Henri|Charles|Philippe|François|Napoléon|Jean|Paul|Pie|Benoît|Élisabeth|[Cc]hapitre|[Tt]ome|[Aa]cte) )(?<roman>[IVX]{1,6})(?![\p{L}\p{N}])/gu,
      ({ roman = '' }, { before: text }) => {
        const value = romanValue(roman);
        if (value === undefined) return undefined;
        const isPart = /(?:chapitre|tome|acte) $/iu.test(text.slice(-10));
        return value === 1 && !isPart ? 'premier' : count(String(value));
      },
    ),
    rule(
      'ordinal',
      /(?<![0-9.,])(?<n>[0-9]{1,4})(?<mark>ers?|re|ère|res|ères|es?|èmes?|ième|nde?|º)(?![\p{L}\p{N}])/gu,
      ({ n = '', mark = '' }) => {
        if (n === '1')
          return mark.includes('r') && /^(?:re|ère)/.test(mark) ? 'première' : 'premier';
        if (n === '2' && mark.startsWith('nd')) return mark === 'nde' ? 'seconde' : 'second';
        return ordinal(n);
      },
    ),
    dateRule('dmy', /[/.-]/, (day, month, year) => {
      return `${day === '1' ? 'premier' : count(day)} ${MONTHS[month - 1]!} ${count(year)}`;
    }),
    timeRule('(?: ?h ?|:)', '(?: ?h(?![\\p{L}\\p{N}]))?', (hour, minute) => {
      return minute === 0 ? hours(hour) : `${hours(hour)} ${count(String(minute))}`;
    }),
    ...countingRules({
      groups: '. ',
      count,
      before,
      decimal: (whole, fraction) => `${count(whole)} virgule ${fractionWords(count, fraction)}`,
      // Plural from two on: "un virgule cinq kilogramme".
      form: (n, [one = '', many = one]) => (n < 2 ? one : many),
      // "douze euros cinquante", as one says it.
      joinCents: (units, cents) =>
        `${units} ${cents.replace(/ (?:centimes?|cents?|pence|penny)$/, '')}`,
      minus: 'moins',
      to: 'à',
      percent: noun('pour cent'),
      perMille: noun('pour mille'),
      money: currencies({
        '€': ['euro|euros', 'centime|centimes'],
        EUR: ['euro|euros', 'centime|centimes'],
        $: ['dollar|dollars', 'cent|cents'],
        US$: ['dollar|dollars', 'cent|cents'],
        USD: ['dollar|dollars', 'cent|cents'],
        '£': ['f:livre|livres', 'penny|pence'],
        GBP: ['f:livre|livres', 'penny|pence'],
        CHF: ['franc suisse|francs suisses', 'centime|centimes'],
        '¥': ['yen|yens'],
      }),
      units: nouns({
        km: 'kilomètre|kilomètres',
        m: 'mètre|mètres',
        cm: 'centimètre|centimètres',
        mm: 'millimètre|millimètres',
        'km/h': 'kilomètre heure|kilomètres heure',
        'm/s': 'mètre par seconde|mètres par seconde',
        'm²': 'mètre carré|mètres carrés',
        'km²': 'kilomètre carré|kilomètres carrés',
        'm³': 'mètre cube|mètres cubes',
        kg: 'kilogramme|kilogrammes',
        g: 'gramme|grammes',
        mg: 'milligramme|milligrammes',
        t: 'f:tonne|tonnes',
        l: 'litre|litres',
        L: 'litre|litres',
        cl: 'centilitre|centilitres',
        ml: 'millilitre|millilitres',
        h: 'f:heure|heures',
        min: 'f:minute|minutes',
        s: 'f:seconde|secondes',
        '°C': 'degré Celsius|degrés Celsius',
        '°F': 'degré Fahrenheit|degrés Fahrenheit',
        '°': 'degré|degrés',
        Go: 'gigaoctet|gigaoctets',
        Mo: 'mégaoctet|mégaoctets',
        ko: 'kilooctet|kilooctets',
        kW: 'kilowatt|kilowatts',
        W: 'watt|watts',
        Hz: 'hertz',
      }),
      scales: nouns({
        mille: 'mille',
        million: 'million|millions',
        millions: 'million|millions',
        milliard: 'milliard|milliards',
        milliards: 'milliard|milliards',
        M: 'million|millions',
        Md: 'milliard|milliards',
        Mds: 'milliard|milliards',
      }),
      afterScale: ({ forms }) => (/^[aeiouy]/.test(forms[0]!) ? "d'" : 'de ') + forms.at(-1)!,
    }),
  ],
  number: (digits) => count(digits),
  signs: {
    '&': 'et',
    '@': 'arobase',
    '%': 'pour cent',
    '#': 'numéro',
    '+': 'plus',
    '=': 'égale',
    '×': 'fois',
    '€': 'euros',
    $: 'dollars',
    '£': 'livres',
    '°': 'degrés',
    '½': 'un demi',
    '¼': 'un quart',
    '¾': 'trois quarts',
  },
};
