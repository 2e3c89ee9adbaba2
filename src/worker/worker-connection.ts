import * as Comlink from 'comlink';
import { TtsError } from '../errors.ts';
import { registerTransferHandlers } from './transfer.ts';

/** A worker and its interface, until it fails or is ended: then all who wait for it are told. */
export class WorkerConnection<Api extends object> {
  readonly #worker: Worker;
  readonly #api: Comlink.Remote<Api>;
  readonly #failed: Promise<never>;
  #fail!: (reason: unknown) => void;
  #isEnded = false;

  /**
   * @param name for people, e.g. `the engine worker`
   * @param onFailure the worker has failed; not told when it is ended
   */
  constructor(worker: Worker, name: string, onFailure: (error: TtsError) => void) {
    registerTransferHandlers();
    this.#worker = worker;
    this.#api = Comlink.wrap<Api>(worker);
    this.#failed = new Promise<never>((_, reject) => (this.#fail = reject));
    // Nobody may be waiting when it fails.
    this.#failed.catch(() => undefined);
    worker.addEventListener('error', ({ message }) => {
      onFailure(new TtsError('engine-failed', `${name}: ${message}`));
    });
  }

  /**
   * Calls the worker. The task is given a signal for the worker, which fires with `signal`, and when
   * the call is over: it crosses on a port of its own, which that closes.
   * @throws what the worker throws, or the reason of its end
   */
  async call<T>(
    task: (api: Comlink.Remote<Api>, signal: AbortSignal) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const over = new AbortController();
    const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
    try {
      return await Promise.race([task(this.#api, either), this.#failed]);
    } finally {
      over.abort();
    }
  }

  /** Ends the worker, for all who wait for it. */
  end(reason: unknown): void {
    // All who wait hear of the end, and may come here too.
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#fail(reason);
    // Else Comlink would keep the worker for ever.
    this.#api[Comlink.releaseProxy]();
    this.#worker.terminate();
  }
}
