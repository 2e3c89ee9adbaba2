import type { CutWords } from './cut-words.ts';

/** Abbreviations that are the same wherever they are met; they join those of every language. */
export const INTERNATIONAL: CutWords = {
  beforeName:
    'dr dra mr mrs ms mx messrs prof profa sr sra srta sres st sto sta mme mlle mons rev fr gen ' +
    'col capt sgt lt vs e.g i.e cf viz',
  beforeNumber: 'p pp pg pag fig vol cap no nr nº n° № § tel ex',
  numbered: '',
  insideSentence: 'etc al ibid op cit jr inc ltd co corp a.m p.m a.c d.c b.c a.d ph.d m.d s.a',
  months: '',
  leaning: '',
  joining: '',
};
