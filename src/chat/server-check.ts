import { listModels } from '../llm/list-models.ts';
import { openLanguageModel, type ServerChoice } from '../llm/model-choice.ts';

/** What is under way with a server, or how it went. */
export type ServerCheckState =
  | { readonly name: 'idle' }
  | { readonly name: 'fetching' }
  | { readonly name: 'testing' }
  | { readonly name: 'fetched'; readonly count: number }
  | { readonly name: 'answered'; readonly seconds: number | undefined }
  | { readonly name: 'failed'; readonly error: unknown };

type Server = Pick<ServerChoice, 'baseUrl' | 'apiKey'>;

/** Asks a server for its models, or one of them for a word; one thing at a time. */
export class ServerCheck {
  readonly #onChange: () => void;
  #abort: AbortController | undefined;
  #state: ServerCheckState = { name: 'idle' };
  #models: readonly string[] = [];

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get state(): ServerCheckState {
    return this.#state;
  }

  /** The models of the server that was asked last. */
  get models(): readonly string[] {
    return this.#models;
  }

  async fetchModels(server: Server): Promise<void> {
    await this.#run('fetching', async (signal) => {
      const models = await listModels({ ...server, signal });
      signal.throwIfAborted();
      this.#models = models;
      return { name: 'fetched', count: models.length };
    });
  }

  /** A real request of a real reply, given up at its first word. */
  async test(choice: ServerChoice): Promise<void> {
    await this.#run('testing', async (signal) => {
      const start = performance.now();
      const messages = [{ role: 'user', content: 'Say hello.' }] as const;
      for await (const delta of openLanguageModel(choice).reply(messages, { signal })) {
        if (delta.trim() === '') continue;
        return { name: 'answered', seconds: (performance.now() - start) / 1000 };
      }
      return { name: 'answered', seconds: undefined };
    });
  }

  /** Gives up what is under way, and what had come of it. */
  reset(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.#set({ name: 'idle' });
  }

  /** The server is another one: the models were not its own. */
  forgetModels(): void {
    this.#models = [];
    this.reset();
  }

  async #run(
    name: 'fetching' | 'testing',
    work: (signal: AbortSignal) => Promise<ServerCheckState>,
  ): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#set({ name });
    let state: ServerCheckState;
    try {
      state = await work(abort.signal);
    } catch (error) {
      state = { name: 'failed', error };
    }
    // Whoever aborted has set the state.
    if (!abort.signal.aborted) this.#set(state);
  }

  #set(state: ServerCheckState): void {
    this.#state = state;
    this.#onChange();
  }
}
