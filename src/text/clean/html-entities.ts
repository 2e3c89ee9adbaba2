/** U+00A0 to U+00FF, in order, as HTML 4 names them. */
const LATIN_1 = (
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 ' +
  'sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc ' +
  'Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve ' +
  'Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute ' +
  'acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ' +
  'ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
).split(' ');

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...Object.entries({
    ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", lpar: '(', rpar: ')', num: '#' },
    ...{ ndash: '–', mdash: '—', hellip: '…', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”' },
    ...{ bull: '•', trade: '™', euro: '€', minus: '−', le: '≤', ge: '≥', ne: '≠', thinsp: ' ' },
    ...{ ensp: ' ', emsp: ' ', lsaquo: '‹', rsaquo: '›', sbquo: '‚', bdquo: '„', rarr: '→' },
  }),
]);

/** Matches an entity with its semicolon; no name in the table is longer. */
export const ENTITY = /^&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][\da-zA-Z]{1,8}));/u;

/** Matches what can become `ENTITY`. */
export const ENTITY_PARTIAL = /^&(?:#\d{0,7}|#[xX][\da-fA-F]{0,6}|[a-zA-Z][\da-zA-Z]{0,8})?$/u;

/** The character of an entity, from the match of `ENTITY`; `undefined` for an unknown name. */
export function decodeEntity([, decimal, hex, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return NAMED.get(name);
  const code = decimal === undefined ? parseInt(hex!, 16) : parseInt(decimal, 10);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
  return code > 0x10ffff || isSurrogate || isControl ? undefined : String.fromCodePoint(code);
}
