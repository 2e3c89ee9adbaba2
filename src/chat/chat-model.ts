import type { LanguageModel } from '../llm/language-model.ts';
import { openLanguageModel, type ModelChoice } from '../llm/model-choice.ts';
import { ResumingStoryteller } from './resuming-storyteller.ts';

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
export function openModel(
  choice: ModelChoice,
  { language, tokensPerSecond }: OpenModelOptions,
): LanguageModel {
  if (choice.kind !== 'storyteller') return openLanguageModel(choice);
  const spoken = language.startsWith('pt') ? 'pt' : 'en';
  return new ResumingStoryteller({ language: spoken, tokensPerSecond });
}
