import { BuiltInModel } from './built-in-model.ts';
import { ChatCompletions } from './chat-completions.ts';
import type { LanguageModel } from './language-model.ts';

/** A model behind an OpenAI-compatible server. */
export interface ServerChoice {
  readonly kind: 'server';
  /** E.g. `http://localhost:11434/v1`, as `normalizeBaseUrl` gives it. */
  readonly baseUrl: string;
  /** As the server calls it, e.g. `qwen2.5:1.5b`. */
  readonly model: string;
  readonly apiKey?: string | undefined;
  /** The key may be kept in this browser, unencrypted. @default false */
  readonly rememberKey?: boolean | undefined;
}

/** Who answers in the chat. */
export type ModelChoice =
  { readonly kind: 'storyteller' } | { readonly kind: 'built-in' } | ServerChoice;

/** The language model that was chosen; whoever has a storyteller makes it. */
export function openLanguageModel(
  choice: Exclude<ModelChoice, { kind: 'storyteller' }>,
): LanguageModel {
  return choice.kind === 'server' ? new ChatCompletions(choice) : new BuiltInModel();
}
