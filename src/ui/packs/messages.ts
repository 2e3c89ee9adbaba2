import type { InterfaceLanguage } from '../../errors.ts';
import type { PackDtype, PackProgress } from '../../player/pack-manager.ts';

/** How something that was done to a pack has ended. */
export type PackOutcome = 'removed' | 'whole' | 'damaged' | 'completed' | 'exported' | 'stopped';

/** The list of installed packs. */
export interface PackMessages {
  readonly title: string;
  readonly help: string;
  readonly list: string;
  readonly loading: string;
  readonly bundled: string;
  readonly bundledName: string;
  readonly speaking: string;
  readonly partial: string;
  readonly damaged: string;
  readonly damagedHelp: string;
  readonly addFilesAgain: string;
  readonly use: string;
  readonly check: string;
  readonly exportZip: string;
  readonly remove: string;
  readonly resume: string;
  readonly repair: string;
  readonly cancel: string;
  /** A button of a list for those who hear it: the action, then of what. */
  readonly actionOf: (action: string, name: string) => string;
  readonly confirmRemove: (name: string, size: string) => string;
  readonly confirmRemoveSpeaking: string;
  readonly keepPack: string;
  readonly outcomes: Readonly<Record<PackOutcome, (name: string) => string>>;
  readonly details: string;
  readonly languages: string;
  readonly languageCount: (count: number) => string;
  readonly precision: string;
  readonly license: string;
  readonly origin: string;
  readonly originFiles: string;
  readonly originConverted: (from: string) => string;
  readonly size: string;
  readonly sizeOf: (there: string, whole: string) => string;
  readonly dtypes: Readonly<Record<PackDtype, string>>;
  readonly stages: Readonly<Record<PackProgress['stage'], string>>;
  readonly remaining: (duration: string) => string;
  readonly files: string;
  readonly storage: string;
  readonly used: (size: string) => string;
  readonly free: (size: string) => string;
  readonly kept: string;
  readonly notKept: string;
  readonly keep: string;
  readonly keepRefused: string;
}

const EN: PackMessages = {
  title: 'Voices & models',
  help: 'Models stay in this browser and speak without a network.',
  list: 'Models in this browser',
  loading: 'Looking at what is stored.',
  bundled: 'Comes with this page',
  bundledName: 'The voice of this page',
  speaking: 'In use',
  partial: 'Not complete',
  damaged: 'Damaged',
  damagedHelp: 'Files of this model are missing or wrong.',
  addFilesAgain: 'Add the same files again to go on.',
  use: 'Use',
  check: 'Check',
  exportZip: 'Export',
  remove: 'Remove',
  resume: 'Resume',
  repair: 'Repair',
  cancel: 'Cancel',
  actionOf: (action, name) => `${action}: ${name}`,
  confirmRemove: (name, size) => `Remove ${name}? It frees ${size}.`,
  confirmRemoveSpeaking: 'It speaks now: the voice of this page will take over.',
  keepPack: 'Do not remove',
  outcomes: {
    removed: (name) => `${name} was removed.`,
    whole: (name) => `${name} is whole.`,
    damaged: (name) => `${name} is damaged.`,
    completed: (name) => `${name} is ready.`,
    exported: (name) => `${name} was handed over as a ZIP file.`,
    stopped: (name) => `Stopped. What there is of ${name} is kept: you can resume later.`,
  },
  details: 'Details',
  languages: 'Languages',
  languageCount: (count) => (count === 1 ? '1 language' : `${count} languages`),
  precision: 'Precision',
  license: 'Licence',
  origin: 'Origin',
  originFiles: 'Files of this device',
  originConverted: (from) => `Converted from ${from}`,
  size: 'Size',
  sizeOf: (there, whole) => `${there} of ${whole}`,
  dtypes: {
    f32: 'Full precision',
    f16: 'Half precision',
    q8f16: '8-bit weights',
    q4f16: '4-bit weights',
  },
  stages: {
    waiting: 'Another tab is working on it',
    download: 'Fetching',
    copy: 'Copying',
    convert: 'Converting',
    'self-test': 'Testing that it speaks right',
    verify: 'Checking',
    export: 'Packing',
  },
  remaining: (duration) => `about ${duration} left`,
  files: 'Files',
  storage: 'Storage',
  used: (size) => `${size} used`,
  free: (size) => `${size} free`,
  kept: 'The browser will keep it until you remove it.',
  notKept: 'The browser may clear it when space runs short.',
  keep: 'Keep it',
  keepRefused:
    'The browser does not promise that yet. Bookmarking or installing the page can help.',
};

const PT_BR: PackMessages = {
  title: 'Vozes e modelos',
  help: 'Os modelos ficam neste navegador e falam sem rede.',
  list: 'Modelos neste navegador',
  loading: 'Verificando o que está guardado.',
  bundled: 'Vem com esta página',
  bundledName: 'A voz desta página',
  speaking: 'Em uso',
  partial: 'Incompleto',
  damaged: 'Danificado',
  damagedHelp: 'Há arquivos deste modelo que faltam ou estão errados.',
  addFilesAgain: 'Adicione os mesmos arquivos de novo para continuar.',
  use: 'Usar',
  check: 'Verificar',
  exportZip: 'Exportar',
  remove: 'Remover',
  resume: 'Retomar',
  repair: 'Reparar',
  cancel: 'Cancelar',
  actionOf: (action, name) => `${action} – ${name}`,
  confirmRemove: (name, size) => `Remover ${name}? Isso libera ${size}.`,
  confirmRemoveSpeaking: 'Ele está em uso: a voz desta página vai assumir.',
  keepPack: 'Não remover',
  outcomes: {
    removed: (name) => `${name} foi removido.`,
    whole: (name) => `${name} está íntegro.`,
    damaged: (name) => `${name} está danificado.`,
    completed: (name) => `${name} está pronto.`,
    exported: (name) => `${name} foi entregue como arquivo ZIP.`,
    stopped: (name) => `Parado. O que já há de ${name} fica guardado: você pode retomar depois.`,
  },
  details: 'Detalhes',
  languages: 'Idiomas',
  languageCount: (count) => (count === 1 ? '1 idioma' : `${count} idiomas`),
  precision: 'Precisão',
  license: 'Licença',
  origin: 'Origem',
  originFiles: 'Arquivos deste aparelho',
  originConverted: (from) => `Convertido de ${from}`,
  size: 'Tamanho',
  sizeOf: (there, whole) => `${there} de ${whole}`,
  dtypes: {
    f32: 'Precisão total',
    f16: 'Meia precisão',
    q8f16: 'Pesos de 8 bits',
    q4f16: 'Pesos de 4 bits',
  },
  stages: {
    waiting: 'Outra aba está trabalhando nele',
    download: 'Baixando',
    copy: 'Copiando',
    convert: 'Convertendo',
    'self-test': 'Testando se fala direito',
    verify: 'Verificando',
    export: 'Empacotando',
  },
  remaining: (duration) => `cerca de ${duration} para terminar`,
  files: 'Arquivos',
  storage: 'Armazenamento',
  used: (size) => `${size} em uso`,
  free: (size) => `${size} livres`,
  kept: 'O navegador vai guardar tudo até você remover.',
  notKept: 'O navegador pode apagar isso quando faltar espaço.',
  keep: 'Guardar',
  keepRefused:
    'O navegador ainda não promete isso. Adicionar a página aos favoritos ou instalá-la pode ajudar.',
};

/** The strings of the list of packs, by the interface's language. */
export const PACK_MESSAGES: Readonly<Record<InterfaceLanguage, PackMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
