import { rule, type NormalizerRule } from '../language-normalizer.ts';
import { romanValue } from '../roman.ts';
import { cardinal, ordinal, type Gender, type PortugueseVariant } from './numbers.ts';
import { nounGender } from './gender.ts';
import { ABBREVIATIONS, CHAT_WORDS, spell, TITLES } from './words.ts';

const NOT_INSIDE = String.raw`(?<![\p{L}\p{M}\p{N}_.])`;
const ROMAN = String.raw`(?<roman>[IVXLCDM]{1,9})(?![\p{L}\p{M}\p{N}_])`;

const MONARCHS =
  /^(?:Pedro|João|José|Afonso|Sancho|Dinis|Fernando|Duarte|Manuel|Sebastião|Filipe|Felipe|Luís|Luiz|Carlos|Miguel|Henrique|Eduardo|Jorge|Ricardo|Guilherme|Jaime|Alexandre|Nicolau|Paulo|Pio|Bento|Leão|Gregório|Clemente|Inocêncio|Urbano|Francisco|Frederico|Napoleão|Ramsés|Ptolomeu|Constantino|Teodósio|Dario|Xerxes|Leopoldo|Gustavo|Otto|Vilhelm|Artur|Edmundo|Elizabeth|Elisabete|Isabel|Maria|Catarina|Margarida|Beatriz|Cristina|Ana|Vitória|Joana|Cleópatra)$/u;

const NUMBERED =
  'cap[íi]tulos?|atos?|actos?|cenas?|tomos?|volumes?|livros?|partes?|t[íi]tulos?|artigos?|fases?|níveis|nível|episódios?|cantos?|seção|secção|anexos?|tipos?|classes?|grupos?|módulos?|apêndices?|inciso|grau|categorias?|temporadas?|lição|unidade|missão|quest|etapas?|planos?|edição';

/** What a capital with a dot after it belongs to, rather than to a name: "Plano B." */
const LETTERED =
  /(?:^|[^\p{L}])(?:plano|vitamina|classe|grupo|tipo|parte|opção|nível|rank|letra|ponto|planeta|ala|bloco|setor|lado|sala|série|anexo|alternativa|turma|hepatite|geração) $/iu;

