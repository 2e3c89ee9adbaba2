/**
 * Every failure a user of this library can meet, as a closed list. Compare codes, not classes:
 * errors cross threads by code and are rebuilt on arrival.
 */
export type TtsErrorCode =
  | 'checkpoint-invalid'
  | 'checkpoint-truncated'
  | 'checkpoint-not-xtts'
  | 'checkpoint-tensor-invalid'
  | 'pack-invalid'
  | 'pack-file-missing'
  | 'network'
  | 'source-changed'
  | 'license-not-accepted'
  | 'storage-full'
  | 'storage-unavailable'
  | 'storage-failed'
  | 'memory-full'
  | 'voice-invalid'
  | 'audio-invalid'
  | 'option-invalid'
  | 'text-empty'
  | 'text-too-long'
  | 'language-unsupported'
  | 'voice-unknown'
  | 'cloning-unavailable'
  | 'device-unsupported'
  | 'device-lost'
  | 'engine-closed'
  | 'engine-failed'
  | 'audio-output-failed'
  | 'encoder-unavailable'
  | 'clip-too-short'
  | 'clip-silent'
  | 'clip-clipped'
  | 'microphone-refused'
  | 'microphone-missing'
  | 'llm-unreachable'
  | 'llm-unauthorized'
  | 'llm-not-found'
  | 'llm-busy'
  | 'llm-failed'
  | 'llm-interrupted'
  | 'llm-unavailable'
  | 'speech-server-unreachable'
  | 'speech-server-unauthorized'
  | 'speech-server-busy'
  | 'speech-server-failed'
  | 'speech-server-invalid';

/** What an error carries beside its code. */
export interface TtsErrorOptions {
  /** What went wrong underneath, kept for developers. */
  readonly cause?: unknown;
}

/**
 * A failure with a stable `code` for programs and a `message` for developers: what happened, with
 * which value, and what to do. `userMessage` turns the code into the sentence that a person sees.
 */
export class TtsError extends Error {
  override readonly name = 'TtsError';
  readonly code: TtsErrorCode;

  constructor(code: TtsErrorCode, message: string, options: TtsErrorOptions = {}) {
    super(message, options);
    this.code = code;
  }
}

/** True for a `TtsError` of this or another realm, where `instanceof` fails. */
export function isTtsError(error: unknown): error is TtsError {
  return error instanceof Error && error.name === 'TtsError' && 'code' in error;
}

/** True for the rejection of an aborted operation, which is never shown to a user. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The languages of the interface. */
export type InterfaceLanguage = 'en' | 'pt-BR';

