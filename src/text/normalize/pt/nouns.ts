const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** Masculine in spite of their ending. */
export const MASCULINE = words(`
  dia dias mapa mapas problema problemas sistema sistemas tema temas programa programas grama gramas
  quilograma quilogramas miligrama miligramas planeta planetas cometa cometas poema poemas drama dramas
  telegrama telegramas diagrama diagramas dilema dilemas teorema teoremas fantasma fantasmas idioma idiomas
  sintoma sintomas clima climas poeta poetas atleta atletas colega colegas guarda guardas pirata piratas
  pijama pijamas patriarca patriarcas monarca monarcas camarada camaradas profeta profetas jesuíta jesuítas
  papa papas enigma enigmas emblema emblemas esquema esquemas lema lemas plasma trema cinema cinemas
  cura curas alfa beta delta dracma goblins goblin gorila gorilas puma pumas panda pandas koala koalas
  turista turistas artista artistas dentista dentistas motorista motoristas jornalista jornalistas
  especialista especialistas guitarrista guitarristas analista analistas ciclista ciclistas
  alquimista alquimistas necromanta druida druidas guia guias vigia vigias recruta recrutas
  iogurte sofá sofás chá chás pá crachá crachás orixá orixás xará talismã talismãs ímã ímãs imã imãs fã fãs
  galã galãs xamã xamãs divã divãs satã coração corações tubarão tubarões leão avião aviões dragão
  gás ás atlas lápis ônibus pires oásis açude açudes frade frades abade abades padre padres
  personagem personagens selvagem selvagens homem homens jovem jovens alude verbete
  bode bodes ode poses limite limites convite convites apetite palpite palpites chute
  brinde dente pente mês meses reses japonês mas gameta diadema diademas axioma axiomas carma carmas
  dogma dogmas estigma estigmas prisma prismas fonema aroma aromas coma hematoma genoma trauma traumas
  holograma hologramas organograma cronograma cronogramas fluxograma pentagrama pentagramas
  bigode bigodes acorde acordes desastre milagre verde verdes
  vade quiosque alicate tomate tomates debate debates combate combates grude balde baldes escudeiro
  satélite satélites grafite diabetes herpes pênis tênis vírus bônus ângulos
`);

/** Feminine without a telling ending. */
export const FEMININE = words(`
  mulher mulheres vez vezes noite noites mãe mães mão mãos luz luzes flor flores cor cores parte partes fonte
  fontes torre torres ponte pontes serpente serpentes chave chaves nave naves árvore árvores voz vozes ordem
  ordens nuvem nuvens raiz raízes cruz cruzes lei leis carne carnes dor dores rede redes parede paredes sede
  sedes mente mentes frente frentes tarde tardes morte mortes arte artes sorte classe classes fase fases base
  bases frase frases tese teses crise crises hipótese hipóteses dose doses noz nozes paz tribo tribos foto fotos
  moto motos avó avós irmã irmãs maçã maçãs manhã manhãs rã rãs lã romã romãs avelã espécie espécies série séries
  superfície planície planícies fé gente gentes estirpe elite equipe equipes equipa equipas gangue torcida
  neve nevasca febre febres lebre lebres corte cortesã pele peles vértebra margem origem origens vertigem
  imagem imagens mensagem mensagens viagem viagens página páginas passagem passagens garagem garagens
  colher colheres xícara chávena estante sobremesa esfinge catástrofe metade metades chance chances
  posse cidade cidades idade idades legião legiões região regiões religião religiões mansão mansões visão
  visões missão missões lição lições opção opções opinião opiniões reunião reuniões união uniões paixão paixões
  multidão multidões solidão escuridão questão questões gestão razão razões prisão prisões explosão explosões
  versão versões sessão sessões canção canções poção poções maldição maldições bênção bênçãos libra libras
  letra letras sílaba sílabas face faces hélice matriz matrizes atriz atrizes cicatriz cicatrizes
  rodovia estrela estrelas pá pás nau naus virgem virgens foz perdiz tez grávida dríade dríades
  tempestade tempestades divindade divindades criança crianças vítima vítimas pessoa pessoas testemunha
  façanha flecha flechas relíquia ave aves avestruz fome lente lentes semente sementes
  enchente gravidade podre ogra bruxas fênix análise análises síntese próstese metamorfose
  má más costela costelas fraude greve greves breve saúde
`);

/** Words that a number can stand before without counting them. */
export const NO_NOUN = words(`
  a à as às da das na nas pela pelas ela elas esta essa aquela estas essas aquelas cada nada ainda agora fora
  embora toda todas sua suas minha nossa uma umas duas apenas contra era eram foi seja esteja estava fica está há
  para mas mais já lá até será terá havia tinha vai vinha dava custa vale chega começa termina mostra fala diz
  ganha ataca acerta erra falha causa cura então também não são dão vão estão serão
  ou e o os um em de do dos no nos por com sem que se como quando depois antes
`);

/** Adjectives that tell no gender: look behind them. */
export const INVARIANT_ADJECTIVES = words(`
  grandes grande enormes enorme fortes forte simples iguais diferentes possíveis principais
  breves longínquos jovens terríveis incríveis gigantes leves
`);

/** A number behind one of these only labels it: "página dois". */
export const LABELS = words(`
  página páginas número números capítulo nível sala versão fase parte tipo item artigo linha quarto grupo figura
  tabela etapa passo opção questão exercício lição casa andar apartamento bloco lote quadra volume tomo canto
  ato cena temporada episódio rodada turno série ala porta portão pista dimensão setor zona área
  rua avenida rodovia canal rádio mesa cadeira camisa classe categoria grau fator lei decreto
  word windows android iphone ano dia
`);
