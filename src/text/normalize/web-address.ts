import { rule, type NormalizerRule } from './language-normalizer.ts';

/** How a language says the parts of a web address. */
export interface WebWords {
  readonly dot: string;
  readonly at: string;
  readonly slash: string;
  readonly hyphen: string;
  readonly underscore: string;
  /** `@name` on a social network: "arroba", "at". */
  readonly mention: string;
  readonly hashtag: string;
  /** Letters one by one: "bê erre". */
  readonly spell: (letters: string) => string;
  readonly number: (digits: string) => string;
}

/** Domains that are read as a word; the others (`br`, `io`) are spelled. */
const READ_DOMAINS = new Set(
  'com org net gov edu info dev app blog shop online site wiki art game games xyz biz'.split(' '),
);

const NAME = String.raw`[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?`;
/** The last label of a bare domain; a word behind a forgotten space after a full stop is none. */
const TOP_LEVEL =
  '(?:com|org|net|gov|edu|info|dev|app|io|ai|br|pt|uk|us|de|fr|es|it|nl|eu|me|tv|gg|co|ca|au|jp|xyz|blog|shop|wiki)';

const EMAIL = new RegExp(
  String.raw`(?<![\p{L}\p{N}._%+-])(?<user>[\p{L}0-9._%+-]{1,64})@(?<host>(?:${NAME}\.){1,4}[a-z]{2,24})(?![\p{L}\p{N}])`,
  'giu',
);
const URL_WITH_SCHEME = /(?<![\p{L}\p{N}])(?:https?|ftp):\/\/(?<rest>[^\s<>"“”]{1,2000})/giu;
const BARE_URL = new RegExp(
  String.raw`(?<![\p{L}\p{N}@.\-/_])(?<rest>(?:www\.(?:${NAME}\.){1,4}[a-z]{2,24}|(?:${NAME}\.){1,4}${TOP_LEVEL})(?![\p{L}\p{N}-]|\.[\p{L}\p{N}])(?:/[^\s<>"“”]{0,2000})?)`,
  'giu',
);

/** A path that is longer is not said: nobody can follow it. */
const MAX_SPOKEN_PATH = 30;

/** E-mail addresses, links (host and a short path, no scheme, no `www`), `@name` and `#tag`. */
export function webAddressRules(words: WebWords): readonly NormalizerRule[] {
  const speak = (part: string): string => speakPart(part, words);
  const host = (text: string): string =>
    text
      .replace(/^www\./iu, '')
      .replace(/:[0-9]+$/u, '')
      .split('.')
      .map((label, i, { length }) =>
        i > 0 && i >= length - 2 && label.length <= 3 && !READ_DOMAINS.has(label.toLowerCase())
          ? words.spell(label)
          : speak(label),
      )
      .filter((label) => label !== '')
      .join(` ${words.dot} `);
  const url = ({ rest = '' }: { readonly rest?: string | undefined }): string => {
    const [, address = '', tail = ''] = /^(.*?)([.,;:!?…)\]'’*_]*)$/u.exec(rest) ?? [];
    const [name = '', ...path] = (address.split(/[?#]/u, 1)[0] ?? '').split('/');
    const said = path.filter((part) => part !== '');
    const short = /[?#=]/u.test(address) || said.join('/').length > MAX_SPOKEN_PATH ? [] : said;
    const bare = name.replace(/^.*@/u, '');
    return [host(bare), ...short.map(speak)].join(` ${words.slash} `) + tail.replace(/[*_]/gu, '');
  };
  return [
    rule('email', EMAIL, ({ user = '', host: name = '' }) => {
      return `${speak(user)} ${words.at} ${host(name)}`;
    }),
    rule('url', URL_WITH_SCHEME, url),
    rule('url', BARE_URL, url),
    rule('mention', /(?<![\p{L}\p{N}@.])@(?<name>\p{L}[\p{L}\p{N}_.]{0,29})/gu, ({ name = '' }) => {
      const [, bare = '', tail = ''] = /^(.*?)(\.*)$/u.exec(name) ?? [];
      return `${words.mention} ${speak(bare)}${tail}`;
    }),
    rule('hashtag', /(?<![\p{L}\p{N}#&/])#(?<tag>\p{L}[\p{L}\p{N}_]{0,60})/gu, ({ tag = '' }) => {
      return `${words.hashtag} ${speak(tag.replace(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' '))}`;
    }),
  ];
}

function speakPart(part: string, words: WebWords): string {
  return part
    .replace(/%[0-9a-f]{2}/giu, ' ')
    .replaceAll('.', ` ${words.dot} `)
    .replaceAll('-', ` ${words.hyphen} `)
    .replaceAll('_', ` ${words.underscore} `)
    .replace(/[0-9]+/gu, (digits) => ` ${words.number(digits)} `)
    .replace(/[^\p{L}\p{M}\s'-]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