/** Roman numerals, titles, abbreviations and initials. */
export function nameRules(variant: PortugueseVariant): readonly NormalizerRule[] {
  const titles = new Map(TITLES.map(([form, spoken]) => [form.toLowerCase(), spoken]));
  const titlePattern = TITLES.map(([form]) => form.replace('.', '\\.'))
    .toSorted((a, b) => b.length - a.length)
    .join('|');
  const roman = (numeral: string, ordinalUpTo: number, gender: Gender = 'm') => {
    const value = romanValue(numeral);
    if (value === undefined) return undefined;
    return value <= ordinalUpTo
      ? ordinal(String(value), variant, gender)
      : cardinal(String(value), variant);
  };
  return [
    rule(
      'Dom and Dona',
      /(?<![\p{L}\p{M}\p{N}_.])D\. (?=(?<name>\p{Lu}\p{Ll}+))/gu,
      ({ name = '' }, { before }) =>
        /\p{Lu}\p{Ll}+ $/u.test(before)
          ? undefined
          : nounGender(name.toLowerCase()) === 'f' || /^(?:Beatriz|Inês|Leonor|Isabel)$/u.test(name)
            ? 'Dona '
            : 'Dom ',
    ),
    rule(
      'title',
      new RegExp(
        `${NOT_INSIDE}(?<title>${titlePattern})(?:\\.?[ªº]|\\.[ªº]?)(?= ?(?:\\p{Lu}|["“«]))(?<space> ?)`,
        'giu',
      ),
      ({ title = '' }, { match, after, before }) => {
        if (/^cap/iu.test(title) && /^[IVXLC]+(?!\p{L})/u.test(after)) return undefined;
        if (/^(?:st|pe|ten|gen|rod|cel)$/u.test(title)) return undefined;
        const isFeminine = /ª/u.test(match) || /^(?:profa|prof\.ª)$/iu.test(title);
        const word = titles.get(title.toLowerCase())!;
        const said = isFeminine && !word.endsWith('a') ? `${word}a` : word;
        const isLower = title === title.toLowerCase() && !/^$/u.test(before);
        return `${isLower ? said.toLowerCase() : said} `;
      },
    ),
    rule(
      'title alone',
      new RegExp(
        `${NOT_INSIDE}(?<title>srs?|sras?|srta|drs?|dras?|profa?|exm[oa]|ilm[oa])\\.(?!\\p{L})`,
        'giu',
      ),
      ({ title = '' }, { after }) => {
        const word = titles.get(title.toLowerCase())!;
        const said = title === title.toLowerCase() ? word.toLowerCase() : word;
        return said + (endsSentence(after) ? '.' : '');
      },
    ),
    rule('street', /(?<=(?:^|[^\p{L}])(?:na|da|à|pela|a) )R\. (?=\p{Lu}\p{Ll})/giu, () => 'Rua '),
    ...ABBREVIATIONS.map(([form, spoken, use]) => {
      const end =
        use === 'n' ? String.raw`\.(?= ?(?:[0-9]|[IVXLC]+(?!\p{L})))` : String.raw`\.(?!\p{L})`;
      const isCased = /[A-Z]/u.test(form) && !/^(?:Lt|Ld|Ci|Jr)/u.test(form);
      return rule(
        'abbreviation',
        new RegExp(`${NOT_INSIDE}(?:${form})${end}`, isCased ? 'gu' : 'giu'),
        (_, { match, after }) => {
          const first = match.slice(0, 1);
          const isCapital = first !== first.toLowerCase() && spoken[0] === spoken[0]!.toLowerCase();
          const said = isCapital && !isCased ? spoken[0]!.toUpperCase() + spoken.slice(1) : spoken;
          return said + ((use === 'e' ? endsSentence(after) : /^\s*$/u.test(after)) ? '.' : '');
        },
      );
    }),
    rule(
      'era',
      /(?<=[0-9IVX] ?)(?<era>[AaDd])[Cc](?![\p{L}\p{N}.])/gu,
      ({ era = '' }) => `${era.toLowerCase() === 'a' ? ' antes' : ' depois'} de Cristo`,
    ),
    rule(
      'chat word',
      new RegExp(
        `(?<![\\p{L}\\p{M}\\p{N}_.@/])(?<word>${Object.keys(CHAT_WORDS).join('|')})(?![\\p{L}\\p{M}\\p{N}_/]|\\.\\p{L})`,
        'gu',
      ),
      ({ word = '' }) => CHAT_WORDS[word],
    ),
    rule('either', /(?<![\p{L}\p{N}])e\/ou(?![\p{L}\p{N}])/giu, () => 'e ou'),
    rule(
      'century',
      new RegExp(`(?<=(?:^|[^\\p{L}])séculos? (?:[IVX]+ (?:e|a|ao|até o) )?)${ROMAN}`, 'giu'),
      ({ roman: numeral = '' }) => roman(numeral.toUpperCase(), 10),
    ),
    rule(
      'centuries',
      new RegExp(`(?<=(?:^|[^\\p{L}])séculos? [\\p{L} ]{3,40} (?:e|a|ao|até o) )${ROMAN}`, 'gu'),
      ({ roman: numeral = '' }) => roman(numeral, 10),
    ),
    rule(
      'roman ordinal',
      new RegExp(
        `(?<![\\p{L}\\p{M}\\p{N}_])${ROMAN}(?= (?<noun>Guerra|República|Reich|Império|Dinastia|Congresso|Encontro|Festival|Concílio|Simpósio|Jornada|Conferência|Cruzada|Bienal|Milênio|Semana)(?!\\p{L}))`,
        'gu',
      ),
      ({ roman: numeral = '', noun = '' }) => {
        const value = romanValue(numeral);
        if (value === undefined) return undefined;
        const said = ordinal(String(value), variant, nounGender(noun.toLowerCase()));
        return noun === 'Guerra' || noun === 'República' || noun === 'Reich'
          ? capitalized(said)
          : said;
      },
    ),
    rule(
      'roman number',
      new RegExp(`(?<=(?:^|[^\\p{L}])(?:${NUMBERED}|guerra mundial) )${ROMAN}`, 'giu'),
      ({ roman: numeral = '' }) =>
        numeral === numeral.toUpperCase() ? roman(numeral, 0) : undefined,
    ),
    rule(
      'monarch',
      new RegExp(`(?<=(?<![\\p{L}\\p{M}])(?<name>\\p{Lu}[\\p{Ll}]{1,20}) )${ROMAN}`, 'gu'),
      ({ name = '', roman: numeral = '' }, { before }) => {
        const isMonarch = MONARCHS.test(name);
        const titled =
          /(?:Dom|Dona|[Rr]ei|[Rr]ainha|[Pp]apa|[Cc]zar|[Ii]mperador|[Ii]mperatriz|[Ff]araó|[Pp]ríncipe) \p{L}+ $/u.test(
            before,
          );
        if (numeral.length === 1 && !isMonarch && !titled) return undefined;
        if (!isMonarch && !titled && !/^(?:[IVX]{2,6})$/u.test(numeral)) return undefined;
        const isFeminine =
          /(?:[Rr]ainha|[Ii]mperatriz|Dona) \p{L}+ $/u.test(before) ||
          /(?:a|beth|Isabel|Beatriz)$/u.test(name);
        const said = roman(numeral, isMonarch || titled ? 10 : 0, isFeminine ? 'f' : 'm');
        return said === undefined ? undefined : isMonarch || titled ? capitalized(said) : said;
      },
    ),
    rule(
      'initials',
      /(?<![\p{L}\p{M}\p{N}_.])(?<letters>(?:\p{Lu}\. ?){1,4})(?=\p{Lu}\p{Ll})/gu,
      ({ letters = '' }, { before }) => {
        const isOne = letters.replace(/[^\p{L}]/gu, '').length === 1;
        if (
          isOne &&
          (LETTERED.test(before) || !/(?:^|\p{Lu}\p{Ll}+ |[^\p{L}.!?] )$/u.test(before))
        ) {
          return /(?:^|[^\p{L}])\p{Ll}+ $/u.test(before) &&
            !LETTERED.test(before) &&
            !/^[EOA]\./u.test(letters)
            ? `${spell(letters, variant)} `
            : undefined;
        }
        return `${spell(letters, variant)} `;
      },
    ),
  ];
}

function capitalized(text: string): string {
  return text.replace(/(?<!\p{L})\p{Ll}(?=\p{L}{2})/gu, (letter) => letter.toUpperCase());
}

function endsSentence(after: string): boolean {
  return /^(?:["”»)]|\s*$|\s+\p{Lu})/u.test(after);
}
