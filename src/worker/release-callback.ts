import * as Comlink from 'comlink';

/**
 * Gives the port of a callback from another thread back now; else it is kept until this thread
 * collects its garbage.
 */
export function releaseCallback(callback: object): void {
  (callback as Partial<Comlink.ProxyMethods>)[Comlink.releaseProxy]?.();
}
