import type { CutWords } from './cut-words.ts';

export const EN: CutWords = {
  beforeName:
    'mr mrs ms mx dr drs prof profs rev revd fr sr sra st sts ste mt mts ft rep reps sen sens gov ' +
    'govs pres vp amb atty supt insp lt lieut capt cpt cmdr cdr col maj gen brig adm sgt cpl pvt ' +
    'pfc spc ofc messrs mme mlle pt pte dept assoc asst univ natl intl e.g eg i.e ie viz cf vs v ' +
    'c.f q.v incl excl approx c ca circa resp',
  beforeNumber:
    'no nos nr p pp pg pgs par para ch chap chs chaps sec secs sect vol vols fig figs eq eqs ex ' +
    'tab app ed eds bk pt pts v vv vs ver l ll ln lns fol ff col op opp suppl ext tel rm apt ste ' +
    'bldg flt fl',
  numbered:
    'number numbers page pages chapter chapters section sections volume volumes figure figures ' +
    'table equation example exercise question article part parts act scene book episode season ' +
    'level step stage phase version line lines column room apartment floor suite gate platform ' +
    'track route highway interstate flight bus unit lesson verse psalm item option case type ' +
    'class grade size day week year king queen pope henry louis george charles edward william ' +
    'elizabeth john paul appendix world war',
  insideSentence:
    'etc et al ibid inc ltd co corp llc plc jr sr esq phd ph.d m.d b.a m.a b.sc m.sc d.d.s r.n ' +
    'a.m p.m pm b.c a.d b.c.e c.e n.b p.s r.s.v.p ave ' +
    'blvd rd ln hwy sq pkwy oz lb lbs ft yd mi mph min avg misc orig tbsp tsp pkg qty attn acct ' +
    'amt jan feb apr jun jul aug sep sept oct nov dec tue tues thu thur thurs fri rel trans abbr ' +
    'adj adv',
  months:
    'january february march april may june july august september october november december jan ' +
    'feb mar apr jun jul aug sep sept oct nov dec',
  leaning:
    'a an the of to in on at by for from with without into onto upon over under about above ' +
    'across after against along among around as before behind below beneath beside between beyond ' +
    'despite during except inside like near off outside per since than through throughout till ' +
    'toward towards until via within and or nor but so yet if that which who whom whose when ' +
    'where while because although though unless whether my your his its our their this these ' +
    'those each every some any no not all both either neither such what is are was were be been ' +
    "am has have had do does did will would shall should can could may might must i'm you're " +
    "we're they're very too more most less one two three four five six seven eight nine ten",
  joining:
    'but so yet because although though while when where which who whose that if unless until ' +
    'since before after then than whether without through between',
};
