import type { CutWords } from './cut-words.ts';

export const DE: CutWords = {
  beforeName:
    'hr hrn fr frl dr dres prof st gen hptm lt ing dipl mag msgr hl z z.b d d.h u.a u v.a v i.d ' +
    'i.d.r i.a bzw sog insb insbes vgl ggf evtl ca etwa inkl exkl zzgl abzgl gem div versch geb ' +
    'gest verh gegr ev kath röm dt engl frz ital lat griech str',
  beforeNumber:
    'nr nrn s art abs kap bd bde abb tab fig aufl jg h ca tel kl anm ziff lit rn km std',
  numbered:
    'nummer seite seiten artikel absatz kapitel band abbildung tabelle teil akt szene buch stufe ' +
    'schritt version folge staffel zeile zimmer klasse jahr um',
  insideSentence:
    'usw etc usf u.a o.ä u.ä o.g s.o s.u u.u z.t z.zt m.e n.chr v.chr gmbh co jr sen jun jan feb ' +
    'mär apr aug sept okt nov dez mo di fr sa min mio mrd mill tsd std sek ff f hrsg verl übers',
  months:
    'januar jänner februar märz april mai juni juli august september oktober november dezember ' +
    'jan feb mär apr aug sep sept okt nov dez',
  leaning:
    'der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner zu ' +
    'zum zur im in am an auf aus bei beim bis durch für gegen mit nach ohne seit über um unter ' +
    'von vom vor während wegen zwischen hinter neben und oder aber denn sondern dass daß weil ' +
    'wenn als ob wie wo da damit obwohl mein meine meinen dein deine sein seine seinen seiner ihr ' +
    'ihre ihren ihrer unser unsere euer dieser diese dieses diesen diesem jeder jede jedes alle ' +
    'allen welche sehr so noch nur nicht ist sind war waren hat haben wird werden es sich zwei ' +
    'drei vier fünf sechs sieben acht neun zehn hundert tausend',
  joining:
    'aber denn sondern dass daß weil wenn als ob obwohl während damit bevor nachdem bis sowie ' +
    'sowohl um ohne für',
  ordinalDigits: 2,
};
