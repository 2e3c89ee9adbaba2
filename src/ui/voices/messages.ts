import type { InterfaceLanguage } from '../../errors.ts';

/** Choosing a voice. */
export interface VoiceMessages {
  readonly voice: string;
  readonly search: string;
  readonly list: string;
  readonly showAll: string;
  readonly hits: (count: number) => string;
  readonly none: string;
  readonly own: string;
  readonly preview: string;
  readonly exportVoice: string;
  readonly remove: string;
  readonly importVoice: string;
  readonly createVoice: string;
  /** Why this model cannot, and what can. */
  readonly cannotCreate: string;
  /** A button of a list for those who hear it: the action, then of what. */
  readonly actionOf: (action: string, voice: string) => string;
}

const EN: VoiceMessages = {
  voice: 'Voice',
  search: 'Type to search',
  list: 'Voices',
  showAll: 'Show all voices',
  hits: (count) => (count === 1 ? '1 voice' : `${count} voices`),
  none: 'No voice of that name.',
  own: 'your own',
  preview: 'Listen',
  exportVoice: 'Export',
  remove: 'Remove',
  importVoice: 'Import a voice',
  createVoice: 'Create a voice…',
  cannotCreate:
    'This voice pack cannot learn new voices: it comes without the encoders for that. Add an XTTS v2 model under Voices & models.',
  actionOf: (action, voice) => `${action}: ${voice}`,
};

const PT_BR: VoiceMessages = {
  voice: 'Voz',
  search: 'Digite para buscar',
  list: 'Vozes',
  showAll: 'Mostrar todas as vozes',
  hits: (count) => (count === 1 ? '1 voz' : `${count} vozes`),
  none: 'Nenhuma voz com esse nome.',
  own: 'sua',
  preview: 'Ouvir',
  exportVoice: 'Exportar',
  remove: 'Remover',
  importVoice: 'Importar voz',
  createVoice: 'Criar uma voz…',
  cannotCreate:
    'Este pacote não pode aprender vozes novas: ele não traz os codificadores necessários. Adicione um modelo XTTS v2 em Vozes e modelos.',
  actionOf: (action, voice) => `${action} – ${voice}`,
};

/** The strings of the choice of a voice, by the interface's language. */
export const VOICE_MESSAGES: Readonly<Record<InterfaceLanguage, VoiceMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
