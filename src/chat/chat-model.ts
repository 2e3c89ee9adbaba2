import type { ChatMessage, LanguageModel } from '../llm/language-model.ts';
import { openLanguageModel, type ModelChoice } from '../llm/model-choice.ts';
import { storiesIn } from '../llm/storyteller/stories.ts';
import { tellStory } from '../llm/storyteller/tell-story.ts';

export interface OpenModelOptions {
  /** The language that is spoken, as a tag. */
  readonly language: string;
  /** The storyteller's pace; asked for again and again. */
  readonly tokensPerSecond: () => number;
}

/** The name by which a model picks the profile; one of unknown size counts as small. */
export function modelName(choice: ModelChoice): string {
  return choice.kind === 'storyteller' ? choice.kind : openLanguageModel(choice).name;
}

/** The language model of a choice. */
export function openModel(choice: ModelChoice, options: OpenModelOptions): LanguageModel {
  if (choice.kind !== 'storyteller') return openLanguageModel(choice);
  return {
    name: modelName(choice),
    reply(messages: readonly ChatMessage[], { signal } = {}) {
      const stories = storiesIn(options.language);
      const story = stories[messages.length % stories.length]!;
      return tellStory(story.text, { tokensPerSecond: options.tokensPerSecond, signal });
    },
  };
}
