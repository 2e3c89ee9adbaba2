/** What language models write, in chat and narration, Portuguese and English, tidy and not. */
const PORTUGUESE_CHAT = `
Claro! Vou explicar como funciona o sistema de magia.
Sim.
Não, mas posso tentar de novo se você quiser.
Oi! Tudo bem com você hoje?
Boa pergunta. A resposta curta é: depende.
O Sr. Silva mora na Av. Paulista, nº 1.578, 3º andar.
A consulta custa R$ 250,00 e pode ser paga em até 3 x sem juros.
Hmm... deixa eu pensar um pouco sobre isso.
Segundo a pág. 10 do manual, o prazo é de 30 dias.
Faltam 2 kg de farinha, 500 ml de leite e 1/2 xícara de açúcar.
A reunião foi marcada para 14h30 do dia 25/12/2025.
Às 18:45, o trem parte da plataforma 7 com destino a Santos.
Infelizmente não tenho acesso a essa informação no momento :(
Que ótimo! :) Fico feliz em ajudar.
Obrigado!!! Você é demais...
"Quem disse isso?", perguntou ela, sem olhar para trás.
Ele respondeu: "Ninguém. Ou melhor: todo mundo.
(Na verdade, ninguém sabe ao certo o que aconteceu naquela noite.
Use o arquivo main.ts e rode npm test antes de enviar.
Acesse https://www.exemplo.com.br/ajuda?id=42&lang=pt para saber mais.
Escreva para contato@exemplo.com.br até sexta-feira.
A temperatura chegou a -3,5 °C em São Joaquim - SC.
O jogo terminou 2 x 1, com gols aos 12 e aos 87 minutos.
Em 1988, a Constituição, no art. 5º, inc. XI, garantiu isso.
A inflação foi de 4,62 % em 2023, ante 5,79% no ano anterior.
Compre pão, leite, ovos, café, etc. e não esqueça o troco.
Trouxe frutas (maçã, pera e uva), legumes e verduras.
Isso vale p. ex. para o Dr. Costa e a Profa. Dra. Maria Helena.
A empresa Silva & Filhos Ltda. foi fundada em São Paulo.
1. Abra o aplicativo.
2. Toque em "Configurações" e depois em "Privacidade".
3. Desligue tudo o que não usa.
- Item um, sem ponto
- Item dois; com ponto e vírgula
Resumo: funciona, é barato e dá pouco trabalho.
E se eu disser que não? O que acontece?
Pois é. É. Sei lá.
Ligue para (11) 98765-4321 ou 0800 123 4567.
A senha tem 8 a 12 caracteres, com letras e números.
O preço subiu de US$ 1,2 milhão para US$ 3 bilhões em dez anos.
Quinta-feira, 5 de maio de 2024, choveu o dia todo.
A rainha Elizabeth II e o papa João XXIII nunca se encontraram.
Meu Deus!!! Isso é sério?!
kkkkkk tá bom então vai lá
vc pode me ajudar c/ isso pf?
Não sei, talvez, quem sabe, um dia, se der, a gente vê.
O guarda-chuva do vice-presidente ficou no porta-malas.
Versão 2.0.1 lançada; veja as notas da versão 1.9.
É 50/50: ou ganha, ou perde.
Claro, aqui vão três ideias para o almoço de domingo com a família toda reunida.
O voo JJ 3054 sai do portão 14 às 9h05 e chega às 11h50, horário local.
Desculpe, não entendi. Você pode repetir, por favor?
A fórmula é E = mc², onde c vale cerca de 300 000 km/s.
O CEP é 01310-100 e o CPF termina em 123.456.789-09.
Nos anos 80 e 90, a banda vendeu 5 milhões de discos, segundo a revista.
Art. 1º A Lei nº 9.610, de 19 de fevereiro de 1998, passa a vigorar assim:
Ah, entendi! Então o problema é só a bateria, certo?
Tomou 1 comprimido de 500 mg de 8 em 8 horas por 7 dias.
O Exmo. Sr. Presidente e a Ilma. Sra. Diretora da S.A. assinaram ontem.
`;

