import { TtsError } from '../errors.ts';
import { bounded } from './server-error.ts';
import { readWhole, RefusedRequest, requestServer } from './server-request.ts';

const MAX_LIST_CHARS = 2 ** 22;
const MAX_NAME_CHARS = 300;

export interface ListModelsOptions {
  /** E.g. `http://localhost:11434/v1`. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** How long nothing may come, in milliseconds. @default 15000 */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The names of the models that a server offers, sorted.
 * @throws TtsError with one of the `llm-` codes, or the signal's reason
 */
export async function listModels(options: ListModelsOptions): Promise<readonly string[]> {
  const { baseUrl, apiKey, timeoutMs = 15_000, signal } = options;
  const url = `${baseUrl}/models`;
  const answer = await requestServer({ url, apiKey, timeoutMs, signal });
  if (answer instanceof RefusedRequest) throw answer.error;
  try {
    const text = await readWhole(answer, { url, maxChars: MAX_LIST_CHARS, timeoutMs });
    const names = modelNames(text);
    if (!names) throw new TtsError('llm-failed', `${url} sent no list of models: ${bounded(text)}`);
    return names;
  } finally {
    answer.close();
  }
}

/**
 * The names in a list of models as servers write it: `{data: [{id}]}` for most, with `null` when there
 * is none; `{models: [{name}]}`; or a bare array. `undefined` when it is no such list.
 */
export function modelNames(text: string): readonly string[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const list = listIn(json);
  if (!list) return undefined;
  const names = new Set(list.map(nameOf).filter((name) => name !== undefined));
  return [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function listIn(json: unknown): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json as unknown[];
  if (typeof json !== 'object' || json === null) return undefined;
  const { data, models } = json as Record<'data' | 'models', unknown>;
  if (Array.isArray(data)) return data as unknown[];
  if (Array.isArray(models)) return models as unknown[];
  return data === null || models === null ? [] : undefined;
}

function nameOf(model: unknown): string | undefined {
  const names =
    typeof model === 'object' && model !== null
      ? namesOf(model as Record<string, unknown>)
      : [model];
  return names.find(
    (name): name is string =>
      typeof name === 'string' && name.trim() !== '' && name.length <= MAX_NAME_CHARS,
  );
}

function namesOf({ id, model, name }: Record<string, unknown>): readonly unknown[] {
  return [id, model, name];
}
