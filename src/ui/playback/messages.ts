import type { InterfaceLanguage } from '../../errors.ts';
import type { PlayerNotice } from '../../player/player-events.ts';
import type { ProfileName } from '../../profiles/profile.ts';
import type { SupportProblem } from '../browser-support.ts';
import type { ModelProgress, Phase } from './player-view.ts';

/** The strings of playback and of what a player reports. */
export interface PlaybackMessages {
  readonly spokenLanguage: string;
  /** The name of a language that the pack does not declare. */
  readonly undeclared: (language: string) => string;
  readonly profile: string;
  readonly profiles: Readonly<Record<ProfileName, string>>;
  readonly stop: string;
  readonly status: Readonly<Record<Phase, string>>;
  readonly stages: Readonly<Record<ModelProgress['stage'], string>>;
  readonly enableSound: string;
  readonly retry: string;
  readonly notices: Readonly<Record<PlayerNotice, string>>;
  readonly problems: Readonly<Record<SupportProblem, string>>;
  readonly playback: string;
  readonly play: string;
  readonly pause: string;
  readonly resume: string;
  readonly sentenceBack: string;
  readonly sentenceForward: string;
  readonly position: string;
  readonly playbackRate: string;
  readonly volume: string;
  readonly mute: string;
  readonly saveWav: string;
  readonly saveWebm: string;
  readonly saving: string;
  readonly spokenText: string;
  /** Where that will be, while there is none. */
  readonly spokenTextPlace: string;
  /** The name of what speaks where nothing else can: `SystemSpeech`. */
  readonly systemVoice: string;
  readonly systemVoiceHelp: string;
}

const EN: PlaybackMessages = {
  spokenLanguage: 'Spoken language',
  undeclared: (language) => `${language} (voice not trained for it)`,
  profile: 'Profile',
  profiles: {
    FAST: 'FAST: heard as soon as possible',
    CINEMATIC: 'CINEMATIC: whole phrases, fuller sound',
  },
  stop: 'Stop',
  status: {
    idle: 'Play loads the voice first.',
    loading: 'The voice is loading.',
    waiting: 'It will speak as soon as it is ready.',
    ready: 'Ready.',
    preparing: 'The first words are being made.',
    speaking: 'Speaking.',
    paused: 'Paused.',
    blocked: 'The browser is holding the sound back.',
    failed: 'The voice could not be loaded.',
  },
  stages: {
    waiting: 'Another tab is fetching the voice',
    download: 'Fetching the voice',
    verify: 'Checking the voice',
    upload: 'Preparing the voice',
    'warm-up': 'Warming up',
    connect: 'Reaching the speech server',
  },
  enableSound: 'Enable sound',
  retry: 'Try again',
  notices: {
    'voice-damaged': 'One of your stored voices is damaged and was left out.',
    'device-distrusted':
      'The graphics card computes this voice wrongly, so the processor speaks instead.',
    'speech-server-used':
      'This device cannot run the voice: your speech server is speaking instead, with a voice of its own.',
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
  playback: 'Playback',
  play: 'Read aloud',
  pause: 'Pause',
  resume: 'Go on',
  sentenceBack: 'Back one sentence',
  sentenceForward: 'Forward one sentence',
  position: 'Position',
  playbackRate: 'Speed',
  volume: 'Volume',
  mute: 'Mute',
  saveWav: 'Save WAV',
  saveWebm: 'Save WebM',
  saving: 'Saving',
  spokenText: 'What is being said',
  spokenTextPlace: 'What is said appears here.',
  systemVoice: 'Voice of this system',
  systemVoiceHelp:
    'A plain voice of your system or browser, which may send the text to its maker. It cannot be saved.',
};

const PT_BR: PlaybackMessages = {
  spokenLanguage: 'Idioma falado',
  undeclared: (language) => `${language} (a voz não foi treinada para ele)`,
  profile: 'Perfil',
  profiles: {
    FAST: 'FAST: ouvir o quanto antes',
    CINEMATIC: 'CINEMATIC: frases inteiras, som mais cheio',
  },
  stop: 'Parar',
  status: {
    idle: 'Tocar carrega a voz primeiro.',
    loading: 'A voz está carregando.',
    waiting: 'Ela falará assim que estiver pronta.',
    ready: 'Pronto.',
    preparing: 'As primeiras palavras estão sendo feitas.',
    speaking: 'Falando.',
    paused: 'Em pausa.',
    blocked: 'O navegador está segurando o som.',
    failed: 'Não foi possível carregar a voz.',
  },
  stages: {
    waiting: 'Outra aba está baixando a voz',
    download: 'Baixando a voz',
    verify: 'Verificando a voz',
    upload: 'Preparando a voz',
    'warm-up': 'Aquecendo',
    connect: 'Contatando o servidor de voz',
  },
  enableSound: 'Ativar o som',
  retry: 'Tentar de novo',
  notices: {
    'voice-damaged': 'Uma das suas vozes salvas está danificada e ficou de fora.',
    'device-distrusted':
      'A placa gráfica calcula esta voz de forma errada; o processador fala no lugar dela.',
    'speech-server-used':
      'Este aparelho não consegue executar a voz: seu servidor de voz está falando no lugar dela, com uma voz própria.',
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
  playback: 'Reprodução',
  play: 'Ler em voz alta',
  pause: 'Pausar',
  resume: 'Continuar',
  sentenceBack: 'Voltar uma frase',
  sentenceForward: 'Avançar uma frase',
  position: 'Posição',
  playbackRate: 'Velocidade',
  volume: 'Volume do som',
  mute: 'Silenciar',
  saveWav: 'Salvar WAV',
  saveWebm: 'Salvar WebM',
  saving: 'Salvando',
  spokenText: 'O que está sendo dito',
  spokenTextPlace: 'O que é dito aparece aqui.',
  systemVoice: 'Voz deste sistema',
  systemVoiceHelp:
    'Uma voz simples do seu sistema ou navegador, que pode enviar o texto ao fabricante. Não pode ser salva.',
};

/** Those strings, by the language of the interface. */
export const PLAYBACK_MESSAGES: Readonly<Record<InterfaceLanguage, PlaybackMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
