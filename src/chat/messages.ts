import type { InterfaceLanguage } from '../errors.ts';
import type { ChatCommand } from './key-map.ts';

/** The strings of the conversation. */
export interface ChatMessages {
  readonly title: string;
  readonly readAloud: string;
  readonly settings: string;
  readonly close: string;
  readonly conversation: string;
  readonly you: string;
  readonly narrator: string;
  readonly emptyTitle: string;
  readonly emptyText: string;
  /** What a first message may be; in the language that is spoken. */
  readonly begin: string;
  readonly suggestions: readonly [string, string];
  readonly compose: string;
  readonly placeholder: string;
  readonly send: string;
  readonly stop: string;
  readonly latest: string;
  readonly speak: string;
  readonly speakNow: string;
  readonly speakNext: string;
  readonly fromBeginning: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly retry: string;
  readonly goOn: string;
  readonly unheard: string;
  readonly thinking: string;
  readonly replyReady: string;
  /** The profile that a model has, and that it follows from its size. */
  readonly bySize: (profile: string) => string;
  readonly modelNames: Readonly<Record<'storyteller' | 'built-in', string>>;
  readonly keys: string;
  readonly keyHelp: Readonly<Record<ChatCommand | 'send' | 'newLine', string>>;
  readonly panel: ChatSettingsMessages;
}

/** The strings of the settings. */
export interface ChatSettingsMessages {
  readonly spokenReplies: string;
  readonly useSystemVoice: string;
  readonly bySizeChoice: (profile: string) => string;
  readonly tokensPerSecond: string;
  readonly systemPrompt: string;
  readonly systemPromptHelp: string;
  readonly systemPromptReset: string;
  readonly model: string;
  readonly voice: string;
  readonly conversation: string;
  readonly keptHere: string;
  readonly newConversation: string;
  readonly forget: string;
  readonly forgetSure: string;
  readonly keep: string;
  readonly saveJson: string;
  readonly saveMarkdown: string;
  readonly page: string;
}

const EN: ChatMessages = {
  title: 'A voice that tells',
  readAloud: 'Read a text aloud',
  settings: 'Settings',
  close: 'Close',
  conversation: 'Conversation',
  you: 'You',
  narrator: 'Narrator',
  emptyTitle: 'A story is waiting',
  emptyText:
    'A game master tells, and you say what you do. It speaks on this device, and it works offline.',
  begin: 'Begin the adventure',
  suggestions: ['Tell me about the lighthouse', 'I look around. What do I see?'],
  compose: 'Your message',
  placeholder: 'What do you do?',
  send: 'Send',
  stop: 'Stop',
  latest: 'To the latest',
  speak: 'Speak',
  speakNow: 'Speak now',
  speakNext: 'Speak next',
  fromBeginning: 'From the beginning',
  copy: 'Copy',
  copied: 'Copied.',
  notCopied: 'The browser did not allow to copy.',
  retry: 'Try again',
  goOn: 'Go on',
  unheard: 'The end of it was not heard.',
  thinking: 'One moment …',
  replyReady: 'The reply is ready.',
  bySize: (profile) => `${profile}, by the model’s size`,
  modelNames: { storyteller: 'Storyteller', 'built-in': 'The browser’s own model' },
  keys: 'Keys',
  keyHelp: {
    send: 'Send the message; it interrupts what is being spoken',
    newLine: 'New line',
    stop: 'Stop the speech and the writing',
    pause: 'Pause, or go on (outside of fields)',
    previous: 'To the message before',
    next: 'To the message after',
    compose: 'To the message field',
    keys: 'Show these keys',
  },
  panel: {
    spokenReplies: 'Speak the replies',
    useSystemVoice: 'Let it speak the replies',
    bySizeChoice: (profile) => `By the model’s size: ${profile}`,
    tokensPerSecond: 'Writing speed of the storyteller, in tokens per second',
    systemPrompt: 'What the model is told about its part',
    systemPromptHelp: 'It is sent before each conversation. The storyteller needs none.',
    systemPromptReset: 'As at first',
    model: 'Language model',
    voice: 'Voice',
    conversation: 'This conversation',
    keptHere: 'It is kept in this browser only.',
    newConversation: 'New conversation',
    forget: 'Forget it',
    forgetSure: 'Forget all of this conversation?',
    keep: 'Keep it',
    saveJson: 'Save as JSON',
    saveMarkdown: 'Save as Markdown',
    page: 'Page',
  },
};

const PT_BR: ChatMessages = {
  title: 'Uma voz que narra',
  readAloud: 'Ler um texto em voz alta',
  settings: 'Configurações',
  close: 'Fechar',
  conversation: 'Conversa',
  you: 'Você',
  narrator: 'Narrador',
  emptyTitle: 'Uma história espera por você',
  emptyText:
    'Um mestre narra, e você diz o que faz. A voz roda neste aparelho e funciona sem internet.',
  begin: 'Começar a aventura',
  suggestions: ['Fale-me do farol', 'Olho ao redor. O que vejo?'],
  compose: 'Sua mensagem',
  placeholder: 'O que você faz?',
  send: 'Enviar',
  stop: 'Parar',
  latest: 'Ir para o fim',
  speak: 'Falar',
  speakNow: 'Falar agora',
  speakNext: 'Falar depois',
  fromBeginning: 'Desde o começo',
  copy: 'Copiar',
  copied: 'Copiado.',
  notCopied: 'O navegador não permitiu copiar.',
  retry: 'Tentar de novo',
  goOn: 'Continuar',
  unheard: 'O final não foi ouvido.',
  thinking: 'Um momento …',
  replyReady: 'A resposta está pronta.',
  bySize: (profile) => `${profile}, pelo tamanho do modelo`,
  modelNames: { storyteller: 'Contador de histórias', 'built-in': 'O modelo do próprio navegador' },
  keys: 'Teclas',
  keyHelp: {
    send: 'Enviar a mensagem; interrompe o que está sendo falado',
    newLine: 'Nova linha',
    stop: 'Parar a fala e a escrita',
    pause: 'Pausar ou continuar (fora dos campos)',
    previous: 'Ir para a mensagem anterior',
    next: 'Ir para a mensagem seguinte',
    compose: 'Ir para o campo de mensagem',
    keys: 'Mostrar estas teclas',
  },
  panel: {
    spokenReplies: 'Falar as respostas',
    useSystemVoice: 'Deixar que ela fale as respostas',
    bySizeChoice: (profile) => `Pelo tamanho do modelo: ${profile}`,
    tokensPerSecond: 'Velocidade de escrita do contador de histórias, em tokens por segundo',
    systemPrompt: 'O que se diz ao modelo sobre seu papel',
    systemPromptHelp:
      'É enviado antes de cada conversa. O contador de histórias não precisa disso.',
    systemPromptReset: 'Como no início',
    model: 'Modelo de linguagem',
    voice: 'Voz da narração',
    conversation: 'Esta conversa',
    keptHere: 'Ela é guardada apenas neste navegador.',
    newConversation: 'Nova conversa',
    forget: 'Esquecer',
    forgetSure: 'Esquecer esta conversa inteira?',
    keep: 'Manter',
    saveJson: 'Salvar como JSON',
    saveMarkdown: 'Salvar como Markdown',
    page: 'Página',
  },
};

/** Those strings, by the language of the interface. */
export const CHAT_MESSAGES: Readonly<Record<InterfaceLanguage, ChatMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