const PORTUGUESE_NARRATION = `
Era uma vez, num reino muito distante, uma menina que sabia falar com os corvos.
A cidade acordou devagar, com o barulho dos carros e o cheiro de café passado na hora.
Ninguém naquela pequena cidade sabia ao certo o que viria depois daquela longa e escura noite de chuva.
O mestre abriu a porta. Lá dentro, três vultos esperavam em silêncio.
— Quem vem lá? — gritou o guarda, erguendo a lanterna.
— Sou eu — respondeu a moça —, a filha do ferreiro.
O velho riu. Depois tossiu. Depois calou-se para sempre.
Corria o ano de 1743 quando o capitão J. R. Mendes avistou a ilha pela primeira vez.
A espada, forjada no século XII pelos anões de Kharad, brilhava como se tivesse luz própria.
Vinte passos à frente, o corredor se dividia: à esquerda, a escuridão; à direita, o som de água corrente.
Ela contou as moedas: 12 de ouro, 30 de prata e 7 de cobre, e suspirou.
"Não abra essa porta", sussurrou a voz atrás dele, mas já era tarde.
O dragão bateu as asas uma, duas, três vezes; o chão tremeu, as telhas voaram e os cavalos fugiram.
Do alto da torre via-se tudo: os campos de trigo, o rio, a estrada velha e, ao longe, o mar.
Quando enfim amanheceu, o que restava da muralha não passava de um monte de pedras fumegantes.
Você tem 15 pontos de vida, CA 14, e role 2d6+3 de dano se acertar.
O que você faz?
A névoa sobe do pântano... e com ela, um cheiro de terra molhada e de coisa morta...
Todos os anos, no dia 24 de junho de cada ano, acendia-se a fogueira diante da igreja de S. João.
E foi assim que a menina, que nunca tinha saído de casa, atravessou sozinha o deserto em 40 dias.
O relógio bateu meia-noite e quinze; 00h15, para ser exato, e nada aconteceu.
Longe dali, a 300 km da costa, um navio de 74 canhões içava as velas.
A biblioteca guardava 10 000 volumes, dos quais 1.250 nunca tinham sido abertos.
Não havia lua nem estrelas nem vento nem som algum que pudesse servir de guia ao viajante perdido.
O rei morreu. Viva o rei!
Dona Lurdes, a da casa 12, jurava ter visto a onça passar às 5h da manhã perto do poço.
Ao longo de muitas e muitas gerações os habitantes daquele vale profundo aprenderam a temer o inverno.
A porta rangeu
e ninguém entrou
O inconstitucionalissimamente longo discurso do otorrinolaringologista terminou, afinal.
Fim do capítulo 3. Continua no cap. IV.
`;

const ENGLISH_CHAT = `
Well, if you think about it for a moment, the answer is rather simple.
Yes.
No, but I can try again if you like.
Hi there! How are you doing today?
Good question. The short answer is: it depends.
Mr. Smith lives at 221B Baker St., London, with Dr. Watson.
The appointment costs $1,250.50, payable in 3 parts.
Hmm... let me think about that for a second.
According to p. 10 of the manual, you have 30 days.
You need 2 lb of flour, 500 ml of milk and 1/2 cup of sugar.
The meeting is at 2:30 p.m. on Dec. 25, 2025.
At 6:45 pm the train leaves platform 7 for Oxford.
Unfortunately, I don't have access to that right now :(
Great! :) Happy to help.
Thanks!!! You're the best...
"Who said that?" she asked, without turning round.
He replied: "Nobody. Or rather: everybody.
(In fact, nobody knows exactly what happened that night.
Use the file main.ts and run npm test before you push.
See https://www.example.com/help?id=42&lang=en for more.
Write to contact@example.com by Friday.
It was -3.5 °C in Minneapolis, MN, this morning.
The game ended 2-1, with goals in the 12th and 87th minutes.
The U.S. Army and the U.N. agreed, e.g. on Art. 5, i.e. the main one.
Inflation was 4.62% in 2023, vs. 5.79 % the year before.
Buy bread, milk, eggs, coffee, etc. and don't forget the change.
I brought fruit (apples, pears and grapes), nuts and cheese.
The '90s were odd; he's 5'10" and she's 6'2".
Acme Corp. was founded in Springfield by the O'Neil brothers.
1. Open the app.
2. Tap "Settings", then "Privacy".
3. Turn off whatever you don't use.
- Item one, no full stop
- Item two; with a semicolon
In short: it works, it's cheap and it's little trouble.
And if I say no? What happens then?
So do I. He does too. OK.
Call (555) 123-4567 or 1-800-555-0199, ext. 42.
The password has 8 to 12 characters, letters and digits.
The price rose from $1.2 million to $3 billion in ten years.
On Thursday, May 5, 2024, it rained all day.
Queen Elizabeth II and Pope John XXIII never met.
Oh my God!!! Are you serious?!
lol ok then go ahead
can u help me w/ this pls?
I don't know, maybe, who knows, one day, if it works, we'll see.
The vice-president's mother-in-law left a jack-o'-lantern behind.
Version 2.0.1 is out; see the notes for version 1.9.
It's 50/50: win or lose.
Sure, here are three ideas for Sunday lunch with the whole family gathered.
Flight BA 247 leaves from gate 14 at 9:05 and lands at 11:50, local time.
Sorry, I didn't get that. Could you say it again, please?
The formula is E = mc², where c is about 300,000 km/s.
The zip code is 90210 and the order number is 123-456-789.
In the 80s and 90s the band sold 5 million records, says the magazine.
Sec. 1. Section 5 of the Act of Feb. 19, 1998 is amended to read:
Oh, I see! So the only problem is the battery, right?
Take 1 tablet of 500 mg every 8 hours for 7 days.
Lt. Col. Jones, Ph.D., and Rev. King Jr. signed it at 5 a.m. yesterday.
J. R. R. Tolkien and C. S. Lewis were friends, No. 20 says.
`;

