import type { CutWords } from './cut-words.ts';

export const PL: CutWords = {
  beforeName:
    'p pp dr prof hab mgr inż lek ks bp abp kard o s br św gen płk ppłk mjr kpt ppor sierż red ' +
    'doc al ul pl np m.in tzw tzn tj zob wg ok im ob płd płn pow gm',
  beforeNumber: 'nr s str t tom rozdz r art ust pkt par rys tab zał poz tel kl m lok ok godz',
  numbered:
    'numer strona strony tom rozdział artykuł punkt rysunek tabela część akt scena księga poziom ' +
    'krok wersja odcinek sezon wiek rok roku o',
  insideSentence:
    'itd itp etc r w tys mln mld zł gr s.a z.o.o sp jr p.n.e n.e m.in godz min sek pon wt śr czw ' +
    'pt sob niedz maks ur zm ww red tłum',
  months:
    'styczeń stycznia luty lutego marzec marca kwiecień kwietnia maj maja czerwiec czerwca lipiec ' +
    'lipca sierpień sierpnia wrzesień września październik października listopad listopada ' +
    'grudzień grudnia',
  leaning:
    'w we z ze na do od ode po pod nad przed przy za o u dla bez przez między ku i a oraz lub ' +
    'albo ale lecz że żeby aby który która które którego której których bo gdy kiedy jeśli jeżeli ' +
    'jak gdzie mój moja moje twój twoja jego jej ich nasz nasza wasz swój swoja swoje ten ta to ' +
    'tego tej te ci tych każdy każda bardzo tak nie się jest są był była było były dwa dwie trzy ' +
    'cztery pięć sześć siedem osiem dziewięć dziesięć sto tysiąc',
  joining:
    'ale lecz że żeby aby który która które którego której których bo ponieważ gdy kiedy jeśli ' +
    'jak gdzie chociaż więc zatem podczas',
  ordinalDigits: 2,
};
