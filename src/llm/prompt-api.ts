/// <reference types="dom-chromium-ai" />

/** What is used of the `LanguageModel` global of Chrome's Prompt API. */
export type PromptApi = Pick<typeof LanguageModel, 'availability' | 'create'>;

/** A session of it, i.e. a conversation. */
export type PromptSession = Pick<LanguageModel, 'promptStreaming' | 'destroy'>;

/** The Prompt API of this browser; `undefined` where there is none, as in most. */
export function browserPromptApi(): PromptApi | undefined {
  return (globalThis as { LanguageModel?: PromptApi }).LanguageModel;
}
