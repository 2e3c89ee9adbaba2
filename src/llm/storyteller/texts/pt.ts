import type { StoryText } from '../story-text.ts';

export const PORTUGUESE: StoryText = {
  locale: 'pt-BR',
  greeting:
    'Boas-vindas à mesa, viajante. Eu sou o mestre, e esta é a história de *A Lâmpada na Beira do ' +
    'Mar*. Diga o que você faz, e os dados respondem.',
  scenes: {
    inn: {
      arrive:
        'A chuva parou, e a velha estrada brilha sob a lua. Você empurra a porta de uma pequena ' +
        'taverna. Lá dentro alguém cantava, um pouco desafinado. Agora todos os rostos se voltam ' +
        'para você. Uma senhora pousa o copo. "Esperamos muito tempo", diz ela. "Sente-se. Sua ' +
        'sopa está esfriando." Peixes defumados pendem sobre a lareira. O que você faz?',
      again:
        'Você está na pequena taverna. O fogo estala, a sopa solta fumaça, e os peixes defumados ' +
        'balançam sobre a lareira. A senhora olha para você por cima do copo.',
      actions: {
        talk: {
          offer: 'Perguntar à senhora por que esperavam.',
          told:
            'Ela chega mais perto. "Há três noites o farol se apagou. A *brasa* dele foi roubada ' +
            'por um navio de velas negras. A *chave* está debaixo da cachoeira, numa mão de ' +
            'pedra. E esta noite três barcos voltam para casa." A chuva bate na janela. Ela ' +
            'empurra uma **lanterna** pela mesa. "Traga a luz de volta."',
        },
        soup: {
          offer: 'Tomar a sopa.',
          told:
            'Você come. Tem cebola, pimenta e alguma coisa do mar. O calor desce até os seus pés ' +
            'gelados. Quando você larga a colher, seria capaz de andar até o fim do mundo.',
        },
        fish: {
          offer: 'Pegar um peixe defumado.',
          told:
            'Você estica o braço e tira um **peixe defumado** do gancho. Ele é dourado e cheira a ' +
            'lenha. "É para a viagem?", pergunta a senhora. "Ou para a raposa?" Ela pisca um olho.',
        },
        leave: { offer: 'Sair para a noite.', told: 'A porta se fecha devagar atrás de você.' },
        advice: {
          told:
            '"A chave está atrás da cachoeira, a oeste", diz a senhora. "O navio está no porto, a ' +
            'leste. E o farol fica no alto do penhasco, ao norte. Seja gentil com as raposas. E ' +
            'ande depressa."',
        },
      },
    },
    crossroads: {
      arrive:
        'Quatro estradas se encontram sob a lua. A oeste, a floresta respira, escura e molhada. A ' +
        'leste, você sente cheiro de sal e de piche, que vem da feira do porto. Ao norte, uma ' +
        'trilha sobe o penhasco, até o farol sem luz. Alguma coisa brilha numa poça aos seus pés. ' +
        'Para onde você vai?',
      again:
        'Você está de novo na encruzilhada. O vento virou. Uma placa velha range, e ao longe o ' +
        'mar bate nas pedras.',
      actions: {
        coin: {
          offer: 'Enfiar a mão na poça.',
          told:
            'A água é fria como ferro. Seus dedos encontram uma **moeda de prata**. De um lado há ' +
            'um navio. Do outro, uma raposa, dormindo a sono solto.',
        },
        forest: { offer: 'Ir para oeste, entrar na floresta.' },
        market: { offer: 'Ir para leste, até a feira.' },
        cliff: { offer: 'Ir para o norte, subir até o penhasco.' },
        inn: { offer: 'Ir para o sul, voltar à taverna.' },
        sign: {
          told:
            'Quatro tábuas apontam para a noite. *Oeste: Queda da Raposa. Leste: o porto. Norte: ' +
            'a luz.* Alguém riscou a última palavra. Para o sul, está escrito apenas: *sopa*.',
        },
      },
    },
    forest: {
      arrive:
        'Os pinheiros se apertam. Gotas caem de galho em galho, e seus passos não fazem barulho. ' +
        'Então você ouve uma respiração. Um lobo cinzento está deitado entre as raízes, com a ' +
        'pata presa num laço de arame. Ele mostra os dentes, mas os olhos pedem outra coisa. Mais ' +
        'adiante, ao norte, ruge a água. O que você faz?',
      again:
        'A floresta é negra e cheia de pequenos ruídos. O musgo engole seus passos. Ao norte você ' +
        'ouve a cachoeira, e a leste fica a encruzilhada.',
      actions: {
        free: {
          offer: 'Soltar o lobo do laço.',
          told:
            'Você se ajoelha e fala baixinho. O arame cede, fio por fio. O lobo se levanta, dá um ' +
            'passo e encosta o focinho frio na sua mão. Depois some. Mas, daqui em diante, alguma ' +
            'coisa cinzenta anda ao lado do seu caminho.',
          failed:
            'O arame escapa, e o lobo, de dor, morde. Os dentes pegam a sua manga, e um pouco do ' +
            'braço. Ele solta na mesma hora. Continua preso, e continua olhando para você.',
        },
        attack: {
          offer: 'Erguer o cajado contra o lobo.',
          told:
            'Você golpeia. O lobo se joga para trás, o arame arrebenta, e ele some mancando entre ' +
            'as árvores. Olha para trás uma vez. Você se sente menor do que antes.',
          failed:
            'O lobo é mais rápido, mesmo com três patas. Ele morde, e você cai de costas nas ' +
            'samambaias. O laço o segura. Seu orgulho também dói.',
        },
        onward: { offer: 'Seguir até a cachoeira.' },
        back: { offer: 'Voltar à encruzilhada.' },
      },
    },
    waterfall: {
      arrive:
        'A cachoeira cai na noite como uma cortina de prata. Atrás dela há uma porta. Ela não tem ' +
        'maçaneta nem fechadura, só o desenho de uma raposa adormecida, talhado fundo na pedra. ' +
        'Quando você se aproxima, a raposa abre um olho. Ela observa você por um instante. Depois ' +
        'pergunta, com uma voz muito educada, se você trouxe o peixe. O que você responde?',
      again:
        'Você está atrás da cachoeira. Os respingos molham seu rosto, e o rugido enche a sua ' +
        'cabeça. A raposa de pedra, na porta, pensa na vida.',
      actions: {
        fish: {
          offer: 'Dar o peixe à raposa.',
          told:
            'Você encosta o peixe na pedra. Ele desaparece, a cauda por último. A raposa lambe os ' +
            'beiços, devagar. "Defumado na lenha", diz ela. "Você teve boa educação." A porta se ' +
            'abre sem um som. Uma escada desce para o escuro.',
        },
        talk: {
          offer: 'Convencer a raposa com palavras.',
          told:
            'Você conta à raposa sobre os barcos e sobre a escuridão. Ela escuta com as duas ' +
            'orelhas. "Uma boa história é quase um peixe", diz por fim, e a porta se abre. Uma ' +
            'escada desce para o escuro.',
          failed:
            'Você fala, e a raposa boceja. É um bocejo comprido, com muitos dentes de pedra. ' +
            '"Essa eu já conhecia", diz ela. "Tinha mais peixe."',
        },
        force: {
          offer: 'Jogar-se contra a porta.',
          told:
            'Você corre, e a porta se escancara antes de você encostar nela. Você rola três ' +
            'degraus abaixo. "Que modos", suspira a raposa. "Mas que ombro." O caminho está livre.',
          failed:
            'Você se joga contra a pedra. A pedra não se importa. Você fica sentado na água fria, ' +
            'vendo estrelas, e a raposa olha para o lado, por gentileza.',
        },
        enter: {
          offer: 'Descer a escada.',
          told: 'Você se abaixa sob o arco. O rugido da água vai ficando para trás.',
        },
        back: { offer: 'Voltar para a floresta.' },
        closed: {
          told:
            'A porta está fechada, e a raposa finge que dorme. "Sem peixe, sem porta", diz ela. ' +
            '"Ou pelo menos uma boa conversa."',
        },
      },
    },
    passage: {
      arrive:
        'A escada termina numa passagem fria como um porão. Em algum lugar a água pinga, uma gota ' +
        'para cada respiração. Então o chão acaba. Há um abismo à sua frente, de três passos de ' +
        'largura, que sopra um ar gelado. Você solta uma pedrinha. Não a ouve cair. Do outro ' +
        'lado, uma luz pálida vem de um salão. Como você atravessa?',
      again:
        'Você está na passagem fria, debaixo da cachoeira. O abismo no chão respira. Do outro ' +
        'lado brilha a luz pálida do salão.',
      actions: {
        rope: {
          offer: 'Amarrar a corda e balançar até o outro lado.',
          told:
            'Você lança a corda sobre um gancho de ferro no teto. Quem o pôs ali, e por quê? Você ' +
            'balança e cai de pé. A corda fica pendurada, para a volta.',
        },
        jump: {
          offer: 'Pular o abismo.',
          told:
            'Você corre, salta, e por um longo momento não há nada embaixo de você. Então suas ' +
            'mãos agarram a pedra. Atrás de você, degraus sobem do escuro, como se só esperassem ' +
            'por alguém de coragem.',
          failed:
            'Você salta pouco. Seus dedos acham uma beirada, seu joelho acha uma pedra, e você ' +
            'sobe de volta, do lado errado, sem fôlego.',
        },
        cross: { offer: 'Atravessar até o salão.' },
        back: { offer: 'Subir de volta à cachoeira.' },
      },
    },
    hall: {
      arrive:
        'O salão é redondo, e as paredes brilham como o avesso de uma concha. No meio está sentada ' +
        'uma rainha de pedra. O musgo cresce nos ombros dela. Na mão aberta há uma chave de ' +
        'ferro. Você juraria que ela acabou de respirar. O que você faz?',
      again:
        'Você está no salão que brilha. A rainha de pedra, no trono, olha para além de você, como ' +
        'quem tem muito tempo.',
      actions: {
        ask: {
          offer: 'Pedir a chave à rainha.',
          told:
            'Os lábios dela não se movem, mas o salão inteiro fala. "Muitos vieram buscar a minha ' +
            'chave. Queriam ouro, ou uma coroa. Para que você a quer? E promete levar a luz para ' +
            'casa?"',
        },
        promise: {
          offer: 'Prometer à rainha que vai acender a lâmpada.',
          told:
            '"É pelos barcos", você diz. "Eu prometo." Faz-se um longo silêncio. Então um dedo de ' +
            'pedra se move, e mais um. A **chave de ferro** escorrega para a sua mão. Está morna.',
        },
        steal: {
          offer: 'Tirar a chave da mão dela, bem de mansinho.',
          told:
            'Você prende a respiração. Seus dedos tocam o ferro, erguem, puxam. A mão de pedra se ' +
            'fecha, devagar, sobre o nada. A **chave de ferro** é sua.',
          failed:
            'A mão se fecha como uma ratoeira, com os seus dedos dentro. Dói. Depois ela se abre ' +
            'de novo, ainda com a chave. Talvez fosse melhor ter pedido.',
        },
        back: { offer: 'Voltar à passagem.' },
      },
    },
    market: {
      arrive:
        'A feira está em silêncio. As barracas estão vazias, e um pano solto bate ao vento. Atrás ' +
        'dos telhados se erguem velas negras. Um menino, sentado num barril, enrola uma corda ' +
        'comprida. No portão do cais, a leste, há um guarda, com o queixo apoiado na lança. O que ' +
        'você faz?',
      again:
        'Você está na feira do porto. Gatos caçam entre as barracas vazias. O menino assobia, e ' +
        'as velas negras se erguem atrás dos telhados.',
      actions: {
        rope: {
          offer: 'Dar a moeda ao menino em troca da corda.',
          told:
            'O menino morde a moeda, levanta-a contra a lua e sorri. "Uma raposa! Eu sabia." Ele ' +
            'joga a **corda** para você. "Foi minha irmã que trançou. Nunca deixou ninguém cair."',
        },
        boy: {
          offer: 'Falar com o menino.',
          told:
            '"O navio chegou ao meio-dia", cochicha o menino, "e não havia ninguém no leme. O ' +
            'guarda não deixa passar, mas está cansado e fala sozinho. Se você subir a bordo, ' +
            'leia a carta. O capitão esqueceu o próprio nome."',
        },
        persuade: {
          offer: 'Falar com o guarda.',
          told:
            'Você conta a ele sobre os três barcos. O guarda fica calado. "Meu irmão está num ' +
            'deles", diz por fim, e levanta a lança. "Vá. Eu não vi ninguém."',
          failed:
            'Você fala do tempo. Você fala de botas. "Aqui ninguém passa", diz o guarda, e boceja ' +
            'tanto que dá para contar os dentes.',
        },
        sneak: {
          offer: 'Passar pelo guarda às escondidas.',
          told:
            'Você espera as nuvens cobrirem a lua. Um passo, dois passos, atrás dos barris, por ' +
            'baixo das cordas. O guarda coça a orelha. Você passou.',
          failed:
            'Um gato berra, porque você pisou no rabo dele. O guarda se vira, e o cabo da lança ' +
            'acha as suas costelas. "Para trás", diz ele, sem nem se zangar.',
        },
        pier: { offer: 'Ir para leste, até o cais.' },
        back: { offer: 'Ir para oeste, voltar à encruzilhada.' },
        halt: {
          told:
            'O guarda baixa a lança. "Alto lá. Esta noite ninguém vai ao navio." Ele parece ' +
            'cansado. Talvez dê para conversar com ele. Talvez dê para passar em silêncio.',
        },
        price: {
          told:
            '"Custa uma moeda de prata", diz o menino, e segura a corda com mais força. "O povo ' +
            'vive perdendo moeda na encruzilhada."',
        },
      },
    },
    pier: {
      arrive:
        'As tábuas estão molhadas e moles sob os seus pés. O navio de velas negras se ergue acima ' +
        'de você, e nenhuma corda o prende. Ele simplesmente fica. Nenhuma luz acesa, nenhuma ' +
        'voz. Só uma prancha estreita leva para cima, e ela se move, como se o navio respirasse. ' +
        'Você sobe a bordo?',
      again:
        'Você está no cais, debaixo das velas negras. A água bate na madeira. A prancha sobe e ' +
        'desce.',
      actions: {
        board: { offer: 'Subir a bordo do navio.' },
        back: { offer: 'Voltar à feira.' },
        hull: {
          told:
            'Você se abaixa e olha o casco. Já houve ali um nome, em letras douradas. O sal comeu ' +
            'quase tudo. Restam duas palavras: *o Faroleiro*.',
        },
      },
    },
    deck: {
      arrive:
        'Não há ninguém no leme. No convés você encontra uma mesa posta para cinco pessoas. O pão ' +
        'ainda está quente. Ao lado do último prato há uma carta, e nela está escrito o seu nome. ' +
        'Atrás do mastro, um alçapão aberto leva ao porão. Lá embaixo treme uma luz vermelha. O ' +
        'que você faz?',
      again:
        'Você está no convés do navio negro. Cinco cadeiras cercam a mesa. Pelo alçapão sobe uma ' +
        'luz vermelha, inquieta.',
      actions: {
        letter: {
          offer: 'Abrir a carta.',
          told:
            '*"Caro viajante. Antes de ser capitão, eu cuidava do farol. Passei cem anos com ' +
            'frio, e por isso levei a brasa. Peço perdão. Esqueci como se devolve. Diga o meu ' +
            'nome, e eu me lembrarei. É Anselmo."*',
        },
        bread: {
          offer: 'Comer o pão quente.',
          told:
            'A casca estala, e o vapor cheira a casa. Você não sabe de quem é esta mesa. Mas ' +
            'agradece, e em algum lugar uma cadeira range, como quem responde.',
        },
        down: { offer: 'Descer ao porão.' },
        back: { offer: 'Voltar ao cais.' },
        reread: {
          told:
            'Você lê mais uma vez. Uma frase fica na cabeça: *"Diga o meu nome, e eu me ' +
            'lembrarei. É Anselmo."*',
        },
      },
    },
    hold: {
      arrive:
        'Faz tanto frio que a sua respiração cai como neve. No escuro está sentado um capitão ' +
        'feito de névoa. Ele se curva sobre uma tigela de ferro, e nela arde a brasa do farol. ' +
        'Ele ergue a cabeça. No lugar dos olhos há duas luzinhas, longe, em alto-mar. "Quem", ' +
        'pergunta ele, "sou eu?" O que você faz?',
      again:
        'Você está no porão do navio negro. O gelo sobe pelas vigas. O capitão de névoa, junto à ' +
        'tigela, move os lábios sem um som.',
      actions: {
        name: {
          offer: 'Dizer ao capitão o nome dele.',
          told:
            '"Anselmo", você diz. A névoa fica parada. Então ele ri, como quem acha o chapéu na ' +
            'própria cabeça. "Claro. Anselmo. Eu tinha uma lâmpada para cuidar." Ele põe a ' +
            '**brasa** nas suas mãos. Ela não queima. "Vá depressa. Eu sigo a luz."',
          failed:
            '"Anselmo", você diz, mas seus dentes batem, e sai como um espirro. "Não sou eu", ' +
            'murmura ele. O frio morde os seus dedos. Diga de novo, e mais alto.',
        },
        talk: {
          offer: 'Falar ao capitão sobre os barcos.',
          told:
            'Você fala dos três barcos e de quem espera por eles. Uma lágrima desce pelo rosto ' +
            'dele e congela. "Eu conhecia esses barcos", diz ele, e deixa a **brasa** rolar para ' +
            'as suas mãos.',
          failed:
            'Você fala, mas ele não escuta. "Quem sou eu?", pergunta de novo, e uma mão fria ' +
            'atravessa o seu peito. No convés havia uma carta. Você leu?',
        },
        grab: {
          offer: 'Agarrar a brasa.',
          told:
            'Você salta, e sua mão se fecha na tigela. É quente e pesada. O capitão estende os ' +
            'braços, e só há névoa nas mãos dele. A **brasa** é sua. Ele está chorando.',
          failed:
            'Sua mão atravessa a névoa, e a névoa atravessa você. É como cair num poço, no ' +
            'inverno. A brasa continua acesa, fora do alcance.',
        },
        attack: {
          offer: 'Atacar o capitão.',
          told:
            'Você golpeia, e um uivo responde lá do convés. A névoa se rasga como uma vela velha. ' +
            'Quando se fecha, o capitão está num canto, pequeno como uma criança. A **brasa** ' +
            'está aos seus pés.',
          failed:
            'Como é que se bate na névoa? Seu golpe não acerta nada. O dele acerta você. Você ' +
            'desliza no gelo e bate numa viga.',
        },
        back: { offer: 'Subir de volta ao convés.' },
      },
    },
    cliff: {
      arrive:
        'A trilha é estreita, e o vento puxa o seu casaco com as duas mãos. À esquerda, a rocha. ' +
        'À direita, nada, e lá embaixo o mar. Ao longe você vê três luzinhas. Elas dançam, para ' +
        'cima e para baixo. São barcos, e vêm direto para as pedras. O farol está acima de você, ' +
        'negro e alto. Você sobe?',
      again:
        'Você está no penhasco, e o vento tem gosto de sal. Lá em cima espera o farol apagado. No ' +
        'mar, as três luzes chegaram mais perto.',
      actions: {
        climb: {
          offer: 'Subir até o farol.',
          told:
            'Passo a passo, com o rosto colado na rocha. Uma pedra se solta e cai por muito tempo. ' +
            'Você não olha. Então há capim debaixo das suas mãos.',
          failed:
            'Uma rajada tira os seus pés do chão. Você escorrega, agarra uma raiz e fica ali, no ar, ' +
            'até o vento perder o interesse. Com arranhões e pernas bambas, você está de volta ao ' +
            'começo da trilha.',
        },
        onward: { offer: 'Subir até o farol outra vez.' },
        back: { offer: 'Descer até a encruzilhada.' },
        boats: {
          told:
            'Três luzes, uma atrás da outra. Agora dá para ouvir um sino, fino e apressado. Alguém ' +
            'lá fora procura um farol, bem aqui onde você está.',
        },
      },
    },
    lighthouse: {
      arrive:
        'O farol zune ao vento como uma garrafa. A porta é de carvalho e ferro, e está fechada. ' +
        'Acima da fechadura alguém riscou umas palavras. *Quem traz a luz, traz para todos.* Você ' +
        'tenta abrir a porta?',
      again:
        'Você está ao pé do farol. O sal embranqueceu as pedras. A porta pesada escuta o vento.',
      actions: {
        open: {
          offer: 'Destrancar a porta e subir.',
          told:
            'A chave gira, e a fechadura canta uma nota clara. Você conta os degraus. Depois de ' +
            'cem, para de contar.',
        },
        back: { offer: 'Voltar ao penhasco.' },
        locked: {
          told:
            'Você empurra, puxa, bate. A porta nem treme. Ela quer a sua chave, e a chave está ' +
            'numa mão de pedra, debaixo da cachoeira.',
        },
      },
    },
    lamp: {
      arrive:
        'Você entra numa sala de vidro. A noite está em volta. No meio fica a grande lâmpada, fria ' +
        'e cega, com uma tigela vazia no coração. Lá embaixo, na água, três luzes estão muito ' +
        'perto das pedras. Você ouve gritos. O que você faz?',
      again:
        'Você está na sala de vidro, no alto do farol. A lâmpada está fria. Lá embaixo, o sino de ' +
        'um barco toca sem parar.',
      actions: {
        light: {
          offer: 'Pôr a brasa na lâmpada.',
          told:
            'Você põe a brasa na tigela e se curva. Sopra uma vez. Um fio de ouro sobe pelo pavio. ' +
            'Então o vidro inteiro se incendeia de luz.',
        },
        back: { offer: 'Descer a escada.' },
        boats: {
          told:
            'Você encosta a testa no vidro. Agora dá para ver rostos. Uma mulher segura o leme com ' +
            'os dois braços. Ela olha para cima, para você, e espera.',
        },
        cold: {
          told:
            'Você tenta com óleo, com faíscas, com palavras bonitas. A lâmpada continua fria. Ela ' +
            'só conhece um fogo, e ele está no navio de velas negras.',
        },
      },
    },
    dawn: {
      arrive:
        'Um longo braço branco se estende sobre o mar. Um barco vira, depois outro, depois o ' +
        'último. Atrás deles, o navio negro ergue as velas, e elas são brancas. De manhã, cantam ' +
        'na taverna, ainda desafinados, e todos sabem o seu nome. **Fim.** Quer jogar de novo?',
      again:
        'É de manhã. As gaivotas gritam, as redes secam ao sol, e atrás da colina o farol ainda ' +
        'arde, porque ninguém tem coragem de apagá-lo.',
      actions: {
        talk: {
          offer: 'Falar com a senhora.',
          told:
            '"Eu disse a eles que você viria", diz a senhora. "Há cem anos que eu digo. O meu ' +
            'Anselmo vai querer o café da manhã." Ela põe mais dois pratos na mesa.',
        },
        soup: {
          offer: 'Tomar um prato de sopa.',
          told:
            'Desta vez a sopa está quente. Um lobo cinzento, ou um cachorro muito grande, dorme na ' +
            'porta. Ninguém pergunta. Alguém pendurou um peixe para a raposa.',
        },
        again: { offer: 'Jogar de novo.' },
      },
    },
  },
  items: {
    lantern: 'uma lanterna',
    fish: 'um peixe defumado',
    coin: 'uma moeda de prata',
    rope: 'uma corda',
    key: 'uma chave de ferro',
    ember: 'a brasa do farol',
  },
  questions: [
    'O que você faz?',
    'E agora?',
    'O que você faz em seguida?',
    'A noite espera. O que você faz?',
  ],
  offers: ['Você pode:', 'É isto que você tem pela frente:', 'Eu pensaria no seguinte:'],
  whereTo: 'Há mais de um caminho. Para onde?',
  inVain: {
    go: 'Não há caminho nessa direção, só a noite.',
    talk: 'Ninguém aqui responde a isso. O vento tem a própria opinião.',
    take: 'Você estende a mão, mas ela volta vazia.',
    use: 'Você tenta, e não dá em nada, mas a ideia foi boa.',
    give: 'Ninguém aqui quer isso de você.',
    open: 'Não há nada aqui que se abra para você.',
    attack: 'Você ergue o cajado e luta contra o ar. O ar vence.',
    flee: 'Fugir para onde? A noite está em toda parte.',
    free: 'Não há ninguém aqui para soltar. A não ser você, talvez, das suas dúvidas.',
    eat: 'Seu estômago ronca, mas não há nada para comer aqui.',
    read: 'Não há nada para ler aqui além das nuvens.',
    jump: 'Você pula. Cai no mesmo lugar. Foi um belo pulo.',
    sneak:
      'Você anda de mansinho, em tanto silêncio que ninguém vê. Também não há ninguém para ver.',
  },
  puzzled: [
    'O mestre ergue uma sobrancelha. "Isso não está no meu livro", diz ele, "mas deveria estar."',
    'Suas palavras se perdem na noite. Uma coruja pensa sobre elas.',
    'Os dados tremem na mesa, mas não caem. Eles não entenderam bem.',
    'Você diz isso em voz alta, e o eco repete, tão confuso quanto eu.',
  ],
  hesitation: [
    'Enquanto você pensa, seus pés já decidiram.',
    'A história perde a paciência e puxa você pela manga.',
    'O destino, que não gosta de pausas longas, faz o próximo movimento.',
  ],
  help:
    'Diga com as suas palavras o que você faz. *Olhar*, *ir para oeste*, *falar com a raposa*, ' +
    '*pegar*, *usar*, *atacar* ou *fugir*. Peça o *inventário*, diga *rolar 2d6+1* para jogar os ' +
    'dados, ou *novo jogo* para recomeçar. Um número escolhe da lista.',
  hello: 'Boa noite, viajante. A história fica feliz com a sua visita.',
  thanks: 'De nada. Os dados até ficaram vermelhos.',
  refusal: 'Muito bem, você deixa como está. Ninguém obriga você, nem os dados.',
  waiting: [
    'Você espera. Uma nuvem passa pela lua. Longe, no mar, toca um sino.',
    'Você fica em silêncio e escuta. Os barcos chegam mais perto a cada respiração.',
  ],
  goingOn: 'A história continua.',
  newGame: 'A vela se apaga e é acesa outra vez. Tudo recomeça.',
  foreign: 'Entendo você muito bem, mas conto esta história em português.',
  interrupted: [
    'Você me cortou no meio da frase. Que ousadia.',
    'Você nem me deixa terminar. Ótimo. A noite é curta.',
  ],
  defeat:
    'Tudo escurece. Quando você abre os olhos, sente cheiro de sopa. Está no banco da taverna, ' +
    'debaixo de um cobertor. "Foi o lobo que arrastou você até aqui, ou a maré", diz a senhora. ' +
    '"Respire. Os barcos ainda estão lá fora. O que você faz?"',
  rolled: (dice, total, parts) =>
    `Os dados dançam pela mesa. **${dice}: ${total}**` + (parts ? ` (${parts}).` : '.'),
  check: (roll, bonus, total) =>
    bonus > 0
      ? `Você rola o dado. **d20: ${roll}**, mais ${bonus}, dá ${total}.`
      : `Você rola o dado. **d20: ${roll}**.`,
  passed: ['É o bastante.', 'A sorte está com você.', 'Bela rolagem.'],
  failed: ['Não é o bastante.', 'A sorte olha para o outro lado.', 'Faltou pouco, mas faltou.'],
  best: 'Não existe rolagem melhor!',
  worst: 'Não existe rolagem pior.',
  hitPoints: (left) =>
    left === 1 ? '*Resta 1 ponto de vida.*' : `*Você tem ${left} pontos de vida.*`,
  inventory: (items) =>
    items ? `Você revira os bolsos. Leva ${items}.` : 'Seus bolsos estão vazios.',
};
