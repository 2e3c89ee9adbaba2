import type { InterfaceLanguage } from '../errors.ts';

/** The strings of the diagnostics. */
export interface DiagnosticsMessages {
  readonly title: string;
  readonly help: string;
  readonly engine: string;
  readonly notLoaded: string;
  readonly distrusted: (device: string) => string;
  readonly selfTest: string;
  readonly selfTestPassed: (errorPercent: string, snr: string) => string;
  readonly selfTestNone: string;
  readonly loadTime: string;
  readonly gpu: string;
  readonly noGpu: string;
  readonly softwareGpu: (name: string) => string;
  readonly halfFloats: string;
  readonly threads: string;
  readonly oneThread: string;
  readonly storage: string;
  readonly storageUsed: (used: string, quota: string) => string;
  readonly storageUnknown: string;
  readonly yes: string;
  readonly no: string;
  readonly copy: string;
  readonly copied: string;
  readonly notCopied: string;
}

const EN: DiagnosticsMessages = {
  title: 'Diagnostics',
  help: 'What decides whether this device speaks, and how fast. It holds nothing of what you wrote.',
  engine: 'Speech runs on',
  notLoaded: 'not loaded',
  distrusted: (device) => `instead of ${device}, which computes wrongly`,
  selfTest: 'Self-test of the graphics card',
  selfTestPassed: (error, snr) => `passed: error ${error}, sound ${snr}`,
  selfTestNone: 'none: the processor speaks, or the model has no self-test',
  loadTime: 'Loaded in',
  gpu: 'Graphics card',
  noGpu: 'none that this browser offers',
  softwareGpu: (name) => `${name} (imitated by the processor)`,
  halfFloats: '16-bit numbers (shader-f16)',
  threads: 'Threads',
  oneThread: '1, since this page is not isolated',
  storage: 'Storage',
  storageUsed: (used, quota) => `${used} of ${quota}`,
  storageUnknown: 'the browser does not say',
  yes: 'yes',
  no: 'no',
  copy: 'Copy as JSON',
  copied: 'Copied.',
  notCopied: 'The browser did not allow to copy; the text is below.',
};

const PT_BR: DiagnosticsMessages = {
  title: 'Diagnóstico',
  help: 'O que decide se este aparelho fala, e com que rapidez. Não contém nada do que você escreveu.',
  engine: 'A voz roda em',
  notLoaded: 'não carregada',
  distrusted: (device) => `no lugar de ${device}, que calcula de forma errada`,
  selfTest: 'Autoteste da placa gráfica',
  selfTestPassed: (error, snr) => `aprovada: erro ${error}, som ${snr}`,
  selfTestNone: 'nenhum: o processador fala, ou o modelo não tem autoteste',
  loadTime: 'Carregada em',
  gpu: 'Placa gráfica',
  noGpu: 'nenhuma que este navegador ofereça',
  softwareGpu: (name) => `${name} (imitada pelo processador)`,
  halfFloats: 'Números de 16 bits (shader-f16)',
  threads: 'Linhas de execução',
  oneThread: '1, pois esta página não está isolada',
  storage: 'Armazenamento',
  storageUsed: (used, quota) => `${used} de ${quota}`,
  storageUnknown: 'o navegador não informa',
  yes: 'sim',
  no: 'não',
  copy: 'Copiar como JSON',
  copied: 'Copiado.',
  notCopied: 'O navegador não permitiu copiar; o texto está abaixo.',
};

/** Those strings, by the language of the interface. */
export const DIAGNOSTICS_MESSAGES: Readonly<Record<InterfaceLanguage, DiagnosticsMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
