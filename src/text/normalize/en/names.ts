import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { romanValue } from '../roman.ts';
import { cardinal, ordinal, type EnglishVariant } from './numbers.ts';
import { ABBREVIATIONS, BARE_ABBREVIATIONS, spell, STREETS, TITLES } from './words.ts';

const NOT_INSIDE = String.raw`(?<![\p{L}\p{M}\p{N}_.])`;
const ROMAN = String.raw`(?<roman>[IVXLCDM]{1,9})(?![\p{L}\p{M}\p{N}_]|['’]\p{L})`;

const MONARCHS =
  /^(?:Henry|Charles|Edward|George|William|James|Richard|Elizabeth|Mary|Louis|Philip|Ferdinand|Frederick|Pius|Paul|Benedict|Gregory|Leo|Clement|Innocent|Alexander|Catherine|Nicholas|Peter|Ivan|Napoleon|Ramesses|Ptolemy|Darius|Leopold|Gustav|Otto|Wilhelm|Victoria|Robert|David|Malcolm|Baldwin|Francis|Joseph|Maximilian|Pedro|John|Stephen|Constantine|Isabella|Urban|Sixtus|Julius)$/u;

const TITLED =
  /(?:^|[^\p{L}])(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Prince|Princess|Pharaoh|Sultan|Lord|Duke|Kaiser|Saint)(?: \p{Lu}\p{Ll}+){0,2} $/u;

const NUMBERED =
  'Chapters?|Parts?|Acts?|Scenes?|Books?|Volumes?|Articles?|Sections?|Appendix|Episodes?|Phase|Level|Type|Class|Stage|Grade|Tier|Title|Canto|Mark|Rank|Season|World War|Super Bowl|Star Wars|Rocky|Schedule|Figure|Table|Group|Category|Division|Apollo|Saturn|Case|Unit|Lesson|Module|Quest|Floor';

/** What a capital with a dot after it belongs to, rather than to a name: "Plan B." */
const LETTERED =
  /(?:^|[^\p{L}])(?:plan|vitamin|class|group|type|part|option|level|rank|letter|point|planet|wing|block|sector|side|room|series|grade|exhibit|door|team|and|than|am|hepatitis|generation|gate|appendix) $/iu;

