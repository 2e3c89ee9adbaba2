/** A story of the built-in storyteller: a game master's narration, written for this project. */
export interface Story {
  /** The language it is written in, as a tag that packs use. */
  readonly language: 'en' | 'pt';
  readonly text: string;
}

/** The stories, of which the storyteller tells one after the other. */
export const STORIES: readonly Story[] = [
  {
    language: 'en',
    text:
      'The rain has stopped, and the old road shines under the moon. You see a small inn between ' +
      'two hills. A lamp burns in the window. Inside, someone is singing, slowly and a little out ' +
      'of tune. When you open the door, the song ends. Every face turns to you. An old woman puts ' +
      'down her cup and smiles. "We have waited a long time," she says. "Sit down, traveler. Your ' +
      'soup is getting cold." What do you do?',
  },
  {
    language: 'en',
    text:
      'Behind the waterfall there is a door. It has no handle and no lock, only the picture of a ' +
      'sleeping fox, cut deep into the stone. Cold air comes from below. As you hold your torch ' +
      'closer, the fox opens one eye. It looks at you for a while. Then it asks, in a very polite ' +
      'voice, whether you have brought the fish.',
  },
  {
    language: 'en',
    text:
      'At noon the market falls silent. A ship with black sails has come into the harbor, and ' +
      'nobody stands at the wheel. The guards step back. On the deck you find a table, set for ' +
      'five. The bread is still warm. Beside the last plate there is a letter, and your own name ' +
      'is written on it.',
  },
  {
    language: 'pt',
    text:
      'A chuva parou, e a velha estrada brilha sob a lua. Entre duas colinas você vê uma pequena ' +
      'taverna. Uma lamparina arde na janela. Lá dentro alguém canta, devagar e um pouco ' +
      'desafinado. Quando você abre a porta, a canção termina. Todos os rostos se voltam para ' +
      'você. Uma senhora pousa o copo e sorri. "Esperamos muito tempo", diz ela. "Sente-se, ' +
      'viajante. Sua sopa está esfriando." O que você faz?',
  },
  {
    language: 'pt',
    text:
      'Atrás da cachoeira há uma porta. Ela não tem maçaneta nem fechadura, só o desenho de uma ' +
      'raposa adormecida, talhado fundo na pedra. Um ar frio sobe de baixo. Quando você aproxima ' +
      'a tocha, a raposa abre um olho. Ela observa você por um instante. Depois pergunta, com uma ' +
      'voz muito educada, se você trouxe o peixe.',
  },
  {
    language: 'pt',
    text:
      'Ao meio-dia a feira se cala. Um navio de velas negras entrou no porto, e não há ninguém no ' +
      'leme. Os guardas recuam. No convés você encontra uma mesa posta para cinco pessoas. O pão ' +
      'ainda está quente. Ao lado do último prato há uma carta, e nela está escrito o seu nome.',
  },
];

/** The stories in a language; the English ones where there is none in it. */
export function storiesIn(language: string): readonly Story[] {
  const wanted = language.split('-')[0] === 'pt' ? 'pt' : 'en';
  return STORIES.filter((story) => story.language === wanted);
}
