import type { CutWords } from './cut-words.ts';

export const PT: CutWords = {
  beforeName:
    'sr sra srs sras srta srtas sr.ª sr.ᵃ dr dra drs dras dr.ª prof profa profs profas prof.ª ' +
    'exmo exma exmos exmas ilmo ilma ilmos ilmas v.exa v.ex.ª v.s.ª v.sa s.exa s.ex.ª v.a v.m s.m ' +
    's.a.r rev revmo revma d eng enga engo engª engº arq arqª adv gen brig alm cel maj cap ten ' +
    'sgt cb sd cmte cmdt comte desemb des min dep sen gov pref proc sec s sto sta sts pe fr irm ' +
    'card mons av r al rod pç pça pca trav estr est lg jd vl pq qd lt ed edif gal lda univ fac ' +
    'inst dept depto depart dir assoc fund maj.-brig min.ª i.e e.g p.ex p.e v.g cf cfr vs apud',
  beforeNumber:
    'pág págs pag pags p pp n nº nos núm nr no art arts inc cap caps vol vols fig figs tab tabs ' +
    'quad t tít tit seç sec fl fls fol ed lin col anx par parág item incs al alín cláus proc res ' +
    'port dec decr tel cel fax ramal cep apto ap bl lj km kg séc sécs aprox ca c h v vv câm r min',
  numbered:
    'página páginas capítulo capítulos número números artigo artigos volume figura tabela quadro ' +
    'seção secção parágrafo item itens inciso lei decreto século séculos ano anos dia dias versão ' +
    'parte ato cena tomo livro episódio temporada nível fase etapa passo questão exercício ' +
    'exemplo linha coluna quarto sala bloco casa apartamento andar lote quilômetro quilómetro às ' +
    'as telefone ramal dom papa rei rainha',
  insideSentence:
    'etc ex obs ltda cia jr nt n.t n.e n.b p.s aprox tb tbm vc vcs qdo qto td tds pq mto mta hab ' +
    'vol séc sécs cód abr hist náut min máx seg qui sáb jan fev mai jun jul ago nov dz pct un ' +
    'unid alt larg prof peq gr bras port ingl a.c d.c a.m p.m s.a s/a e.u.a eua u.e t.i org coord ' +
    'introd mm cm ml dm',
  months:
    'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro jan ' +
    'fev mar abr mai jun jul ago set out nov dez',
  leaning:
    'o a os as um uma uns umas ao aos à às do da dos das no na nos nas pelo pela pelos pelas num ' +
    'numa nuns numas dum duma duns dumas de em por per com sem sob sobre entre até após ante ' +
    'perante contra desde para pra pro pras pros trás durante mediante conforme segundo e ou nem ' +
    'mas que se como quando onde porque pois porém embora enquanto caso cujo cuja cujos cujas ' +
    'qual quais meu minha meus minhas teu tua teus tuas seu sua seus suas nosso nossa nossos ' +
    'nossas este esta estes estas esse essa esses essas aquele aquela aqueles aquelas deste desta ' +
    'destes destas desse dessa desses dessas daquele daquela neste nesta nestes nestas nesse ' +
    'nessa nesses nessas naquele naquela cada todo toda todos todas algum alguma alguns algumas ' +
    'nenhum nenhuma outro outra outros outras qualquer quaisquer muito muita muitos muitas pouco ' +
    'tão mais menos bem não me te lhe lhes vos é são era foi está estão ser ter tem há dois duas ' +
    'três quatro cinco seis sete oito nove dez mil cem santo santa dom dona senhor senhora',
  joining:
    'mas que porque pois porém contudo todavia entretanto portanto logo então quando enquanto ' +
    'onde se embora caso conforme segundo para por sem até desde depois antes sobre entre cujo ' +
    'cuja quem qual',
};
