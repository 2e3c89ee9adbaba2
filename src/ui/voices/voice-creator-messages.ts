import type { ClipFinding } from '../../audio/clip-check.ts';
import type { InterfaceLanguage } from '../../errors.ts';

/** Making a voice of a recording. */
export interface VoiceCreatorMessages {
  readonly title: string;
  readonly consentTitle: string;
  readonly consentIntro: string;
  readonly whose: string;
  readonly ownVoice: string;
  readonly permittedVoice: string;
  /** What is agreed to; `CONSENT_TEXT_VERSION` counts its changes. */
  readonly agree: string;
  readonly staysHere: string;
  readonly next: string;
  readonly close: string;
  readonly cancel: string;
  readonly sourceTitle: string;
  readonly sourceHelp: string;
  readonly readAloud: string;
  readonly readAnything: string;
  readonly record: string;
  readonly stopRecording: string;
  readonly askingMicrophone: string;
  readonly recording: string;
  readonly insecure: string;
  readonly level: string;
  readonly levelOf: (decibels: string) => string;
  readonly recorded: (seconds: string, longest: string) => string;
  readonly dropFile: string;
  readonly dropNow: string;
  readonly chooseFile: string;
  readonly formats: string;
  readonly readingFile: string;
  readonly oneFile: string;
  readonly reviewTitle: string;
  readonly listenToClip: string;
  readonly speech: (seconds: string) => string;
  readonly findings: Readonly<Record<Extract<ClipFinding, 'noisy' | 'shortened'>, string>>;
  readonly good: string;
  readonly better: string;
  readonly again: string;
  readonly name: string;
  readonly defaultName: string;
  readonly create: string;
  readonly createAnyway: string;
  readonly workingTitle: string;
  readonly workingHelp: string;
  readonly doneTitle: (name: string) => string;
  readonly kept: string;
  readonly notKept: string;
  readonly listen: string;
  readonly use: string;
}

const EN: VoiceCreatorMessages = {
  title: 'Create a voice',
  consentTitle: 'Whose voice will it be?',
  consentIntro:
    'A few seconds of somebody speaking are enough to make this device speak with their voice.',
  whose: 'The voice in the recording',
  ownVoice: 'is my own',
  permittedVoice: 'is that of somebody who has given me permission for this',
  agree:
    'I will not use this voice to deceive anybody, or to say in a person’s name what they have not agreed to.',
  staysHere:
    'The recording and the voice stay on this device. The recording is dropped once the voice is made; with the voice, the date of your answer is kept.',
  next: 'Next',
  close: 'Close',
  cancel: 'Cancel',
  sourceTitle: 'Record or choose a clip',
  sourceHelp:
    '10 to 30 seconds of one person speaking, close to the microphone, in a quiet room. Speak as the voice shall sound.',
  readAloud: 'You could read this aloud:',
  readAnything:
    'Read anything aloud in the language that the voice shall speak, such as half a page of a book.',
  record: 'Record',
  stopRecording: 'Stop recording',
  askingMicrophone: 'Allow the microphone when the browser asks.',
  recording: 'Recording',
  insecure:
    'Browsers give the microphone only to pages with a secure address (https). You can choose a file.',
  level: 'Level of the microphone',
  levelOf: (decibels) => `${decibels} decibels`,
  recorded: (seconds, longest) => `${seconds} of ${longest}`,
  dropFile: 'Or drop a recording here.',
  dropNow: 'Let go to take this file.',
  chooseFile: 'Choose a file',
  formats: 'WAV, MP3, M4A, OGG, FLAC or WebM, up to 50 MB and ten minutes.',
  readingFile: 'Reading the file…',
  oneFile: 'Drop one file only.',
  reviewTitle: 'Check the clip',
  listenToClip: 'The clip',
  speech: (seconds) => `Speech: ${seconds}`,
  findings: {
    noisy: 'Something else is heard beside the voice. A quieter room makes a cleaner voice.',
    shortened: 'It was longer than 30 seconds: the part with the most speech is used.',
  },
  good: 'This clip sounds good.',
  better: 'A better clip makes a better voice. You can also go on with this one.',
  again: 'Another clip',
  name: 'Name of the voice',
  defaultName: 'My voice',
  create: 'Create the voice',
  createAnyway: 'Create it anyway',
  workingTitle: 'Making the voice…',
  workingHelp: 'What is being spoken goes on meanwhile.',
  doneTitle: (name) => `${name} is ready`,
  kept: 'The voice is kept in this browser. You can export it as a file or remove it beside the list of voices.',
  notKept:
    'This browser keeps no files: the voice is gone when the page is closed. Export it beside the list of voices to keep it.',
  listen: 'Listen',
  use: 'Use this voice',
};

