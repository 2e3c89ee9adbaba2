import { askServer, type ServerAccess } from './ask-server.ts';
import { ReplicaFailure } from './replica-failure.ts';
import { beginningOf, responseFailure } from './server-response.ts';

/** What a server says of itself; each list is empty where it says nothing. */
export interface ServerOffer {
  readonly models: readonly string[];
  readonly voices: readonly string[];
}

/** Whoever waits for a voice to be ready waits no longer. */
const MAX_CHECK_MS = 10_000;
const MAX_LIST_BYTES = 2 ** 20;
const MAX_NAMES = 1000;
const MAX_NAME_CHARS = 200;

/**
 * Asks a server for its models and voices, which costs it nothing. One that knows neither address
 * may still speak.
 * @throws ReplicaFailure where it does not answer, has no room, or refuses the key
 */
export async function checkServer(
  url: string,
  access: ServerAccess,
  signal: AbortSignal,
): Promise<ServerOffer> {
  const timeoutMs = Math.min(access.timeoutMs, MAX_CHECK_MS);
  const models = await namesAt(url, '/models', { ...access, timeoutMs }, signal);
  const voices = await namesAt(url, '/audio/voices', { ...access, timeoutMs }, signal).catch(
    (error: unknown) => {
      // It may refuse this address to pages, and nothing else.
      if (error instanceof ReplicaFailure) return [];
      throw error;
    },
  );
  return { models, voices };
}

async function namesAt(
  url: string,
  path: string,
  access: ServerAccess,
  signal: AbortSignal,
): Promise<readonly string[]> {
  // Ends a body that does not end.
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), 2 * access.timeoutMs);
  try {
    const either = AbortSignal.any([signal, over.signal]);
    const response = await askServer(url, path, access, { signal: either });
    if (response.ok) return namesIn(await beginningOf(response, MAX_LIST_BYTES));
    const failure = await responseFailure(url, response, access.apiKey);
    // An address that is not there says nothing about the others.
    if (failure.isPassing || failure.error.code === 'speech-server-unauthorized') throw failure;
    return [];
  } finally {
    clearTimeout(timer);
    over.abort();
  }
}

/** The names in a list of any of the shapes in use: of texts or of objects, by itself or in a field. */
export function namesIn(body: string): readonly string[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return [];
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const fields = value as Record<string, unknown>;
    value = fields['data'] ?? fields['voices'] ?? fields['models'];
  }
  if (!Array.isArray(value)) return [];
  const names = (value as unknown[]).flatMap((entry) => {
    const { id, voice_id, name } = (
      typeof entry === 'object' && entry !== null ? entry : {}
    ) as Record<string, unknown>;
    const found = [entry, id, voice_id, name].find((text) => typeof text === 'string');
    return typeof found === 'string' && found !== '' && found.length <= MAX_NAME_CHARS
      ? [found]
      : [];
  });
  return [...new Set(names)].slice(0, MAX_NAMES);
}
