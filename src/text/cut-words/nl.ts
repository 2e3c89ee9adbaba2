import type { CutWords } from './cut-words.ts';

export const NL: CutWords = {
  beforeName:
    'dhr mw mevr mej hr dr drs prof ir ing mr ds st gen kol kap lt fam bijv b.v bv d.w.z dwz ' +
    'm.a.w m.n i.p.v o.a t.a.v t.b.v t.o.v i.v.m m.b.t a.d v.d vgl cf incl excl ca resp evt zgn',
  beforeNumber: 'nr nrs p pag blz art hfst hst dl deel afb fig tab par jg tel ca km',
  numbered:
    'nummer pagina bladzijde hoofdstuk deel artikel figuur tabel paragraaf eeuw jaar stap versie ' +
    'niveau aflevering seizoen kamer lodewijk willem',
  insideSentence:
    'enz etc e.d e.a n.v b.v nv jr sr a.u.b s.v.p v.chr n.chr jan feb mrt apr aug sept okt nov ' +
    'dec ma wo min mln mld',
  months:
    'januari februari maart april mei juni juli augustus september oktober november december jan ' +
    'feb mrt apr aug sep sept okt nov dec',
  leaning:
    "de het een 't der den des van in op aan bij met voor door uit naar over onder tegen tot om " +
    'te tussen zonder na achter boven naast sinds tijdens en of maar want dus dat die wat als ' +
    'toen omdat hoewel terwijl zodat wanneer waar mijn jouw zijn haar ons onze hun uw deze dit ' +
    'elke elk alle veel meer heel zeer zo niet geen is was waren heeft hebben wordt worden zal ' +
    'twee drie vier vijf zes zeven acht negen tien honderd duizend',
  joining:
    'maar want dus dat die omdat hoewel terwijl zodat wanneer toen waar om zonder voor tot nadat ' +
    'voordat',
};
