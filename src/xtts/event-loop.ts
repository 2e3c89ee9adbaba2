const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Node's queue for this purpose; there, a message port would keep the process alive. */
const { setImmediate } = globalThis as { setImmediate?: (task: () => void) => void };

/**
 * Lets pending messages (an abort, new text) be handled. On wasm a model run never leaves the
 * thread, so awaiting it alone would starve them; a timer would cost 4 ms a turn.
 */
export function yieldToEventLoop(): Promise<void> {
  if (setImmediate) return new Promise((resolve) => setImmediate(resolve));
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}
