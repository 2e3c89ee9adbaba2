import type { InterfaceLanguage } from '../errors.ts';

/** The strings that all pages of the app share. */
export interface AppMessages {
  readonly interfaceLanguage: string;
  readonly updateReady: string;
  readonly updateReload: string;
  readonly updateLater: string;
}

const EN: AppMessages = {
  interfaceLanguage: 'Language of this page',
  updateReady: 'A new version of this page is ready.',
  updateReload: 'Reload',
  updateLater: 'Later',
};

const PT_BR: AppMessages = {
  interfaceLanguage: 'Idioma desta página',
  updateReady: 'Há uma nova versão desta página.',
  updateReload: 'Recarregar',
  updateLater: 'Depois',
};

/** Those strings, by the language of the interface. */
export const APP_MESSAGES: Readonly<Record<InterfaceLanguage, AppMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
