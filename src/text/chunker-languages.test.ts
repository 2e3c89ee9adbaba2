import { describe, expect, it } from 'vitest';
import { BOUNDARY } from './boundary.ts';
import { BoundaryScanner } from './boundary-scanner.ts';
import { Chunker, type ChunkerOptions } from './chunker.ts';
import { cutRules } from './cut-words/cut-rules.ts';

/** Texts in which `_` stands for a space that no chunk may end at, `|` for the end of a sentence. */
const TRICKY: Readonly<Record<string, readonly string[]>> = {
  pt: [
    'Ontem encontrei o Sr._Silva e a Exma._Sra._Souza na praça central da cidade.',
    'Leia a pág._10 do livro, depois o cap._IV e o art._5º da lei_9.610 com calma.',
    'O valor de pi é 3.14 ou 3,14159 e ninguém nesta sala vai discutir isso hoje.|Fim da aula de matemática.',
    'A espada custa R$_1.250,50 e o escudo custa US$_80 na loja do velho ferreiro.',
    'A reunião começa às_14h30 e termina às_16:45 em ponto na sala azul do prédio.',
    'Ela nasceu em 25_de dezembro_de_1999 e se mudou em 03/07/2005 para cá com a família.',
    'Estou triste hoje :( mas amanhã passa.|Vamos sair juntos para dançar e rir um pouco?',
    "A música dos anos '90s ainda toca aqui e o jogador mede 5'10\" de altura sem sapatos.",
    'O professor J._R._R._Tolkien escreveu muito sobre elfos e anões da Terra-média.',
    'Há muitos animais, p._ex._gatos e cães, etc. nesta fazenda do interior do estado.',
    'O arquivo main.ts e o site www.exemplo.com.br/pagina?x=1 estão prontos agora.|Pode abrir os dois.',
    'A Dra._Ana mora na Av._Brasil, nº_100, apto._32, perto da Profa._Lima e do mercado.',
    'Bem... acho que sim, mas não tenho certeza...|Talvez seja melhor perguntar ao mestre antes.',
    'A empresa cresceu 50_% em 2024 e vendeu 2_milhões de peças em 10_000 lojas do país.',
    'O rei Luís XIV viveu no século_XVII e morreu no século_XVIII em Versalhes.|Era o Rei Sol.',
    '"Vamos embora agora mesmo daqui!" disse ele ao ver o monstro sair da caverna escura.',
    'O time venceu por 3_×_2 no dia 5_de maio_de_2024 e a torcida cantou até tarde.',
    'Ligue para (11)_98765-4321 ou para o ramal_42 e fale com o Eng._Costa sobre a obra.',
    'Quero ver.|Mas o dragão que mora lá em cima da montanha não gosta de visitas.',
    'Minha vida é assim, é.|Depois de tanto tempo eu já me acostumei com essa rotina toda.',
  ],
  en: [
    'Yesterday I met Mr._Smith and Dr._Jane_Doe at the corner of Baker and Main.',
    'Read p._10 and ch._4, then fig._2 in vol._3 of the old encyclopedia over there.',
    'The U.S._Army landed at 5_a.m. and the U.N._Council met at noon to discuss the matter.',
    'Pi is about 3.14 and e is about 2.718 as every student knows by heart.|Nobody asked for more.',
    'The sword costs $1,250.50 and the shield £_80 at the shop of the old blacksmith.',
    'The meeting starts at 2:30_pm and ends by 10_p.m. in the blue room upstairs.',
    'She was born on December_25,_1999 and moved here on 03/07/2005 with her family.',
    'I am sad today :( but it will pass.|Shall we go out dancing and laugh a little?',
    "The '90s were great and the player is 5'10\" tall without his shoes on, they say.",
    'The author J._R._R._Tolkien wrote a lot about elves and dwarves in those years.',
    'There are many animals, e.g._this cat, i.e._the black one, and so on in the barn.',
    'Open main.ts or go to https://example.com/a.b?c=1 when you have a minute.|Then call me back.',
    'No._5 is alive and no. 10 is not.|The answer to the question is no.|Then he left the room.',
    'Well...|I am not so sure about all this...|Maybe we should ask the master before we go.',
    'Sales grew 50_% in 2024 to 3_million units in 10_000 stores across the country.',
    'Neither do I.|He said that the king, Henry_VIII, had six wives and two daughters.',
    '"Let us leave this place right now!" he said as the monster came out of the cave.',
    "Apple Inc. made it in Cupertino, Calif., for Mrs._O'Neil and Prof._X of the school.",
    'Call (555)_123-4567 or extension_42 and ask for Sgt._Pepper about the lonely band.',
    'Apollo_11 landed on July_20,_1969 at 20:17_UTC with two men in a small machine.',
  ],
  es: [
    'Ayer vi al Sr._García y a la Dra._López en la Avda._Central de la ciudad.',
    'Lea la pág._10 y el art._5 del libro, que cuesta 12,50_€ en la tienda.',
    'Nació el 25_de diciembre_de_1999 a las_14:30 en un pueblo muy pequeño.',
    '¿Vienes mañana con nosotros a la playa?|¡Claro que sí, no me lo pierdo por nada!',
  ],
  fr: [
    'Hier j’ai vu M._Dupont et Mme_Durand devant la mairie de la petite ville.',
    'Comment allez-vous ce beau matin d’été_?|Il est 14_h_30 et le thé est prêt.',
    'Voir p._10 et chap._IV du livre qui coûte 12,50_€ ou 50_% de moins ici.',
    'Elle a dit : « Non merci_! » puis elle est partie sans se retourner une fois.',
  ],
  de: [
    'Gestern traf ich Hrn._Müller und Dr._Schmidt am 3._Mai vor dem alten Rathaus.',
    'Es gibt viele Tiere, z._B._Katzen, d._h._solche mit Fell, im großen Garten.',
    'Das kostet 12,50_€ laut Nr._5 auf S._10 in Bd._2 dieser alten Ausgabe hier.',
    'Kommst du morgen mit uns an den See?|Aber sicher, ich freue mich schon sehr.',
  ],
  it: [
    'Ieri ho visto il Sig._Rossi e la Dott.ssa_Bianchi davanti al vecchio teatro.',
    'Leggi a pag._10 e il cap._IV del libro, che costa 12,50_€ in libreria oggi.',
    'È nato il 25_dicembre_1999 alle_14:30 in un piccolo paese di montagna.',
    'Vieni con noi al mare domani mattina?|Certo che sì, non me lo perdo per niente!',
  ],
  pl: [
    'Wczoraj spotkałem dr._Kowalskiego i prof._Nowaka przed starym ratuszem w mieście.',
    'Zobacz str._10 i rozdz._4 tej książki, np._ten fragment o królu i jego córce.',
    'Urodził się 3._maja 1999_r. w małej wsi, a potem przeniósł się do miasta.',
    'Czy pójdziesz jutro z nami nad jezioro?|Oczywiście, bardzo się już na to cieszę.',
  ],
  tr: [
    'Dün Dr._Yılmaz ve Prof._Kaya ile eski belediye binasının önünde karşılaştım.',
    'Kitabın s._10 ve böl._4 kısmına bak, örn._kralın kızı hakkındaki parçaya.',
    'Sınav 25_Aralık 1999 günü saat_14:30 için küçük salonda yapılacak dediler.',
    'Yarın bizimle göle gelecek misin acaba?|Elbette, buna şimdiden çok seviniyorum.',
  ],
  ru: [
    'Вчера я встретил г._Иванова и проф._Петрова перед старой ратушей города.',
    'Смотри стр._10 и гл._4 этой книги, т._е._рассказ о короле и его дочери.',
    'Он родился 3_мая_1999 в деревне на ул._Ленина, д._5, недалеко от реки.',
    'Ты пойдёшь завтра с нами на озеро?|Конечно, я уже очень этому рад, друг мой.',
  ],
  nl: [
    'Gisteren zag ik dhr._Jansen en mevr._de Vries voor het oude stadhuis staan.',
    'Lees blz._10 en hfst._4 van het boek, d.w.z._het stuk over de oude koning.',
    'Hij is geboren op 3_mei 1999 om 14:30_uur in een klein dorp aan de rivier.',
    'Ga je morgen met ons mee naar het meer?|Natuurlijk, ik verheug me er nu al op.',
  ],
  cs: [
    'Včera jsem potkal dr._Nováka a prof._Svobodu před starou radnicí ve městě.',
    'Podívej se na str._10 a kap._4 té knihy, např._na příběh o starém králi.',
    'Narodil se 3._května 1999 v malé vesnici a potom se přestěhoval do města.',
    'Půjdeš s námi zítra k jezeru se koupat?|Samozřejmě, už se na to moc těším.',
  ],
  ar: [
    'قابلت أمس د._أحمد أمام مبنى البلدية القديم في وسط المدينة مع أصدقائه.',
    'اقرأ ص._10 من الكتاب القديم الذي يحكي قصة الملك وابنته الصغيرة في القصر.',
    'هل ستأتي معنا غدا إلى البحيرة الكبيرة؟|نعم بالتأكيد فأنا سعيد جدا بهذه الرحلة.',
    'ولد الرجل في 25_ديسمبر_1999 في قرية صغيرة قرب النهر ثم انتقل إلى المدينة.',
  ],
  zh: [
    '昨天我在公园里遇见了一位老朋友。|我们聊了很久，然后一起去吃了晚饭。',
    '我用iPhone15拍了很多照片，价格是3.14元，你觉得怎么样呢？|我觉得非常便宜。',
    '会议在2024年10月5日下午14：30开始，请大家准时参加不要迟到！|谢谢大家的配合。',
    '今天天气很好,我们去公园玩吧!|你想吃什么东西呢?',
  ],
  hu: [
    'Tegnap találkoztam dr._Kovács úrral és prof._Nagy úrral a régi városháza előtt.',
    'Lásd a köt._4 részét és a régi könyvet, pl._a királyról szóló hosszú mesét.',
    'A férfi 1999._május 3._napján született egy kis faluban a nagy folyó mellett.',
    'Eljössz velünk holnap a tóhoz fürdeni?|Persze hogy igen, már nagyon várom a napot.',
  ],
  ko: [
    '어제 공원에서 오랜 친구를 만났습니다.|우리는 오래 이야기하고 함께 저녁을 먹었습니다.',
    '회의는 2024년 10월 5일 오후_2시 30분에 시작하니 늦지 마세요.|감사합니다 여러분.',
    '이 칼의 가격은 10_000원이고 방패의 가격은 3.14달러라고 합니다.|정말 싸네요 그렇죠?',
    '내일 우리와 함께 호수에 갈 거예요?|물론이죠, 벌써부터 정말 기대하고 있어요.',
  ],
  ja: [
    '昨日、公園で古い友達に会いました。|私たちは長く話して、一緒に夕食を食べました。',
    '会議は2024年10月5日の午後2時30分に始まります。|遅れないでくださいね、皆さん。',
    'この剣の値段は3.14ドルで、iPhone15より安いと言われています！|本当に安いですね。',
    '「明日も湖に行きますか？」と彼は言った。|もちろん楽しみにしています。',
  ],
  hi: [
    'कल मैं डॉ._शर्मा और प्रो._गुप्ता से पुराने नगर भवन के सामने मिला था।|वे बहुत खुश थे।',
    'पुस्तक के पृ._10 को पढ़ो, जहाँ राजा और उसकी बेटी की कहानी लिखी हुई है।',
    'वह 25_दिसंबर_1999 को एक छोटे गाँव में पैदा हुआ और फिर शहर आ गया।',
    'क्या तुम कल हमारे साथ झील पर चलोगे?|हाँ ज़रूर, मैं इसके लिए बहुत उत्सुक हूँ।',
  ],
};