const PT_BR: VoiceCreatorMessages = {
  title: 'Criar uma voz',
  consentTitle: 'De quem será a voz?',
  consentIntro:
    'Alguns segundos da fala de uma pessoa bastam para que este aparelho fale com a voz dela.',
  whose: 'A voz da gravação',
  ownVoice: 'é a minha',
  permittedVoice: 'é de alguém que me deu permissão para isto',
  agree:
    'Não usarei esta voz para enganar ninguém, nem para dizer em nome de uma pessoa o que ela não autorizou.',
  staysHere:
    'A gravação e a voz ficam neste aparelho. A gravação é descartada quando a voz está pronta; com a voz fica guardada a data da sua resposta.',
  next: 'Avançar',
  close: 'Fechar',
  cancel: 'Cancelar',
  sourceTitle: 'Grave ou escolha um trecho',
  sourceHelp:
    'De 10 a 30 segundos de uma só pessoa falando, perto do microfone, em um lugar silencioso. Fale como a voz deve soar.',
  readAloud: 'Você pode ler isto em voz alta:',
  readAnything:
    'Leia qualquer coisa em voz alta no idioma que a voz vai falar, como meia página de um livro.',
  record: 'Gravar',
  stopRecording: 'Parar de gravar',
  askingMicrophone: 'Permita o microfone quando o navegador perguntar.',
  recording: 'Gravando',
  insecure:
    'Os navegadores só dão o microfone a páginas com endereço seguro (https). Você pode escolher um arquivo.',
  level: 'Nível do microfone',
  levelOf: (decibels) => `${decibels} decibéis`,
  recorded: (seconds, longest) => `${seconds} de ${longest}`,
  dropFile: 'Ou solte uma gravação aqui.',
  dropNow: 'Solte para usar este arquivo.',
  chooseFile: 'Escolher um arquivo',
  formats: 'WAV, MP3, M4A, OGG, FLAC ou WebM, até 50 MB e dez minutos.',
  readingFile: 'Lendo o arquivo…',
  oneFile: 'Solte um arquivo só.',
  reviewTitle: 'Confira o trecho',
  listenToClip: 'O trecho',
  speech: (seconds) => `Fala: ${seconds}`,
  findings: {
    noisy: 'Ouve-se algo além da voz. Um lugar mais silencioso dá uma voz mais limpa.',
    shortened: 'Tinha mais de 30 segundos: é usada a parte com mais fala.',
  },
  good: 'Este trecho está bom.',
  better: 'Um trecho melhor dá uma voz melhor. Você também pode continuar com este.',
  again: 'Outro trecho',
  name: 'Nome da voz',
  defaultName: 'Minha voz',
  create: 'Criar a voz',
  createAnyway: 'Criar mesmo assim',
  workingTitle: 'Criando a voz…',
  workingHelp: 'O que está sendo falado continua enquanto isso.',
  doneTitle: (name) => `${name}: voz pronta`,
  kept: 'A voz fica guardada neste navegador. Você pode exportá-la como arquivo ou removê-la ao lado da lista de vozes.',
  notKept:
    'Este navegador não guarda arquivos: a voz some quando a página é fechada. Exporte-a ao lado da lista de vozes para guardá-la.',
  listen: 'Ouvir',
  use: 'Usar esta voz',
};

/** Raised whenever what is agreed to changes its meaning; kept with each voice. */
export const CONSENT_TEXT_VERSION = 1;

/** The strings of making a voice, by the interface's language. */
export const VOICE_CREATOR_MESSAGES: Readonly<Record<InterfaceLanguage, VoiceCreatorMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
