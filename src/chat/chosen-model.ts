import { normalizeBaseUrl } from '../llm/base-url.ts';
import type { ModelChoice, ServerChoice } from '../llm/model-choice.ts';

const STORAGE_KEY = 'xtts-web.model';
const MAX_TEXT_CHARS = 2000;

/** The storyteller, which is always there. */
export const STORYTELLER: ModelChoice = { kind: 'storyteller' };

type ChoiceStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Who answered last in this browser, else the storyteller. */
export function chosenModel(storage: () => ChoiceStorage = () => localStorage): ModelChoice {
  try {
    return parseModelChoice(storage().getItem(STORAGE_KEY));
  } catch {
    // Browsers that keep nothing refuse even to be asked.
    return STORYTELLER;
  }
}

/** Lets the model answer at the next start too; its key is kept only where that was asked for. */
export function rememberModel(
  choice: ModelChoice,
  storage: () => ChoiceStorage = () => localStorage,
): void {
  try {
    storage().setItem(STORAGE_KEY, JSON.stringify(storedForm(choice)));
  } catch {
    // The choice lasts as long as the page.
  }
}

/** What of a stored text is a choice; anything can have been written there. */
export function parseModelChoice(text: string | null): ModelChoice {
  let json: unknown;
  try {
    json = JSON.parse(text ?? 'null');
  } catch {
    return STORYTELLER;
  }
  if (typeof json !== 'object' || json === null) return STORYTELLER;
  const { kind, baseUrl, model, apiKey, rememberKey } = json as Record<keyof ServerChoice, unknown>;
  if (kind === 'built-in') return { kind };
  if (kind !== 'server' || !isShortText(baseUrl) || !isShortText(model)) return STORYTELLER;
  const url = normalizeBaseUrl(baseUrl);
  if (url === undefined) return STORYTELLER;
  const server = { kind, baseUrl: url, model } as const;
  return rememberKey === true && isShortText(apiKey) ? { ...server, apiKey, rememberKey } : server;
}

function storedForm(choice: ModelChoice): ModelChoice {
  if (choice.kind !== 'server') return { kind: choice.kind };
  const { kind, baseUrl, model, apiKey, rememberKey } = choice;
  return rememberKey && apiKey
    ? { kind, baseUrl, model, apiKey, rememberKey }
    : { kind, baseUrl, model };
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_TEXT_CHARS;
}
