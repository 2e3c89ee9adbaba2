import type { CutWords } from './cut-words.ts';

export const HU: CutWords = {
  beforeName:
    'dr prof id ifj özv st ún pl ill vö ld kb stb.t br tb ezr alez őrgy szds hdgy főhdgy krt pf',
  beforeNumber: 'old o sz évf köt fej ábra táb tel bek §',
  numbered: 'oldal szám kötet fejezet rész szint lépés verzió évad',
  insideSentence:
    'stb kft bt rt nyrt zrt jr u.i i.e i.sz kr.e kr.u max min db ft jan febr márc ápr jún júl aug ' +
    'szept okt nov dec',
  months:
    'január február március április május június július augusztus szeptember október november ' +
    'december',
  leaning:
    'a az egy és vagy de hanem hogy ha mint mert amikor ahol aki akik ami amely amelyek ez ezek ' +
    'azok minden nagyon is nem se sem meg már még csak két kettő három négy öt hat hét nyolc ' +
    'kilenc tíz száz ezer',
  joining: 'de hanem hogy ha mint mert amikor ahol aki akik ami amely amelyek ezért azonban míg',
  ordinalDigits: 4,
};
