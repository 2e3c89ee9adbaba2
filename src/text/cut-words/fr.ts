import type { CutWords } from './cut-words.ts';

export const FR: CutWords = {
  beforeName:
    'm mm mme mmes mlle mlles mr dr drs pr prof me mgr st ste sts stes s.m s.e s.a.r gén col cap ' +
    'cdt lt adj cal av bd boul bld pl r rte fg cie dép p.ex ex c.-à-d c.à.d cf vs',
  beforeNumber: 'p pp n nº n° no nos art chap ch vol t fig tab éd al par § tél réf env bât apt km',
  numbered:
    'page pages chapitre numéro article volume tome figure tableau section siècle an année partie ' +
    'acte scène livre niveau étape version épisode saison ligne étage louis henri charles ' +
    'napoléon',
  insideSentence:
    'etc s.a s.a.r.l sarl inc ltée cie jr av apr j.-c j.c r.-v éd trad n.b p.s n.d.l.r max min ' +
    'janv févr juil sept oct nov déc lun mer jeu hab',
  months:
    'janvier février mars avril mai juin juillet août septembre octobre novembre décembre janv ' +
    'févr avr juil sept oct nov déc',
  leaning:
    'le la les un une des du de au aux à en dans par pour avec sans sous sur entre chez vers ' +
    'contre depuis pendant avant après devant derrière jusque et ou ni mais donc or car que qui ' +
    'quoi dont où si comme quand lorsque puisque parce mon ma mes ton ta tes son sa ses notre nos ' +
    'votre vos leur leurs ce cet cette ces chaque tout toute tous toutes quelque quelques ' +
    'plusieurs aucun aucune autre autres très plus moins ne pas se me te lui y est sont était a ' +
    'ont il elle on je tu nous vous ils elles deux trois quatre cinq six sept huit neuf dix cent ' +
    'mille',
  joining:
    'mais donc or car que qui dont où quand lorsque puisque parce si pour sans afin tandis alors ' +
    "pendant depuis avant après jusqu'à",
  hasSpacedMarks: true,
};
