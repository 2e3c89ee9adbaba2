import type { InterfaceLanguage } from '../../errors.ts';

/** Licences, asked for and accepted, and what else the page says about itself. */
export interface LicenseMessages {
  readonly title: (packName: string | undefined) => string;
  readonly read: (license: string) => string;
  readonly text: string;
  /** What licences that we know ask for, in plain words, by their ids. */
  readonly summaries: Readonly<Record<'cpml', readonly string[]>>;
  readonly unknownSummary: string;
  readonly notLegal: string;
  readonly remembered: string;
  readonly accept: string;
  readonly decline: string;
  readonly about: string;
  readonly aboutPage: readonly string[];
  readonly accepted: string;
  readonly noneAccepted: string;
  readonly acceptedFor: (date: string, packName: string | undefined) => string;
  readonly withdraw: string;
  readonly withdrawOf: (license: string) => string;
  readonly withdrawn: (license: string) => string;
}

const EN: LicenseMessages = {
  title: (packName) => `The licence of ${packName ?? 'this model'}`,
  read: (license) => `Read the ${license}`,
  text: 'Text of the licence',
  summaries: {
    cpml: [
      'Only for use that earns no money: of the model, and of everything that it says.',
      'Do not sell its speech, nor use it in a product or service that is paid for.',
      'Whoever gets the model from you gets it under the same licence.',
    ],
  },
  unknownSummary: 'Whoever made this model asks you to accept its licence before you use it.',
  notLegal: 'The licence itself is what counts, not this summary.',
  remembered: 'Your answer is kept in this browser; you can withdraw it under About.',
  accept: 'Accept',
  decline: 'Decline',
  about: 'About',
  aboutPage: [
    'The text you write and the speech made of it stay on this device.',
    'The program is under the MIT licence. Each model has a licence of its own.',
  ],
  accepted: 'Licences that you accepted',
  noneAccepted: 'None so far.',
  acceptedFor: (date, packName) => `On ${date}${packName ? `, for ${packName}` : ''}`,
  withdraw: 'Withdraw',
  withdrawOf: (license) => `Withdraw: ${license}`,
  withdrawn: (license) =>
    `Withdrawn: you will be asked again before a model under ${license} is used.`,
};

const PT_BR: LicenseMessages = {
  title: (packName) => (packName ? `A licença de ${packName}` : 'A licença deste modelo'),
  read: (license) => `Ler a ${license}`,
  text: 'Texto da licença',
  summaries: {
    cpml: [
      'Somente para uso não comercial, tanto do modelo quanto de tudo o que ele diz.',
      'Não venda a fala gerada por ele nem a use em um produto ou serviço pago.',
      'Quem recebe o modelo de você o recebe sob a mesma licença.',
    ],
  },
  unknownSummary: 'Quem fez este modelo pede que você aceite a licença antes de usá-lo.',
  notLegal: 'O que vale é a licença em si, não este resumo.',
  remembered: 'Sua resposta fica guardada neste navegador; você pode revogá-la em Sobre.',
  accept: 'Aceitar',
  decline: 'Recusar',
  about: 'Sobre',
  aboutPage: [
    'O texto que você escreve e a fala gerada a partir dele ficam neste aparelho.',
    'O programa está sob a licença MIT. Cada modelo tem sua própria licença.',
  ],
  accepted: 'Licenças que você aceitou',
  noneAccepted: 'Nenhuma até agora.',
  acceptedFor: (date, packName) => `Em ${date}${packName ? `, para ${packName}` : ''}`,
  withdraw: 'Revogar',
  withdrawOf: (license) => `Revogar – ${license}`,
  withdrawn: (license) =>
    `Revogada: você terá de aceitá-la de novo antes de usar um modelo sob a licença ${license}.`,
};

/** The strings of licences, by the interface's language. */
export const LICENSE_MESSAGES: Readonly<Record<InterfaceLanguage, LicenseMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
