import type { InterfaceLanguage } from '../errors.ts';

/** What a message says beside its text. */
export interface MessageBodyMessages {
  readonly thoughts: string;
  readonly thinking: string;
  readonly calls: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly code: (language: string) => string;
  readonly plainCode: string;
  readonly table: string;
  readonly done: string;
  readonly toDo: string;
  readonly image: string;
  readonly notes: string;
  readonly note: (number: string) => string;
  readonly backToText: string;
}

const EN: MessageBodyMessages = {
  thoughts: 'Thoughts',
  thinking: 'Thinking…',
  calls: 'Calls of tools',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Your browser did not let it be copied; it is selected now.',
  code: (language) => `Code: ${language}`,
  plainCode: 'Code',
  table: 'Table',
  done: 'Done',
  toDo: 'To do',
  image: 'Image',
  notes: 'Notes',
  note: (number) => `Note ${number}`,
  backToText: 'Back to the text',
};

const PT_BR: MessageBodyMessages = {
  thoughts: 'Raciocínio',
  thinking: 'Pensando…',
  calls: 'Chamadas de ferramentas',
  copy: 'Copiar',
  copied: 'Copiado',
  notCopied: 'O navegador não deixou copiar; o texto está selecionado.',
  code: (language) => `Código: ${language}`,
  plainCode: 'Código',
  table: 'Tabela',
  done: 'Feito',
  toDo: 'A fazer',
  image: 'Imagem',
  notes: 'Notas',
  note: (number) => `Nota ${number}`,
  backToText: 'Voltar ao texto',
};

/** The strings of a message in each language of the interface. */
export const MESSAGE_BODY_MESSAGES: Readonly<Record<InterfaceLanguage, MessageBodyMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
