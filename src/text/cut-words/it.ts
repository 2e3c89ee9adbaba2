import type { CutWords } from './cut-words.ts';

export const IT: CutWords = {
  beforeName:
    'sig sigg sig.ra sig.na sigra dott dr dott.ssa prof proff prof.ssa avv ing arch geom rag on ' +
    'sen gen col cap ten serg mar card mons padre s ss sto sta d p.es es ad.es cfr cf v vs c.so ' +
    'p.za p.zza v.le egr gent chiar ill',
  beforeNumber:
    'pag pagg p pp n nn num art artt cap capp vol voll fig figg tab sez par lett comma co tel int ' +
    'km ca',
  numbered:
    'pagina pagine capitolo numero articolo volume figura tabella sezione secolo anno parte atto ' +
    'scena libro livello passo versione episodio stagione riga piano ore alle papa re',
  insideSentence:
    'ecc etc s.p.a spa s.r.l srl s.n.c jr a.c d.c a.m p.m n.b p.s c.a u.s u.e trad min gen feb ' +
    'apr mag giu lug set ott nov dic lun mer gio ven sab ca',
  months:
    'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre ' +
    'dicembre gen feb apr mag giu lug ago sett ott nov dic',
  leaning:
    'il lo la i gli le un uno una di a da in con su per tra fra del dello della dei degli delle ' +
    'al allo alla ai agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli nelle ' +
    'sul sullo sulla sui sugli sulle col e ed o oppure ma però che se come quando dove perché ' +
    'poiché mentre anche né mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro loro ' +
    'questo questa questi queste quel quello quella quei quelle ogni tutto tutta tutti tutte ' +
    'alcuni alcune nessun nessuna altro altra altri altre molto più meno così non si mi ti ci vi ' +
    'ne è sono era erano ha hanno due tre quattro cinque sei sette otto nove dieci cento mille ' +
    'senza verso sotto sopra dopo prima',
  joining:
    'oppure ma però che perché poiché mentre quando dove se per senza fino dopo prima quindi ' +
    'dunque anche sebbene benché',
};
