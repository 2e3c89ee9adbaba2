import type { InterfaceLanguage } from '../errors.ts';
import type { ProfileName } from '../profiles/profile.ts';
import type { SupportProblem } from './browser-support.ts';
import type { PlayerNotice } from '../player/player-events.ts';
import type { ModelProgress, Phase } from './player-view.ts';

/** Every string of the page: a language that lacks one does not compile. */
export interface Messages {
  readonly title: string;
  readonly tagline: string;
  readonly interfaceLanguage: string;
  readonly text: string;
  readonly sampleText: string;
  readonly shortcuts: string;
  readonly spokenLanguage: string;
  /** The name of a language that the pack does not declare. */
  readonly undeclared: (language: string) => string;
  readonly profile: string;
  readonly profiles: Readonly<Record<ProfileName, string>>;
  readonly speak: string;
  readonly stop: string;
  readonly storyteller: string;
  readonly storytellerHelp: string;
  readonly tellStory: string;
  readonly tokensPerSecond: string;
  readonly story: string;
  readonly storyPlaceholder: string;
  readonly status: Readonly<Record<Phase, string>>;
  readonly stages: Readonly<Record<ModelProgress['stage'], string>>;
  readonly enableSound: string;
  readonly retry: string;
  readonly notices: Readonly<Record<PlayerNotice, string>>;
  readonly problems: Readonly<Record<SupportProblem, string>>;
  readonly metrics: string;
  readonly timeToFirstAudio: string;
  readonly timeToPlayback: string;
  readonly realTimeFactor: string;
  readonly realTimeFactorHelp: string;
  readonly underruns: string;
  readonly device: string;
  readonly unknown: string;
  readonly playback: string;
  readonly pause: string;
  readonly resume: string;
  readonly sentenceBack: string;
  readonly sentenceForward: string;
  readonly position: string;
  readonly playbackRate: string;
  readonly volume: string;
  readonly saveWav: string;
  readonly saveWebm: string;
  readonly saving: string;
  readonly spokenText: string;
  readonly updateReady: string;
  readonly updateReload: string;
  readonly updateLater: string;
}

const EN: Messages = {
  title: 'Your browser, speaking',
  tagline: 'Write something and press Speak. The voice runs on this device: nothing is sent away.',
  interfaceLanguage: 'Language of this page',
  text: 'What should be said?',
  sampleText: 'Hello! It is nice to meet you. The kitchen smells of fresh bread and butter.',
  shortcuts: 'Ctrl + Enter speaks, Escape stops.',
  spokenLanguage: 'Spoken language',
  undeclared: (language) => `${language} (voice not trained for it)`,
  profile: 'Profile',
  profiles: {
    FAST: 'FAST: heard as soon as possible',
    CINEMATIC: 'CINEMATIC: whole phrases, fuller sound',
  },
  speak: 'Speak',
  stop: 'Stop',
  storyteller: 'Storyteller',
  storytellerHelp:
    'Writes a story piece by piece, as a language model would. You hear it while it is still being written.',
  tellStory: 'Tell a story',
  tokensPerSecond: 'Writing speed, in tokens per second',
  story: 'The story',
  storyPlaceholder: 'The story will appear here.',
  status: {
    loading: 'The voice is loading. You can write in the meantime.',
    waiting: 'The voice is still loading. It will speak as soon as it is ready.',
    ready: 'Ready.',
    preparing: 'One moment: the first words are being made.',
    speaking: 'Speaking.',
    paused: 'Paused.',
    blocked: 'The browser is holding the sound back until you allow it.',
    failed: 'The voice could not be loaded.',
  },
  stages: {
    waiting: 'Another tab is fetching the voice',
    download: 'Fetching the voice',
    verify: 'Checking the voice',
    upload: 'Preparing the voice',
    'warm-up': 'Warming up',
  },
  enableSound: 'Enable sound',
  retry: 'Try again',
  notices: {
    'voice-damaged': 'One of your stored voices is damaged and was left out.',
    'language-undeclared': 'The voice was not trained for this language: it may be hard to follow.',
    'chunk-cut': 'A passage was longer than the voice can say in one go and was cut off.',
    'output-changed': 'The loudspeaker was unplugged: the sound goes on at the default one.',
    'stream-changed': 'The audio stream had to be opened anew.',
  },
  problems: {
    'no-webassembly':
      'This browser cannot run WebAssembly, which the voice needs. Use a current Chrome, Edge, Firefox or Safari.',
    'insecure-context':
      'Browsers allow generated sound on secure pages only. Open this page over https:// or from localhost.',
    'no-audio-worklet':
      'This browser has no AudioWorklet, which plays the voice. Use a current Chrome, Edge, Firefox or Safari.',
    'no-worker':
      'This browser cannot run the voice in the background. Use a current Chrome, Edge, Firefox or Safari.',
  },
  metrics: 'Measurements',
  timeToFirstAudio: 'First audio after',
  timeToPlayback: 'Playback after',
  realTimeFactor: 'Real-time factor',
  realTimeFactorHelp:
    'The real-time factor is the time it takes to make speech, divided by its length: below 1 keeps up.',
  underruns: 'Interruptions',
  device: 'Runs on',
  unknown: 'not yet known',
  playback: 'Playback',
  pause: 'Pause',
  resume: 'Go on',
  sentenceBack: 'Back one sentence',
  sentenceForward: 'Forward one sentence',
  position: 'Position',
  playbackRate: 'Speed',
  volume: 'Volume',
  saveWav: 'Save WAV',
  saveWebm: 'Save WebM',
  saving: 'Saving',
  spokenText: 'What is being said',
  updateReady: 'A new version of this page is ready.',
  updateReload: 'Reload',
  updateLater: 'Later',
};

