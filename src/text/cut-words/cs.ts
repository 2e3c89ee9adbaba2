import type { CutWords } from './cut-words.ts';

export const CS: CutWords = {
  beforeName:
    'p pí sl dr prof doc ing mgr bc mudr judr phdr rndr thdr csc sv gen plk pplk mjr kpt npor nám ' +
    'ul tř tzv tj tzn např resp popř příp cca zejm srov viz vč',
  beforeNumber: 'č čís s str sv díl kap odst čl písm obr tab roč tel r st',
  numbered:
    'číslo strana strany kapitola článek odstavec obrázek tabulka část díl svazek jednání scéna ' +
    'kniha krok verze řada rok roku století',
  insideSentence:
    'atd atp apod aj etc a.s s.r.o spol jr ml st př.n.l n.l hod min sek tis mil mld kč max čt',
  months:
    'leden ledna únor února březen března duben dubna květen května červen června červenec ' +
    'července srpen srpna září říjen října listopad listopadu prosinec prosince',
  leaning:
    'v ve z ze s se na do od ode po pod nad před při za o u pro bez mezi k ke ku i a nebo či ale ' +
    'však že aby který která které kterého jenž protože když až pokud jestli jak kde můj moje má ' +
    'tvůj jeho její jejich náš váš svůj svou ten ta to toho té ti ty každý velmi tak ne je jsou ' +
    'byl byla bylo byli jsem si dva dvě tři čtyři pět šest sedm osm devět deset sto tisíc',
  joining:
    'ale však že aby který která které kterého jenž protože když než až pokud jestli kde zatímco ' +
    'ačkoli proto',
  ordinalDigits: 2,
};