function cutsOf(options: ChunkerOptions, text: string): number[] {
  const chunker = new Chunker(options);
  return [...chunker.push(text), ...chunker.end()].map((chunk) => chunk.end);
}

/** The text without its signs, and where they stood. */
function parse(marked: string): { text: string; bound: number[]; ends: number[] } {
  let text = '';
  const bound: number[] = [];
  const ends: number[] = [];
  for (const character of marked) {
    if (character === '_') bound.push(text.length);
    if (character === '|') ends.push(text.length);
    text += character === '_' ? ' ' : character === '|' ? '' : character;
  }
  return { text, bound, ends };
}

/** Marked text to text: a `|` behind a Latin mark stands for a space too. */
const spaced = (marked: string): string => marked.replace(/([.!?])\|/g, '$1| ');

const CASES = Object.entries(TRICKY).flatMap(([language, sentences]) =>
  sentences.map((marked) => [language, marked] as const),
);

it('has enough of each language', () => {
  for (const [language, { length }] of Object.entries(TRICKY)) {
    expect(length).toBeGreaterThanOrEqual(language === 'pt' || language === 'en' ? 15 : 4);
  }
  expect(Object.keys(TRICKY)).toHaveLength(17);
});

describe('no chunk ends where it must not', () => {
  it.each(CASES)('%s: %s', (language, marked) => {
    const { text, bound } = parse(spaced(marked));
    for (const cutAt of ['word', 'clause'] as const) {
      for (let limit = 30; limit <= 60; limit++) {
        const cuts = cutsOf({ firstChunkChars: 30, nextChunkChars: limit, cutAt, language }, text);
        expect(
          cuts.filter((cut) => bound.includes(cut)).map((cut) => text.slice(0, cut)),
          `limit ${limit}, at ${cutAt}`,
        ).toEqual([]);
        for (const cut of cuts) {
          expect(text.slice(cut - 1, cut + 1), `limit ${limit}`).not.toMatch(/[\dA-Za-z]{2}/);
          expect(text.slice(cut - 2, cut + 1), `limit ${limit}`).not.toMatch(/\d[.,:]\d/);
        }
      }
    }
  });
});

describe('a sentence ends where it must and nowhere else', () => {
  it.each(CASES)('%s: %s', (language, marked) => {
    const { text, ends } = parse(spaced(marked));
    const scanner = new BoundaryScanner(cutRules(language));
    const found = [...text.matchAll(/[^]/g)].flatMap(([character]) => scanner.step(character));
    const sentences = found.filter(({ rank }) => rank === BOUNDARY.sentence);
    expect(sentences.map(({ at }) => text.slice(0, at))).toEqual(
      ends.map((end) => text.slice(0, end)),
    );
  });
});