const SENTENCES: Record<TtsErrorCode, Record<InterfaceLanguage, string>> = {
  'checkpoint-invalid': {
    en: 'This file is not a model checkpoint that can be read. Choose the model.pth of an XTTS v2 model.',
    'pt-BR':
      'Este arquivo não é um modelo que possa ser lido. Escolha o model.pth de um modelo XTTS v2.',
  },
  'checkpoint-truncated': {
    en: 'The model file is incomplete. Download it again.',
    'pt-BR': 'O arquivo do modelo está incompleto. Baixe-o novamente.',
  },
  'checkpoint-not-xtts': {
    en: 'This checkpoint is not an XTTS v2 model.',
    'pt-BR': 'Este arquivo não contém um modelo XTTS v2.',
  },
  'checkpoint-tensor-invalid': {
    en: 'The model contains damaged numbers and cannot speak. Download or export it again.',
    'pt-BR': 'O modelo contém números danificados e não pode falar. Baixe-o ou exporte-o de novo.',
  },
  'pack-invalid': {
    en: 'The voice pack is damaged or of an unknown version.',
    'pt-BR': 'O pacote de voz está danificado ou tem uma versão desconhecida.',
  },
  'pack-file-missing': {
    en: 'A file of the voice pack is missing.',
    'pt-BR': 'Falta um arquivo do pacote de voz.',
  },
  network: {
    en: 'A file could not be fetched. Check the connection and try again.',
    'pt-BR': 'Um arquivo não pôde ser baixado. Verifique a conexão e tente de novo.',
  },
  'source-changed': {
    en: 'The file was changed while it was read. Start again to take the new one.',
    'pt-BR': 'O arquivo mudou enquanto era lido. Comece de novo para usar o novo.',
  },
  'license-not-accepted': {
    en: 'This voice pack can be used once its licence is accepted.',
    'pt-BR': 'Este pacote de voz pode ser usado depois que sua licença for aceita.',
  },
  'storage-full': {
    en: 'There is not enough room for this on the device. Remove a voice pack or free some space.',
    'pt-BR':
      'Não há espaço suficiente neste aparelho. Remova um pacote de voz ou libere algum espaço.',
  },
  'storage-unavailable': {
    en: 'This browser keeps no files here, as in a private window: a voice pack cannot be stored.',
    'pt-BR':
      'Este navegador não guarda arquivos aqui, como em uma janela anônima: o pacote de voz não pode ser salvo.',
  },
  'storage-failed': {
    en: 'The device could not store or read a file. Try again.',
    'pt-BR': 'O aparelho não conseguiu gravar ou ler um arquivo. Tente de novo.',
  },
  'memory-full': {
    en: 'There is not enough memory for this voice pack. Close other tabs and programs, or use a smaller pack.',
    'pt-BR':
      'Não há memória suficiente para este pacote de voz. Feche outras abas e programas, ou use um pacote menor.',
  },
  'voice-invalid': {
    en: 'This file holds no voice that fits the loaded model.',
    'pt-BR': 'Este arquivo não contém uma voz que sirva para o modelo carregado.',
  },
  'audio-invalid': {
    en: 'This audio file cannot be read. Choose a recording in WAV, MP3, M4A, OGG or FLAC.',
    'pt-BR':
      'Este arquivo de áudio não pode ser lido. Escolha uma gravação em WAV, MP3, M4A, OGG ou FLAC.',
  },
  'option-invalid': {
    en: 'A setting has a value that is not allowed.',
    'pt-BR': 'Uma configuração tem um valor que não é permitido.',
  },
  'text-empty': {
    en: 'There is nothing to say yet: write some text first.',
    'pt-BR': 'Ainda não há nada para dizer: escreva um texto primeiro.',
  },
  'text-too-long': {
    en: 'A piece of the text is too long for this voice.',
    'pt-BR': 'Um trecho do texto é longo demais para esta voz.',
  },
  'language-unsupported': {
    en: 'This voice pack does not know that language.',
    'pt-BR': 'Este pacote de voz não conhece esse idioma.',
  },
  'voice-unknown': {
    en: 'This voice pack has no voice of that name.',
    'pt-BR': 'Este pacote não tem uma voz com esse nome.',
  },
  'cloning-unavailable': {
    en: 'This voice pack cannot learn new voices: it comes without the encoders for that.',
    'pt-BR':
      'Este pacote não pode aprender vozes novas: ele não traz os codificadores necessários.',
  },
  'device-unsupported': {
    en: 'This browser cannot run the speech engine. Use a current Chrome, Edge, Firefox or Safari.',
    'pt-BR':
      'Este navegador não consegue executar a voz. Use um Chrome, Edge, Firefox ou Safari atual.',
  },
  'device-lost': {
    en: 'The graphics device was lost. Speak again to restart the engine.',
    'pt-BR': 'O dispositivo gráfico foi perdido. Fale de novo para reiniciar.',
  },
  'engine-closed': {
    en: 'The speech engine has been closed.',
    'pt-BR': 'A voz já foi encerrada.',
  },
  'engine-failed': {
    en: 'The speech engine failed. Try again; if it persists, reload the page.',
    'pt-BR': 'A voz falhou. Tente de novo; se continuar, recarregue a página.',
  },
  'audio-output-failed': {
    en: 'The sound output could not be opened. Check the loudspeaker and try again.',
    'pt-BR': 'A saída de som não pôde ser aberta. Verifique o alto-falante e tente de novo.',
  },
  'encoder-unavailable': {
    en: 'This browser cannot compress audio. Save it as WAV instead.',
    'pt-BR': 'Este navegador não consegue comprimir áudio. Salve como WAV.',
  },
  'clip-too-short': {
    en: 'There is too little speech in this recording. Record at least six seconds, without long pauses.',
    'pt-BR': 'Há pouca fala nesta gravação. Grave pelo menos seis segundos, sem pausas longas.',
  },
  'clip-silent': {
    en: 'This recording is silent. Check that the right microphone is chosen and not muted.',
    'pt-BR': 'Esta gravação está muda. Verifique se o microfone certo foi escolhido e está ligado.',
  },
  'clip-clipped': {
    en: 'This recording is too loud and distorted. Move away from the microphone, or turn it down.',
    'pt-BR':
      'Esta gravação está alta demais e distorcida. Afaste-se do microfone ou reduza o volume dele.',
  },
  'microphone-refused': {
    en: 'The microphone was not allowed. Allow it beside the address of this page, or choose a file.',
    'pt-BR':
      'O microfone não foi permitido. Permita-o ao lado do endereço desta página, ou escolha um arquivo.',
  },
  'microphone-missing': {
    en: 'No microphone was found. Connect one, or choose a file.',
    'pt-BR': 'Nenhum microfone foi encontrado. Conecte um, ou escolha um arquivo.',
  },
  'llm-unreachable': {
    en: 'The server of the language model could not be reached. Check that it is running, its address, and that it lets this page in (CORS).',
    'pt-BR':
      'O servidor do modelo de linguagem não pôde ser alcançado. Verifique se ele está rodando, o endereço e se ele aceita esta página (CORS).',
  },
  'llm-unauthorized': {
    en: 'The server of the language model wants a valid key. Check the key in the settings.',
    'pt-BR':
      'O servidor do modelo de linguagem pede uma chave válida. Verifique a chave nas configurações.',
  },
  'llm-not-found': {
    en: 'There is no such language model at this address. Check the address, and choose one of the models of the server.',
    'pt-BR':
      'Não há esse modelo de linguagem neste endereço. Verifique o endereço e escolha um dos modelos do servidor.',
  },
  'llm-busy': {
    en: 'The server of the language model takes no more requests for now. Wait a little and try again.',
    'pt-BR':
      'O servidor do modelo de linguagem não aceita mais pedidos por enquanto. Espere um pouco e tente de novo.',
  },
  'llm-failed': {
    en: 'The server of the language model could not answer. Try again, or choose another model.',
    'pt-BR':
      'O servidor do modelo de linguagem não conseguiu responder. Tente de novo ou escolha outro modelo.',
  },
  'llm-interrupted': {
    en: 'The reply broke off. What had come is kept; try again for the rest.',
    'pt-BR': 'A resposta foi interrompida. O que chegou foi guardado; tente de novo para o resto.',
  },
  'llm-unavailable': {
    en: 'This browser has no language model of its own, or it is not ready. Choose another model.',
    'pt-BR':
      'Este navegador não tem um modelo de linguagem próprio, ou ele não está pronto. Escolha outro modelo.',
  },
  'speech-server-unreachable': {
    en: 'The speech server could not be reached. Check that it is running, its address, and that it lets this page in (CORS).',
    'pt-BR':
      'O servidor de voz não pôde ser alcançado. Verifique se ele está rodando, o endereço e se ele aceita esta página (CORS).',
  },
  'speech-server-unauthorized': {
    en: 'The speech server wants a valid key. Check the key in the settings.',
    'pt-BR': 'O servidor de voz pede uma chave válida. Verifique a chave nas configurações.',
  },
  'speech-server-busy': {
    en: 'The speech server takes no more requests for now. Wait a little and try again.',
    'pt-BR':
      'O servidor de voz não aceita mais pedidos por enquanto. Espere um pouco e tente de novo.',
  },
  'speech-server-failed': {
    en: 'The speech server could not speak this text. Try again, or check its model and voice.',
    'pt-BR':
      'O servidor de voz não conseguiu falar este texto. Tente de novo ou verifique o modelo e a voz dele.',
  },
  'speech-server-invalid': {
    en: 'The speech server sent something that is not the sound that was asked for.',
    'pt-BR': 'O servidor de voz enviou algo que não é o som pedido.',
  },
};

/** True for a code that this version knows; stored and foreign values may be anything. */
export function isTtsErrorCode(value: unknown): value is TtsErrorCode {
  return typeof value === 'string' && Object.hasOwn(SENTENCES, value);
}

/** The sentence a person sees for an error, or `null` for an abort, which is not an error. */
export function userMessage(error: unknown, language: InterfaceLanguage): string | null {
  if (isAbort(error)) return null;
  return SENTENCES[isTtsError(error) ? error.code : 'engine-failed'][language];
}
