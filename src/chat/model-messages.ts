import type { InterfaceLanguage } from '../errors.ts';
import type { ServerPresetId } from '../llm/presets.ts';

/** Who answers in the chat, and how to reach them. */
export interface ModelMessages {
  readonly title: string;
  readonly storyteller: string;
  readonly storytellerHelp: string;
  readonly builtIn: string;
  readonly builtInHelp: string;
  readonly builtInUnavailable: string;
  readonly builtInDownload: string;
  readonly builtInDownloading: (percent: string) => string;
  readonly builtInReady: string;
  readonly server: string;
  readonly serverHelp: string;
  readonly preset: string;
  readonly otherServer: string;
  readonly address: string;
  readonly addressUnknown: string;
  readonly key: string;
  readonly keyHelp: string;
  readonly rememberKey: string;
  readonly rememberKeyHelp: string;
  readonly fetchModels: string;
  readonly model: string;
  readonly modelName: string;
  readonly anotherName: string;
  readonly modelMissing: string;
  readonly modelsFound: (count: string) => string;
  readonly noModels: string;
  readonly test: string;
  readonly testing: string;
  readonly fetching: string;
  readonly answered: (seconds: string) => string;
  readonly answeredNothing: string;
  readonly stop: string;
  readonly use: string;
  readonly inUse: (model: string) => string;
  /** How a server lets this page in; the command, if there is one, comes after it. */
  readonly corsHints: Readonly<Record<ServerPresetId, string>>;
  readonly mixedContent: string;
  readonly permission: string;
}

const EN: ModelMessages = {
  title: 'Who answers',
  storyteller: 'Storyteller',
  storytellerHelp: 'Works offline, nothing to install.',
  builtIn: 'The model of this browser',
  builtInHelp: 'Runs on this device; nothing is sent anywhere.',
  builtInUnavailable: 'This browser has none that this page could use.',
  builtInDownload: 'Download the model',
  builtInDownloading: (percent) => `The browser is downloading its model: ${percent}`,
  builtInReady: 'The model of this browser is ready.',
  server: 'A server',
  serverHelp: 'Your own or someone else’s. The whole conversation is sent to it.',
  preset: 'Kind of server',
  otherServer: 'Other (OpenAI-compatible)',
  address: 'Address',
  addressUnknown: 'This is no address of a server. Type it as in http://localhost:11434',
  key: 'Key',
  keyHelp: 'Only if the server asks for one. It goes to this server only.',
  rememberKey: 'Remember the key on this device',
  rememberKeyHelp:
    'It is then stored unencrypted in this browser. Otherwise it is forgotten with this page.',
  fetchModels: 'Fetch models',
  model: 'Model',
  modelName: 'Name of the model',
  anotherName: 'Another name…',
  modelMissing: 'Choose a model, or type its name.',
  modelsFound: (count) => `Models found: ${count}`,
  noModels: 'The server answers, but has no models yet.',
  test: 'Test connection',
  testing: 'Asking the model to say something…',
  fetching: 'Asking the server for its models…',
  answered: (seconds) => `The model answers. Its first word came after ${seconds} s.`,
  answeredNothing: 'The server answers, but the model said nothing.',
  stop: 'Stop',
  use: 'Use this model',
  inUse: (model) => `In use: ${model}`,
  corsHints: {
    ollama: 'Ollama lets pages of other sites in when it is started like this:',
    'llama-cpp':
      'llama.cpp lets all pages in, or with its tools only those on localhost. To let this one in:',
    vllm: 'vLLM lets all pages in, unless it was started otherwise. To let this one in:',
    'lm-studio':
      'LM Studio lets no pages in until CORS is enabled, in its server settings or like this:',
    other: 'The server has to let this page in: by CORS, for the origin',
  },
  mixedContent:
    'This page was loaded by https: browsers let it reach http addresses on this device only. Give the server an https address.',
  permission:
    'If the browser asks whether this page may reach your device or local network, allow it.',
};

const PT_BR: ModelMessages = {
  title: 'Quem responde',
  storyteller: 'Contador de histórias',
  storytellerHelp: 'Funciona offline, sem nada para instalar.',
  builtIn: 'O modelo deste navegador',
  builtInHelp: 'Roda neste aparelho; nada é enviado.',
  builtInUnavailable: 'Este navegador não tem um modelo que esta página possa usar.',
  builtInDownload: 'Baixar o modelo',
  builtInDownloading: (percent) => `O navegador está baixando o modelo: ${percent}`,
  builtInReady: 'O modelo deste navegador está pronto.',
  server: 'Um servidor',
  serverHelp: 'Seu ou de outra pessoa. A conversa inteira é enviada a ele.',
  preset: 'Tipo de servidor',
  otherServer: 'Outro (compatível com OpenAI)',
  address: 'Endereço',
  addressUnknown: 'Isto não é o endereço de um servidor. Digite-o como em http://localhost:11434',
  key: 'Chave',
  keyHelp: 'Só se o servidor pedir uma. Ela vai apenas para este servidor.',
  rememberKey: 'Lembrar a chave neste aparelho',
  rememberKeyHelp:
    'Ela fica então guardada sem criptografia neste navegador. Senão, é esquecida com esta página.',
  fetchModels: 'Buscar modelos',
  model: 'Modelo',
  modelName: 'Nome do modelo',
  anotherName: 'Outro nome…',
  modelMissing: 'Escolha um modelo ou digite o nome dele.',
  modelsFound: (count) => `Modelos encontrados: ${count}`,
  noModels: 'O servidor responde, mas ainda não tem modelos.',
  test: 'Testar conexão',
  testing: 'Pedindo ao modelo que diga algo…',
  fetching: 'Perguntando ao servidor quais são seus modelos…',
  answered: (seconds) => `O modelo responde. A primeira palavra veio depois de ${seconds} s.`,
  answeredNothing: 'O servidor responde, mas o modelo não disse nada.',
  stop: 'Parar',
  use: 'Usar este modelo',
  inUse: (model) => `Em uso: ${model}`,
  corsHints: {
    ollama: 'O Ollama aceita páginas de outros sites quando é iniciado assim:',
    'llama-cpp':
      'O llama.cpp aceita todas as páginas, ou, com ferramentas, só as de localhost. Para aceitar esta:',
    vllm: 'O vLLM aceita todas as páginas, a não ser que tenha sido iniciado de outro modo. Para aceitar esta:',
    'lm-studio':
      'O LM Studio não aceita páginas até que o CORS seja ativado, nas configurações do servidor ou assim:',
    other: 'O servidor precisa aceitar esta página: por CORS, para a origem',
  },
  mixedContent:
    'Esta página foi carregada por https: os navegadores só a deixam alcançar endereços http neste aparelho. Dê ao servidor um endereço https.',
  permission:
    'Se o navegador perguntar se esta página pode alcançar seu aparelho ou a rede local, permita.',
};

/** The strings of the choice of a language model, by the interface's language. */
export const MODEL_MESSAGES: Readonly<Record<InterfaceLanguage, ModelMessages>> = {
  en: EN,
  'pt-BR': PT_BR,
};
