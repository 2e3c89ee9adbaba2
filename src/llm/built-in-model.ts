import { isTtsError, TtsError } from '../errors.ts';
import type { ChatMessage, LanguageModel, ReplyOptions } from './language-model.ts';
import { browserPromptApi, type PromptApi } from './prompt-api.ts';

/** How the browser's own model stands; the browser downloads it when it is first used. */
export type BuiltInAvailability = 'unavailable' | 'downloadable' | 'downloading' | 'available';

export interface PrepareOptions {
  readonly signal?: AbortSignal | undefined;
  /** What of the download has come, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** @default that of the browser */
  readonly api?: PromptApi | undefined;
}

/** Whether this browser has a model of its own. */
export async function builtInAvailability(
  api: PromptApi | undefined = browserPromptApi(),
): Promise<BuiltInAvailability> {
  try {
    return (await api?.availability()) ?? 'unavailable';
  } catch {
    // It exists and refuses to be asked, e.g. in a frame without the permission.
    return 'unavailable';
  }
}

/**
 * Has the browser download its model, if it has not yet; call it from a click, without which browsers
 * refuse a download.
 * @throws TtsError `llm-unavailable`, or the signal's reason
 */
export async function prepareBuiltInModel(options: PrepareOptions = {}): Promise<void> {
  const session = await createSession([], options);
  session.destroy();
}

/** The model of the browser itself: Chrome's Prompt API. Nothing is sent anywhere. */
export class BuiltInModel implements LanguageModel {
  /** Gemini Nano has about 3 billion parameters. */
  readonly name = 'gemini-nano';
  readonly #options: Omit<PrepareOptions, 'signal'>;

  constructor(options: Omit<PrepareOptions, 'signal'> = {}) {
    this.#options = options;
  }

  async *reply(
    messages: readonly ChatMessage[],
    { signal }: ReplyOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    signal?.throwIfAborted();
    // The interface wants what the system says first, and once.
    const turns = messages.filter(({ role }) => role !== 'system');
    const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
    const last = turns.at(-1);
    if (!last) throw new TtsError('llm-failed', 'a reply needs a message to reply to');
    const before = turns.slice(0, -1);
    const session = await createSession(
      system.length > 0 ? [{ role: 'system', content: system.join('\n\n') }, ...before] : before,
      { ...this.#options, signal },
    );
    let hasText = false;
    try {
      const stream = session.promptStreaming(
        [{ role: last.role as 'user' | 'assistant', content: last.content }],
        signal ? { signal } : {},
      );
      // Leaving the loop cancels the stream.
      for await (const delta of stream) {
        signal?.throwIfAborted();
        if (delta === '') continue;
        hasText = true;
        yield delta;
      }
      signal?.throwIfAborted();
    } catch (error) {
      signal?.throwIfAborted();
      throw replyError(error, hasText);
    } finally {
      session.destroy();
    }
  }
}

type InitialPrompts = NonNullable<
  NonNullable<Parameters<PromptApi['create']>[0]>['initialPrompts']
>;

async function createSession(
  messages: readonly ChatMessage[],
  { signal, onProgress, api = browserPromptApi() }: PrepareOptions,
): ReturnType<PromptApi['create']> {
  signal?.throwIfAborted();
  if (!api) throw new TtsError('llm-unavailable', 'this browser has no Prompt API');
  const availability = await builtInAvailability(api);
  signal?.throwIfAborted();
  if (availability === 'unavailable') {
    throw new TtsError('llm-unavailable', 'the Prompt API says that it has no model here');
  }
  try {
    return await api.create({
      initialPrompts: messages.map(({ role, content }) => ({ role, content })) as InitialPrompts,
      ...(signal ? { signal } : {}),
      monitor: (monitor) => {
        monitor.addEventListener('downloadprogress', ({ loaded }) => onProgress?.(loaded));
      },
    });
  } catch (error) {
    signal?.throwIfAborted();
    const message = `the model of the browser is not ready (${availability}): ${String(error)}`;
    // A conversation that does not fit is no fault of the model.
    const code = isTooLarge(error) ? 'llm-failed' : 'llm-unavailable';
    throw new TtsError(code, message, { cause: error });
  }
}

function replyError(error: unknown, hasText: boolean): TtsError {
  if (isTtsError(error)) return error;
  return new TtsError(
    hasText ? 'llm-interrupted' : 'llm-failed',
    `the model of the browser failed: ${String(error)}`,
    { cause: error },
  );
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
