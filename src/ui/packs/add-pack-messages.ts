import type { InterfaceLanguage } from '../../errors.ts';
import type { PackDtype } from '../../player/pack-manager.ts';

/** Adding a model. */
export interface AddPackMessages {
  readonly title: string;
  readonly dropHere: string;
  readonly dropNow: string;
  readonly busy: string;
  readonly pickFolder: string;
  readonly pickFiles: string;
  readonly address: string;
  readonly addressHelp: string;
  readonly addressUnknown: string;
  readonly next: string;
  readonly inspecting: string;
  readonly expected: string;
  readonly tooManyFiles: string;
  readonly isPack: string;
  readonly isCheckpoint: string;
  readonly voices: string;
  readonly voiceFacts: (count: number, canClone: boolean) => string;
  readonly precision: string;
  readonly dtypes: Readonly<Record<PackDtype, string>>;
  readonly dtypeHelp: Readonly<Record<PackDtype, string>>;
  /** `free` is `undefined` where the browser does not say. */
  readonly room: (need: string, free: string | undefined) => string;
  readonly noRoom: (need: string, free: string) => string;
  readonly noRoomSmaller: string;
  readonly noRoomRemove: string;
  readonly consentFirst: (license: string) => string;
  readonly add: string;
  readonly back: string;
  readonly adding: (name: string) => string;
  readonly keepOpen: string;
  readonly retry: string;
  readonly resume: string;
  readonly stopped: string;
  readonly done: (name: string) => string;
  readonly useNow: string;
  readonly another: string;
}

const EN: AddPackMessages = {
  title: 'Add a model',
  dropHere: 'Drop a folder or files here, or',
  dropNow: 'Let go to add this model',
  busy: 'Another model is being added. Wait until it is done.',
  pickFolder: 'Choose a folder',
  pickFiles: 'Choose files',
  address: 'Address',
  addressHelp:
    'Of a pack, a checkpoint, or a Hugging Face repository such as owner/name. The model is fetched from there; nothing else leaves this device.',
  addressUnknown:
    'This is no address: it should begin with https://, or name a repository as owner/name.',
  next: 'Continue',
  inspecting: 'Looking at what it is.',
  expected:
    'Expected is an XTTS v2 model: a folder with model.pth, config.json and vocab.json. Or a pack: a folder with manifest.json, or the ZIP file that Export makes.',
  tooManyFiles: 'These are too many files. Drop the folder of the model alone.',
  isPack: 'A pack, ready to be used.',
  isCheckpoint: 'A checkpoint. It will be converted on this device.',
  voices: 'Voices',
  voiceFacts: (count, canClone) => (canClone ? `${count}, and it can learn new ones` : `${count}`),
  precision: 'Precision',
  dtypes: {
    f16: 'Half (recommended)',
    q8f16: '8 bits, smaller',
    q4f16: '4 bits, smallest',
    f32: 'Full, exact',
  },
  dtypeHelp: {
    f16: 'Numbers of 16 bits, in which most devices compute anyway.',
    q8f16: 'The large matrices in 8 bits: less to store and to read.',
    q4f16: 'The large matrices in 4 bits, for little space; the voice may lose some clarity.',
    f32: 'Every number as in the original; takes the most space.',
  },
  room: (need, free) => `Needs ${need}${free ? `; ${free} are free` : ''}.`,
  noRoom: (need, free) => `This needs ${need}, but only ${free} are free.`,
  noRoomSmaller: 'Choose a smaller precision, or remove a model.',
  noRoomRemove: 'Remove a model, or free some space on this device.',
  consentFirst: (license) =>
    `Before it is added you will be asked to accept its licence: ${license}.`,
  add: 'Add',
  back: 'Back',
  adding: (name) => `Adding ${name}`,
  keepOpen: 'You can go on speaking meanwhile. Keep this page open; what is done is never lost.',
  retry: 'Try again',
  resume: 'Resume',
  stopped: 'Stopped. What is there is kept: you can resume later.',
  done: (name) => `${name} is ready to speak.`,
  useNow: 'Use now',
  another: 'Add another',
};

const PT_BR: AddPackMessages = {
  title: 'Adicionar um modelo',
  dropHere: 'Solte uma pasta ou arquivos aqui, ou',
  dropNow: 'Solte para adicionar este modelo',
  busy: 'Outro modelo está sendo adicionado. Espere até que termine.',
  pickFolder: 'Escolher pasta',
  pickFiles: 'Escolher arquivos',
  address: 'Endereço',
  addressHelp:
    'De um pacote, de um checkpoint ou de um repositório do Hugging Face, como dono/nome. O modelo é baixado de lá; nada mais sai deste aparelho.',
  addressUnknown:
    'Isto não é um endereço: ele deve começar com https:// ou nomear um repositório como dono/nome.',
  next: 'Avançar',
  inspecting: 'Verificando o que é.',
  expected:
    'O esperado é um modelo XTTS v2: uma pasta com model.pth, config.json e vocab.json. Ou um pacote: uma pasta com manifest.json, ou o arquivo ZIP feito por Exportar.',
  tooManyFiles: 'São arquivos demais. Solte só a pasta do modelo.',
  isPack: 'Um pacote, pronto para usar.',
  isCheckpoint: 'Um checkpoint. Ele será convertido neste aparelho.',
  voices: 'Vozes',
  voiceFacts: (count, canClone) => (canClone ? `${count}, e pode aprender novas` : `${count}`),
  precision: 'Precisão',
  dtypes: {
    f16: 'Meia (recomendada)',
    q8f16: '8 bits, menor',
    q4f16: '4 bits, a menor',
    f32: 'Total, exata',
  },
  dtypeHelp: {
    f16: 'Números de 16 bits, com que a maioria dos aparelhos já calcula.',
    q8f16: 'As matrizes grandes em 8 bits: menos para guardar e para ler.',
    q4f16:
      'As matrizes grandes em 4 bits, para pouco espaço; a voz pode perder um pouco de clareza.',
    f32: 'Cada número como no original; ocupa mais espaço.',
  },
  room: (need, free) => `Precisa de ${need}${free ? `; há ${free} livres` : ''}.`,
  noRoom: (need, free) => `Isto precisa de ${need}, mas só há ${free} livres.`,
  noRoomSmaller: 'Escolha uma precisão menor ou remova um modelo.',
  noRoomRemove: 'Remova um modelo ou libere espaço neste aparelho.',
  consentFirst: (license) => `Antes de adicionar, você terá de aceitar a licença: ${license}.`,
  add: 'Adicionar',
  back: 'Voltar',
  adding: (name) => `Adicionando ${name}`,
  keepOpen:
    'Você pode continuar usando a voz. Deixe esta página aberta; o que já foi feito não se perde.',
  retry: 'Tentar de novo',
  resume: 'Retomar',
  stopped: 'Parado. O que já existe fica guardado: você pode retomar depois.',
  done: (name) => `${name} está pronto para falar.`,
  useNow: 'Usar agora',
  another: 'Adicionar outro',
};

/** The strings of adding a model, by the interface's language. */
export const ADD_PACK_MESSAGES: Readonly<Record<InterfaceLanguage, AddPackMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
