import type { PortugueseVariant } from './numbers.ts';

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Names of the letters, with the accents that keep "ele" and "esse" from being other words. */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'á',
  b: 'bê',
  c: 'cê',
  d: 'dê',
  e: 'é',
  f: 'efe',
  g: 'gê',
  h: 'agá',
  i: 'i',
  j: 'jota',
  k: 'cá',
  l: 'éle',
  m: 'eme',
  n: 'ene',
  o: 'ó',
  p: 'pê',
  q: 'quê',
  r: 'erre',
  s: 'ésse',
  t: 'tê',
  u: 'u',
  v: 'vê',
  w: 'dáblio',
  x: 'xis',
  y: 'ípsilon',
  z: 'zê',
};

/** Letters one by one: "efe bê i". */
export function spell(letters: string, variant: PortugueseVariant): string {
  return Array.from(
    letters
      .normalize('NFD')
      .replace(/[^a-z]/giu, '')
      .toLowerCase(),
    (letter) => (variant === 'PT' && letter === 'k' ? 'capa' : LETTERS[letter]),
  ).join(' ');
}

/** Titles: they stand before a name, so their dot never ends a sentence. */
export const TITLES: readonly (readonly [form: string, spoken: string])[] = [
  ['Sr', 'Senhor'],
  ['Sra', 'Senhora'],
  ['Srs', 'Senhores'],
  ['Sras', 'Senhoras'],
  ['Srta', 'Senhorita'],
  ['Dr', 'Doutor'],
  ['Dra', 'Doutora'],
  ['Drs', 'Doutores'],
  ['Dras', 'Doutoras'],
  ['Prof', 'Professor'],
  ['Profa', 'Professora'],
  ['Prof.ª', 'Professora'],
  ['Profs', 'Professores'],
  ['Exmo', 'Excelentíssimo'],
  ['Exma', 'Excelentíssima'],
  ['Ilmo', 'Ilustríssimo'],
  ['Ilma', 'Ilustríssima'],
  ['Eng', 'Engenheiro'],
  ['Arq', 'Arquiteto'],
  ['Gen', 'General'],
  ['Cel', 'Coronel'],
  ['Maj', 'Major'],
  ['Cap', 'Capitão'],
  ['Ten', 'Tenente'],
  ['Sgt', 'Sargento'],
  ['Sto', 'Santo'],
  ['Sta', 'Santa'],
  ['St', 'Santo'],
  ['Pe', 'Padre'],
  ['Av', 'Avenida'],
  ['Rod', 'Rodovia'],
  ['Trav', 'Travessa'],
  ['Pça', 'Praça'],
];

/**
 * Abbreviations inside a sentence (the form is the source of a pattern): `n` marks those that count
 * only before a number, `e` those that may end the sentence with their dot.
 */
export const ABBREVIATIONS: readonly (readonly [form: string, spoken: string, use?: 'n' | 'e'])[] =
  [
    ['etc', 'et cetera', 'e'],
    ['p\\. ?ex', 'por exemplo'],
    ['ex', 'exemplo'],
    ['p\\. ?p', 'pontos percentuais', 'e'],
    ['obs', 'observação'],
    ['v\\. ?g', 'por exemplo'],
    ['i\\. ?e', 'isto é'],
    ['e\\. ?g', 'por exemplo'],
    ['a\\. ?C', 'antes de Cristo', 'e'],
    ['d\\. ?C', 'depois de Cristo', 'e'],
    ['V\\. ?Ex[aª]', 'Vossa Excelência'],
    ['V\\. ?S[aª]', 'Vossa Senhoria'],
    ['V\\. ?M', 'Vossa Majestade'],
    ['S\\. ?A', 'ésse á', 'e'],
    ['Ltda', 'limitada', 'e'],
    ['Lda', 'limitada', 'e'],
    ['ltd', 'limitada', 'e'],
    ['Cia', 'companhia', 'e'],
    ['co', 'companhia', 'e'],
    ['Jr', 'Júnior', 'e'],
    ['vs', 'versus'],
    ['cf', 'conforme'],
    ['ca', 'cerca de', 'n'],
    ['aprox', 'aproximadamente'],
    ['séc', 'século'],
    ['sécs', 'séculos'],
    ['tel', 'telefone'],
    ['cel', 'celular'],
    ['ap', 'apartamento', 'n'],
    ['apto', 'apartamento', 'n'],
    ['pág', 'página'],
    ['págs', 'páginas'],
    ['p', 'página', 'n'],
    ['pp', 'páginas', 'n'],
    ['art', 'artigo', 'n'],
    ['arts', 'artigos', 'n'],
    ['fig', 'figura', 'n'],
    ['figs', 'figuras', 'n'],
    ['tab', 'tabela', 'n'],
    ['cap', 'capítulo', 'n'],
    ['caps', 'capítulos', 'n'],
    ['vol', 'volume'],
    ['vols', 'volumes'],
    ['ed', 'edição', 'n'],
    ['nív', 'nível'],
    ['inc', 'inciso', 'n'],
    ['máx', 'máximo'],
    ['mín', 'mínimo'],
    ['méd', 'médio'],
    ['núm', 'número'],
    ['n', 'número', 'n'],
    ['qtd', 'quantidade'],
    ['depto', 'departamento'],
    ['gov', 'governo'],
    ['univ', 'universidade'],
    ['ref', 'referência'],
    ['trad', 'tradução'],
  ];

/** Written without a dot, in chats and the like. */
export const CHAT_WORDS: Readonly<Record<string, string>> = {
  vc: 'você',
  vcs: 'vocês',
  tb: 'também',
  tbm: 'também',
  vs: 'versus',
  pq: 'porque',
  qdo: 'quando',
  hj: 'hoje',
  msg: 'mensagem',
  msgs: 'mensagens',
  obs: 'observação',
};

/** Read as words. */
export const READ_ACRONYMS = set(`
  ONU OTAN NATO NASA OMS UNESCO UNICEF FIFA UEFA PIB AIDS SIDA OVNI UFO SUS FUNAI IBAMA ANVISA ENEM PUC USP
  TAP CAMEX MEC OPEP MERCOSUL SENAI SESC SENAC ROM RAM PIN SIM JPEG LASER PIX CEP RENFE
  COVID FARC BID PAC CUT FAB FUNK ROCK NERF
`);

/** Spelled, although they hold a vowel. */
export const SPELLED_ACRONYMS = set(`
  FBI CIA IA AI CA API USB URL CEO UTI ONG OAB UFRJ UE UK IBGE INSS ABNT ADN DNA RNA RPA EUR ID IP IPTU IPVA IPI
  ISS ICMS IRPF UHF UI UX IDE IOS SO TI PDA EAD EUV AVC GPU CPU APK
  UPA UPP ISBN IMC AC CIO CFO CTO EPI MIT UFC NBA UV RPGA XP MEI AM ERP ETF IPO SOS
`);

/** Said in full. */
export const FULL_ACRONYMS: Readonly<Record<string, string>> = {
  EUA: 'Estados Unidos',
  OK: 'okey',
};
