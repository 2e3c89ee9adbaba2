const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/**
 * Lets pending messages (an abort, new text) be handled. On wasm a model run never leaves the
 * thread, so awaiting it alone would starve them; a timer would cost 4 ms a turn.
 */
export function yieldToEventLoop(): Promise<void> {
  // Node has a queue of its own for this; a message port would keep its process alive.
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
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
