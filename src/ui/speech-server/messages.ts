import type { InterfaceLanguage } from '../../errors.ts';
import type { SpeechServerSettings } from './speech-server-settings.ts';

/** The strings of the settings of a speech server. */
export interface SpeechServerMessages {
  readonly title: string;
  readonly about: string;
  readonly use: string;
  readonly uses: Readonly<Record<SpeechServerSettings['use'], string>>;
  readonly addresses: string;
  readonly addressesHelp: string;
  readonly model: string;
  readonly voice: string;
  readonly serverDecides: string;
  readonly key: string;
  readonly keepKey: string;
  readonly keepKeyHelp: string;
  readonly format: string;
  readonly formats: Readonly<Record<SpeechServerSettings['responseFormat'], string>>;
  readonly test: string;
  readonly testing: string;
  /** What the server says in a test. */
  readonly testText: string;
  readonly tested: (seconds: string) => string;
  readonly addressMissing: string;
  readonly save: string;
  readonly saved: string;
}

const EN: SpeechServerMessages = {
  title: 'Speech server',
  about:
    'A server with OpenAI’s speech interface can speak instead of this device. The text to be spoken is then sent to it.',
  use: 'Use it',
  uses: {
    off: 'Never: nothing leaves this device',
    fallback: 'Only if this device cannot run the voice',
    always: 'Always',
  },
  addresses: 'Address',
  addressesHelp: 'One in each line: if the first does not answer, the next is asked.',
  model: 'Model of the server',
  voice: 'Voice of the server',
  serverDecides: 'as the server likes',
  key: 'Key',
  keepKey: 'Keep the key in this browser',
  keepKeyHelp: 'Otherwise it is forgotten when the page is closed.',
  format: 'Sound format',
  formats: { wav: 'WAV, which says its rate itself', pcm: 'PCM, 24 kHz' },
  test: 'Let it say a word',
  testing: 'Asking the server…',
  testText: 'Hello, this is your speech server.',
  tested: (seconds) => `It speaks. The first sound came after ${seconds} s.`,
  addressMissing: 'Enter the address of the server first.',
  save: 'Save and use',
  saved: 'Saved.',
};

const PT_BR: SpeechServerMessages = {
  title: 'Servidor de voz',
  about:
    'Um servidor com a interface de fala da OpenAI pode falar no lugar deste aparelho. O texto a ser falado é então enviado a ele.',
  use: 'Usar o servidor',
  uses: {
    off: 'Nunca: nada sai deste aparelho',
    fallback: 'Só se este aparelho não conseguir executar a voz',
    always: 'Sempre',
  },
  addresses: 'Endereço',
  addressesHelp: 'Um por linha: se o primeiro não responder, o próximo é usado.',
  model: 'Modelo do servidor',
  voice: 'Voz do servidor',
  serverDecides: 'como o servidor preferir',
  key: 'Chave',
  keepKey: 'Guardar a chave neste navegador',
  keepKeyHelp: 'Senão, ela é esquecida quando a página é fechada.',
  format: 'Formato do som',
  formats: { wav: 'WAV, que informa a própria taxa', pcm: 'PCM de 24 kHz' },
  test: 'Fazer dizer uma palavra',
  testing: 'Perguntando ao servidor…',
  testText: 'Olá, este é o seu servidor de voz.',
  tested: (seconds) => `Ele fala. O primeiro som veio depois de ${seconds} s.`,
  addressMissing: 'Informe primeiro o endereço do servidor.',
  save: 'Salvar e usar',
  saved: 'Salvo.',
};

/** Those strings, by the language of the interface. */
export const SPEECH_SERVER_MESSAGES: Readonly<Record<InterfaceLanguage, SpeechServerMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