const PT_BR: Messages = {
  title: 'Seu navegador, falando',
  tagline: 'Escreva algo e clique em Falar. A voz roda neste aparelho: nada é enviado para fora.',
  interfaceLanguage: 'Idioma desta página',
  text: 'O que deve ser dito?',
  sampleText: 'Olá! É um prazer conhecer você. A cozinha cheira a pão fresco e manteiga.',
  shortcuts: 'Ctrl + Enter fala, Esc para.',
  spokenLanguage: 'Idioma falado',
  undeclared: (language) => `${language} (a voz não foi treinada para ele)`,
  profile: 'Perfil',
  profiles: {
    FAST: 'FAST: ouvir o quanto antes',
    CINEMATIC: 'CINEMATIC: frases inteiras, som mais cheio',
  },
  speak: 'Falar',
  stop: 'Parar',
  storyteller: 'Contador de histórias',
  storytellerHelp:
    'Escreve uma história aos poucos, como faria um modelo de linguagem. Você a ouve enquanto ainda está sendo escrita.',
  tellStory: 'Contar uma história',
  tokensPerSecond: 'Velocidade de escrita, em tokens por segundo',
  story: 'A história',
  storyPlaceholder: 'A história vai aparecer aqui.',
  status: {
    loading: 'A voz está carregando. Você já pode escrever.',
    waiting: 'A voz ainda está carregando. Ela falará assim que estiver pronta.',
    ready: 'Pronto.',
    preparing: 'Um momento: as primeiras palavras estão sendo feitas.',
    speaking: 'Falando.',
    paused: 'Em pausa.',
    blocked: 'O navegador está segurando o som até você permitir.',
    failed: 'Não foi possível carregar a voz.',
  },
  stages: {
    waiting: 'Outra aba está baixando a voz',
    download: 'Baixando a voz',
    verify: 'Verificando a voz',
    upload: 'Preparando a voz',
    'warm-up': 'Aquecendo',
  },
  enableSound: 'Ativar o som',
  retry: 'Tentar de novo',
  notices: {
    'voice-damaged': 'Uma das suas vozes salvas está danificada e ficou de fora.',
    'language-undeclared': 'A voz não foi treinada para este idioma: pode ser difícil de entender.',
    'chunk-cut': 'Um trecho era mais longo do que a voz consegue dizer de uma vez e foi cortado.',
    'output-changed': 'O alto-falante foi desconectado: o som continua no dispositivo padrão.',
    'stream-changed': 'O fluxo de áudio precisou ser aberto de novo.',
  },
  problems: {
    'no-webassembly':
      'Este navegador não executa WebAssembly, de que a voz precisa. Use um Chrome, Edge, Firefox ou Safari atual.',
    'insecure-context':
      'Os navegadores só permitem som gerado em páginas seguras. Abra esta página por https:// ou em localhost.',
    'no-audio-worklet':
      'Este navegador não tem AudioWorklet, que toca a voz. Use um Chrome, Edge, Firefox ou Safari atual.',
    'no-worker':
      'Este navegador não consegue executar a voz em segundo plano. Use um Chrome, Edge, Firefox ou Safari atual.',
  },
  metrics: 'Medições',
  timeToFirstAudio: 'Primeiro áudio após',
  timeToPlayback: 'Reprodução após',
  realTimeFactor: 'Fator de tempo real',
  realTimeFactorHelp:
    'O fator de tempo real é o tempo para fazer a fala dividido pela duração dela: abaixo de 1, acompanha.',
  underruns: 'Interrupções',
  device: 'Roda em',
  unknown: 'ainda não se sabe',
  playback: 'Reprodução',
  pause: 'Pausar',
  resume: 'Continuar',
  sentenceBack: 'Voltar uma frase',
  sentenceForward: 'Avançar uma frase',
  position: 'Posição',
  playbackRate: 'Velocidade',
  volume: 'Volume do som',
  saveWav: 'Salvar WAV',
  saveWebm: 'Salvar WebM',
  saving: 'Salvando',
  spokenText: 'O que está sendo dito',
  updateReady: 'Há uma nova versão desta página.',
  updateReload: 'Recarregar',
  updateLater: 'Depois',
};

/** The strings of the interface, by its language. */
export const MESSAGES: Readonly<Record<InterfaceLanguage, Messages>> = { en: EN, 'pt-BR': PT_BR };
