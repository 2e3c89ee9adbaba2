const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Letters one by one: "F B I". XTTS says a capital that stands alone by its name. */
export function spell(letters: string): string {
  return Array.from(
    letters
      .normalize('NFD')
      .replace(/[^a-z]/giu, '')
      .toUpperCase(),
  ).join(' ');
}

/** Titles and the like: they stand before a name, so their dot never ends a sentence. */
export const TITLES: readonly (readonly [form: string, spoken: string])[] = [
  ['Mr', 'Mister'],
  ['Mrs', 'Missus'],
  ['Ms', 'Miss'],
  ['Mx', 'Mix'],
  ['Dr', 'Doctor'],
  ['Drs', 'Doctors'],
  ['Prof', 'Professor'],
  ['St', 'Saint'],
  ['Sgt', 'Sergeant'],
  ['Capt', 'Captain'],
  ['Cpt', 'Captain'],
  ['Lt', 'Lieutenant'],
  ['Col', 'Colonel'],
  ['Gen', 'General'],
  ['Maj', 'Major'],
  ['Adm', 'Admiral'],
  ['Cmdr', 'Commander'],
  ['Cpl', 'Corporal'],
  ['Pvt', 'Private'],
  ['Rev', 'Reverend'],
  ['Hon', 'Honorable'],
  ['Gov', 'Governor'],
  ['Sen', 'Senator'],
  ['Rep', 'Representative'],
  ['Pres', 'President'],
  ['Supt', 'Superintendent'],
  ['Fr', 'Father'],
  ['Messrs', 'Messers'],
  ['Mt', 'Mount'],
  ['Ft', 'Fort'],
];

/** Behind a street's name. */
export const STREETS: Readonly<Record<string, string>> = {
  St: 'Street',
  Dr: 'Drive',
  Ave: 'Avenue',
  Blvd: 'Boulevard',
  Rd: 'Road',
  Ln: 'Lane',
  Ct: 'Court',
  Pl: 'Place',
  Sq: 'Square',
  Hwy: 'Highway',
  Pkwy: 'Parkway',
};

/**
 * Abbreviations inside a sentence (the form is the source of a pattern): `n` marks those that count
 * only before a number, `e` those that may end the sentence with their dot.
 */
export const ABBREVIATIONS: readonly (readonly [form: string, spoken: string, use?: 'n' | 'e'])[] =
  [
    ['etc', 'et cetera', 'e'],
    ['e\\. ?g', 'for example'],
    ['i\\. ?e', 'that is'],
    ['vs', 'versus'],
    ['viz', 'namely'],
    ['cf', 'compare'],
    ['[Aa]pprox', 'approximately'],
    ['Jr', 'Junior', 'e'],
    ['Sr', 'Senior', 'e'],
    ['Esq', 'Esquire', 'e'],
    ['Inc', 'Incorporated', 'e'],
    ['Ltd', 'Limited', 'e'],
    ['Corp', 'Corporation', 'e'],
    ['Co', 'Company', 'e'],
    ['Bros', 'Brothers', 'e'],
    ['Dept', 'Department'],
    ['dept', 'department'],
    ['Assn', 'Association'],
    ['Univ', 'University'],
    ['est', 'established', 'n'],
    ['Est', 'Established', 'n'],
    ['ca?', 'circa', 'n'],
    ['p', 'page', 'n'],
    ['pg', 'page', 'n'],
    ['pp', 'pages', 'n'],
    ['[Cc]h', 'chapter', 'n'],
    ['[Vv]ol', 'volume', 'n'],
    ['[Ff]ig', 'figure', 'n'],
    ['[Ss]ec', 'section', 'n'],
    ['[Ee]q', 'equation', 'n'],
    ['[Ee]d', 'edition', 'n'],
    ['[Ll]vl', 'level'],
    ['[Mm]ax', 'maximum'],
    ['[Mm]isc', 'miscellaneous'],
    ['[Tt]el', 'telephone'],
    ['[Ee]xt', 'extension', 'n'],
    ['[Tt]emp', 'temperature'],
    ['Ph\\. ?D', 'P H D', 'e'],
    ['R\\. ?S\\. ?V\\. ?P', 'R S V P', 'e'],
  ];

/** Written without a dot. */
export const BARE_ABBREVIATIONS: Readonly<Record<string, string>> = {
  vs: 'versus',
  'w/o': 'without',
  'w/': 'with',
  PhD: 'P H D',
  PhDs: 'P H Ds',
  Mr: 'Mister',
  Mrs: 'Missus',
  Ms: 'Miss',
  Dr: 'Doctor',
  lvl: 'level',
};

/** Read as words although nothing tells. */
export const READ_ACRONYMS = set(`
  NASA NATO UNESCO UNICEF FIFA AIDS LASER RADAR SWAT OPEC COVID ASCII JPEG GIF RAM ROM PIN SIM ZIP NERF
`);

/** Spelled, although they hold a vowel. */
export const SPELLED_ACRONYMS = set(`
  FBI CIA USA UK EU UN AI API USB URL CEO CFO CTO COO UFO UCLA MIT IBM AOL BMI DIY DOB ETA FAQ IQ IOU IRS LA
  NBA UFC MIA NYU OCD POV POW RIP SUV UV UI UX IDE IOS OS ID IP GPU CPU APR AKA ATM BYOB CIO DNA RNA EMT
  EPA ER FDA GPA IPO KO AC DOA NSA NRA RPA SOS TBA UHF UTC VIP VPN EV EVS UAE USSR
  AFK IRL AMA ICU OCR ISP ESP ESPN
`);

/** Said in full. */
export const FULL_ACRONYMS: Readonly<Record<string, string>> = {
  OK: 'okay',
  WWI: 'World War One',
  WWII: 'World War Two',
};
