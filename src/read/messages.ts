import type { InterfaceLanguage } from '../errors.ts';

/** The strings of the page that reads a text aloud. */
export interface ReadMessages {
  readonly title: string;
  readonly tagline: string;
  readonly text: string;
  readonly sampleText: string;
  readonly shortcuts: string;
  readonly speak: string;
  /** Leads to the page of conversations. */
  readonly chat: string;
  readonly metrics: string;
  readonly timeToFirstAudio: string;
  readonly timeToPlayback: string;
  readonly realTimeFactor: string;
  readonly realTimeFactorHelp: string;
  readonly underruns: string;
  readonly device: string;
  readonly unknown: string;
}

const EN: ReadMessages = {
  title: 'Your browser, speaking',
  tagline: 'Write something and press Speak. The voice runs on this device: nothing is sent away.',
  text: 'What should be said?',
  sampleText: 'Hello! It is nice to meet you. The kitchen smells of fresh bread and butter.',
  shortcuts: 'Ctrl + Enter speaks, Escape stops.',
  speak: 'Speak',
  chat: 'Talk with a narrator',
  metrics: 'Measurements',
  timeToFirstAudio: 'First audio after',
  timeToPlayback: 'Playback after',
  realTimeFactor: 'Real-time factor',
  realTimeFactorHelp:
    'The real-time factor is the time it takes to make speech, divided by its length: below 1 keeps up.',
  underruns: 'Interruptions',
  device: 'Runs on',
  unknown: 'not yet known',
};

const PT_BR: ReadMessages = {
  title: 'Seu navegador, falando',
  tagline: 'Escreva algo e clique em Falar. A voz roda neste aparelho: nada é enviado para fora.',
  text: 'O que deve ser dito?',
  sampleText: 'Olá! É um prazer conhecer você. A cozinha cheira a pão fresco e manteiga.',
  shortcuts: 'Ctrl + Enter fala, Esc para.',
  speak: 'Falar',
  chat: 'Conversar com um narrador',
  metrics: 'Medições',
  timeToFirstAudio: 'Primeiro áudio após',
  timeToPlayback: 'Reprodução após',
  realTimeFactor: 'Fator de tempo real',
  realTimeFactorHelp:
    'O fator de tempo real é o tempo para fazer a fala dividido pela duração dela: abaixo de 1, acompanha.',
  underruns: 'Interrupções',
  device: 'Roda em',
  unknown: 'ainda não se sabe',
};

/** Those strings, by the language of the interface. */
export const READ_MESSAGES: Readonly<Record<InterfaceLanguage, ReadMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
