/**
 * Abbreviations that stand before a name or number, without their dot, in lower case: no chunk ends
 * between one and what follows it. Portuguese and English first, the common ones of es, fr, it, de.
 */
export const BEFORE_A_NAME: ReadonlySet<string> = new Set(
  // pt
  (
    'sr sra srs sras srta dr dra drs dras prof profa profs exmo exma ilmo ilma eng arq adv gen cel cap ten sgt ' +
    'av r al rod tel pág págs pág p pp art arts fig figs inc n nº vol núm s sto sta st pe fr ' +
    // en
    'mr mrs ms mx rev sen rep gov lt col capt cpt maj hon pres supt mt ft no nos ch sec eq ed ' +
    // es, fr, it, de
    'd dña ud uds mme mlle mm sig dott hr'
  ).split(' '),
);

/** Abbreviations that end with a dot inside a sentence, without their last dot, in lower case. */
export const INSIDE_A_SENTENCE: ReadonlySet<string> = new Set(
  (
    'etc ex p.ex v.g obs ltda cia co jr vs cf ca aprox tb vc ' +
    'inc ltd corp approx dept est e.g i.e viz al esp z.b bzw usw'
  ).split(' '),
);
