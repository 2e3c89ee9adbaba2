/** Starts workers in which stores are tested; the page itself must not be able to open one. */
import { openBrowserStore } from '../../src/pack/store/open-store.ts';

let workers: Worker[] = [];

const page = {
  openBrowserStore,
  /** Starts a worker, which `page.workers()` of the test then has too. */
  startWorker(): void {
    workers.push(
      // In one piece, else the bundler does not find it.
      new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module' }),
    );
  },
  /** Ends all workers in whatever they do, as the end of their tab would. */
  terminateWorkers(): void {
    for (const worker of workers) worker.terminate();
    workers = [];
  },
};

declare global {
  interface Window {
    xttsStorePage?: typeof page;
  }
}

window.xttsStorePage = page;