/** Roman numerals, titles, abbreviations and initials. */
export function nameRules(variant: EnglishVariant): readonly NormalizerRule[] {
  const titles = new Map(TITLES);
  const titlePattern = TITLES.map(([form]) => form)
    .toSorted((a, b) => b.length - a.length)
    .join('|');
  return [
    rule(
      'street',
      new RegExp(
        `(?<=\\p{Lu}\\p{Ll}+ |[0-9](?:st|nd|rd|th) )(?<street>${Object.keys(STREETS).join('|')})\\.(?=["”)]|,|;|\\s*$|\\s+(?:\\p{Ll}|[0-9]|The|It|He|She|They|We|I|In|At|But|And|Then)(?!\\p{L}{8}))`,
        'gu',
      ),
      ({ street = '' }, { after }) => STREETS[street]! + (endsSentence(after) ? '.' : ''),
    ),
    rule(
      'street without a dot',
      /(?<=\p{Lu}\p{Ll}+ )(?<street>Ave|Blvd|Rd|Hwy|Pkwy)\.?(?!\p{L})/gu,
      ({ street = '' }, { match, after }) =>
        STREETS[street]! + (match.endsWith('.') && endsSentence(after) ? '.' : ''),
    ),
    rule(
      'title',
      new RegExp(`${NOT_INSIDE}(?<title>${titlePattern})\\. ?(?=\\p{Lu}|["“])`, 'gu'),
      ({ title = '' }) => `${titles.get(title)} `,
    ),
    rule(
      'title alone',
      new RegExp(
        `${NOT_INSIDE}(?<![0-9] ?)(?<title>Mr|Mrs|Ms|Mx|Drs?|Prof|Sgt|Capt|Lt|Col|Gen|Maj|Rev|Hon|St|Ft)\\.`,
        'giu',
      ),
      ({ title = '' }, { after }) => {
        const form = title[0]!.toUpperCase() + title.slice(1).toLowerCase();
        const said = titles.get(form) ?? title;
        return (title === form ? said : said.toLowerCase()) + (endsSentence(after) ? '.' : '');
      },
    ),
    ...ABBREVIATIONS.map(([form, spoken, use]) => {
      const end =
        use === 'n'
          ? String.raw`\.(?= ?(?:[0-9]|[IVXLC]+(?!\p{L})))`
          : use === 'e'
            ? String.raw`\.(?!\p{L})`
            : String.raw`\.(?![\p{L}\p{N}])`;
      const flags = use === 'e' && !form.includes('\\') ? 'giu' : 'gu';
      return rule(
        'abbreviation',
        new RegExp(`${NOT_INSIDE}(?:${form})${end}`, flags),
        (_, context) => {
          const { match, after } = context;
          const isCapital = /^\p{Lu}\p{Ll}/u.test(match);
          const said = isCapital ? spoken[0]!.toUpperCase() + spoken.slice(1) : spoken;
          const stop = use === 'e' ? endsSentence(after) : /^\s*$/u.test(after);
          return said + (stop ? '.' : '');
        },
      );
    }),
    rule('example', /(?<![\p{L}\p{N}_.])(?:E\.g|I\.e)\./gu, (_, { match }) =>
      match.startsWith('E') ? 'For example' : 'That is',
    ),
    rule(
      'bare abbreviation',
      /(?<![\p{L}\p{M}\p{N}_.@/])(?:vs|w\/o|w\/|PhDs?|(?:Mrs?|Ms|Dr)(?= \p{Lu})|lvl)(?![\p{L}\p{M}\p{N}_/]|(?<![/])\.\p{L})/gu,
      (_, { match }) => BARE_ABBREVIATIONS[match],
    ),
    rule('with', /(?<![\p{L}\p{M}\p{N}_.@/])w\/(?=\p{L})/gu, () => 'with '),
    rule(
      'era',
      /(?<=(?:[0-9]|[Cc]entury) ?)(?<era>BCE|BC|CE|AD|B\.C\.E?\.?|A\.D\.|C\.E\.)(?!\p{L})|(?<![\p{L}\p{N}])(?<before>AD|A\.D\.)(?= [0-9])/gu,
      ({ era = '', before }, { after }) =>
        spell(era || (before ?? '')) + (era.endsWith('.') && endsSentence(after) ? '.' : ''),
    ),
    rule(
      'roman number',
      new RegExp(
        `(?<=(?:^|[^\\p{L}])(?<what>${NUMBERED}|${NUMBERED.toLowerCase()}),? )${ROMAN}`,
        'gu',
      ),
      ({ roman = '', what = '' }, { after }) => {
        // "Part I" is a number, "the part I like" is not.
        const isBook = /^(?:World War|Chapters?|Acts?|Scenes?|Volumes?|Books?)$/u.test(what);
        if (roman === 'I' && !isBook && (what === what.toLowerCase() || /^ \p{Ll}/u.test(after))) {
          if (!/^ (?:of|and|is|was|begins|ends|the|in|to)(?!\p{L})/u.test(after)) return undefined;
          if (what === what.toLowerCase()) return undefined;
        }
        const value = romanValue(roman);
        return value === undefined ? undefined : cardinal(String(value), variant);
      },
    ),
    rule(
      'monarch',
      new RegExp(`(?<=(?<![\\p{L}\\p{M}])(?<name>\\p{Lu}\\p{Ll}{1,20}) )${ROMAN}`, 'gu'),
      ({ name = '', roman = '' }, { before }) => {
        const isTitled = TITLED.test(before);
        const isMonarch = isTitled || (MONARCHS.test(name) && !/^[IX]$/u.test(roman));
        if (!isMonarch && !/^[IVX]{2,6}$/u.test(roman)) return undefined;
        const value = romanValue(roman);
        if (value === undefined) return undefined;
        if (!isMonarch) return cardinal(String(value), variant);
        const said = ordinal(String(value), variant);
        return `the ${said[0]!.toUpperCase()}${said.slice(1)}`;
      },
    ),
    rule(
      'initials',
      /(?<![\p{L}\p{M}\p{N}_.])(?<letters>(?:\p{Lu}\. ?){1,4})(?=\p{Lu}\p{Ll})/gu,
      ({ letters = '' }, { before }) => {
        const isOne = letters.replace(/[^\p{L}]/gu, '').length === 1;
        if (
          isOne &&
          (LETTERED.test(before) || !/(?:^|\p{L}\p{Ll}* |[^\p{L}.!?] )$/u.test(before))
        ) {
          return undefined;
        }
        // "P M. Then" and "I. Then" end a sentence.
        const isSpelled = /(?:^|[^\p{L}])\p{Lu} $/u.test(before);
        if (isOne && (isSpelled || letters.startsWith('I'))) return undefined;
        return `${spell(letters)} `;
      },
    ),
  ];
}

function endsSentence(after: string): boolean {
  return /^(?:["”)]|\s*$|\s+\p{Lu})/u.test(after);
}
