import type { TextLanguage } from '../text/language.ts';

/**
 * What a self-test lets a model say, in the first of its languages: as the cleaner leaves a text, so
 * Chinese in pinyin, Japanese and Korean in Latin letters.
 */
export const SELF_TEST_SENTENCES: Readonly<Record<TextLanguage, string>> = {
  en: 'the old lighthouse still guides the ships through the storm.',
  es: 'el viejo faro todavía guía los barcos en la tormenta.',
  fr: 'le vieux phare guide encore les navires dans la tempête.',
  de: 'der alte leuchtturm führt die schiffe noch durch den sturm.',
  it: 'il vecchio faro guida ancora le navi nella tempesta.',
  pt: 'o velho farol ainda guia os navios pela tempestade.',
  pl: 'stara latarnia wciąż prowadzi statki przez burzę.',
  tr: 'eski fener hâlâ gemilere fırtınada yol gösteriyor.',
  ru: 'старый маяк всё ещё ведёт корабли сквозь бурю.',
  nl: 'de oude vuurtoren leidt de schepen nog door de storm.',
  cs: 'starý maják stále vede lodě bouří.',
  ar: 'لا تزال المنارة القديمة ترشد السفن في العاصفة.',
  zh: 'gu3lao3de5deng1ta3reng2ran2zhi3yin3zhe5chuan2zhi1.',
  hu: 'a régi világítótorony még vezeti a hajókat a viharban.',
  ko: 'oraedoen deungdaega pokpung sogeseo baereul indohanda.',
  ja: 'furui toudai wa ima mo arashi no naka de fune wo michibiku.',
  hi: 'पुराना प्रकाशस्तंभ आज भी तूफ़ान में जहाज़ों को राह दिखाता है।',
};
