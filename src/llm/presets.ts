/** The servers whose usual address is known. */
export type ServerPresetId = 'ollama' | 'llama-cpp' | 'vllm' | 'lm-studio' | 'other';

export interface ServerPreset {
  readonly id: ServerPresetId;
  /** As the program is called; `undefined` for any other. */
  readonly name?: string | undefined;
  readonly baseUrl: string;
  /** How the program is started so that it lets the pages of an origin in. */
  readonly corsCommand?: ((origin: string) => string) | undefined;
}

/** Servers of language models, in the order in which they are offered. */
export const SERVER_PRESETS: readonly ServerPreset[] = [
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    // Pages on localhost are let in without it.
    corsCommand: (origin) => `OLLAMA_ORIGINS=${origin} ollama serve`,
  },
  {
    id: 'llama-cpp',
    name: 'llama.cpp',
    baseUrl: 'http://localhost:8080/v1',
    // Every page is let in, but only those on localhost while the server offers tools.
    corsCommand: (origin) => `llama-server --cors-origins ${origin}`,
  },
  {
    id: 'vllm',
    name: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
    // Every page is let in unless it was started with other origins.
    corsCommand: (origin) => `vllm serve MODEL --allowed-origins '["${origin}"]'`,
  },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    baseUrl: 'http://localhost:1234/v1',
    // No page is let in by default.
    corsCommand: () => 'lms server start --cors',
  },
  { id: 'other', baseUrl: '' },
];

/** The preset with this address, else `other`. */
export function presetOf(baseUrl: string): ServerPreset {
  return (
    SERVER_PRESETS.find((preset) => preset.baseUrl === baseUrl) ??
    SERVER_PRESETS.find(({ id }) => id === 'other')!
  );
}