const ENGLISH_NARRATION = `
Once upon a time, in a very distant kingdom, there was a girl who could talk to crows.
The city woke slowly, to the noise of the cars and the smell of fresh coffee.
Nobody in that small town knew for certain what would come after that long and dark night of rain.
The master opened the door. Inside, three figures waited in silence.
"Who goes there?" shouted the guard, raising his lantern.
"It's me," the young woman answered, "the blacksmith's daughter."
The old man laughed. Then he coughed. Then he fell silent for ever.
It was the year 1743 when Captain J. R. Mendes first saw the island.
The sword, forged in the 12th century by the dwarves of Kharad, shone with a light of its own.
Twenty paces ahead the corridor forked: to the left, darkness; to the right, the sound of running water.
She counted the coins: 12 of gold, 30 of silver and 7 of copper, and sighed.
"Don't open that door," the voice behind him whispered, but it was too late.
The dragon beat its wings once, twice, three times; the ground shook, the tiles flew and the horses fled.
From the tower you could see everything: the wheat fields, the river, the old road and, far away, the sea.
When morning came at last, what was left of the wall was nothing more than a heap of smoking stones.
You have 15 hit points, AC 14; roll 2d6+3 damage if you hit.
What do you do?
Mist rises from the swamp... and with it, a smell of wet earth and of something dead...
Every year, on June 24, a bonfire was lit before the church of St. John.
And so it was that the girl, who had never left home, crossed the desert alone in 40 days.
The clock struck a quarter past midnight, 00:15 to be exact, and nothing happened.
Far away, 300 km from the coast, a ship of 74 guns was hoisting its sails.
The library held 10,000 volumes, 1,250 of which had never been opened.
There was neither moon nor star nor wind nor any sound at all that could guide the lost traveller.
The king is dead. Long live the king!
Mrs. Hill, from No. 12, swore she had seen the puma pass at 5 a.m. near the well.
Over many, many generations the people of that deep valley learned to fear the winter.
The door creaked
and nobody came in
His antidisestablishmentarianism notwithstanding, the otorhinolaryngologist's speech came to an end.
End of chapter 3. Continued in ch. IV.
`;

const MIXED = `
O rei disse "the king is dead" e saiu. Everyone laughed, exceto o Sr. Jones.
Use o método push(), e.g. chunker.push("Olá"), and then call end().
She whispered "saudade", a word that Mr. Silva, from S. Paulo, could never translate.
你好，世界！ That means "Olá, mundo!" em chinês.
今日は天気がいいですね。 Yes, it is, 3.14 vezes melhor que ontem!
Привет, мир! Это т. е. "hello, world" на ул. Ленина, д. 5.
مرحبا بالعالم، كيف حالك؟ Tudo bem, thanks.
Il coûte 50 % de moins, « non ? », dit M. Dupont à 14 h 30.
Am 3. Mai traf ich Dr. Müller, z. B. in Nr. 5.
👩‍👩‍👧 família 🇧🇷 vs. 🇵🇹 — 2 x 1!!! 👍🏽
नमस्ते दुनिया। यह डॉ. शर्मा हैं।
안녕하세요 세계. 가격은 10 000원입니다.
[unclosed (nested "quote 'and more {until the end
***bold?** *no* _yes_ ## 1) a) b) --- ... ,,, ;;; :: !? ?!
tab\tand  double  spaces\u00a0and a\u202fnarrow one
Ok, so: "não" means no, and "sim" means yes. Simple, né?
O e-mail do Prof. O'Brien é obrien@uni.ac.uk, whatever that means.
Version v2.3.4-rc.1 saiu em Jan. 5, i.e. ontem; veja o CHANGELOG.md.
a/b c/d and/or either-or x-y-z www.a-b-c.com/d/e-f
R$50 R$ 50 US$ 1.000,00 €5 5 € 5€ £3 ¥100 10¢ 100%
00:00 24h 7h30 12:30:45 1º 2ª 3.º 4th 5'6" 7° 8 °C
`;

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Lines of text, one utterance each; together they are a long one. */
export const CORPUS: readonly string[] = [
  PORTUGUESE_CHAT,
  PORTUGUESE_NARRATION,
  ENGLISH_CHAT,
  ENGLISH_NARRATION,
  MIXED,
].flatMap(lines);
