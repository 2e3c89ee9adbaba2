import * as Comlink from 'comlink';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PackApi } from './pack-api.ts';
import { PackClient } from './pack-client.ts';
import { registerTransferHandlers } from './transfer.ts';

/** A worker at the other end of a channel whose tasks end when they are told, or never. */
class FakeWorker {
  static all: FakeWorker[] = [];
  readonly #channel = new MessageChannel();
  isTerminated = false;

  constructor(verify: PackApi['verify']) {
    FakeWorker.all.push(this);
    registerTransferHandlers();
    const api: Partial<PackApi> = { list: async () => [], verify };
    Comlink.expose(api, this.#channel.port1);
    this.#channel.port2.start();
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.#channel.port2.postMessage(message, transfer as never);
  }
  addEventListener(type: string, listener: EventListener): void {
    this.#channel.port2.addEventListener(type, listener);
  }
  removeEventListener(type: string, listener: EventListener): void {
    this.#channel.port2.removeEventListener(type, listener);
  }
  terminate(): void {
    this.isTerminated = true;
    this.#channel.port1.close();
  }
}

let client: PackClient;
const open = (verify: PackApi['verify']): void => {
  client = new PackClient(() => new FakeWorker(verify) as unknown as Worker);
};

beforeEach(() => {
  FakeWorker.all = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  await client.close();
  vi.useRealTimers();
});

it('ends a worker that does not stop when it is told to, and starts another', async () => {
  open(() => new Promise(() => undefined));
  const controller = new AbortController();
  const verifying = client.verify('a', () => undefined, controller.signal);
  const ended = expect(verifying).rejects.toBe('enough');
  controller.abort('enough');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(FakeWorker.all[0]!.isTerminated).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  await ended;
  expect(FakeWorker.all[0]!.isTerminated).toBe(true);
  expect(await client.list()).toEqual([]);
  expect(FakeWorker.all).toHaveLength(2);
});

it('keeps a worker that stops, until nobody has asked it for a while', async () => {
  open(async (_key, _onProgress, signal) => {
    await new Promise((_, reject) => signal.addEventListener('abort', reject, { once: true }));
    return { checkedFiles: 0, damagedFiles: [] };
  });
  const controller = new AbortController();
  const verifying = client.verify('a', () => undefined, controller.signal);
  controller.abort('enough');
  await expect(verifying).rejects.toBe('enough');
  expect(await client.list()).toEqual([]);
  expect(FakeWorker.all[0]!.isTerminated).toBe(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(FakeWorker.all[0]!.isTerminated).toBe(true);
});
