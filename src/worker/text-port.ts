import type { TextMessage } from './engine-api.ts';

/**
 * The deltas that arrive on an utterance's text port, until its `end`.
 * @throws the signal's reason
 */
export async function* receiveText(port: MessagePort, signal: AbortSignal): AsyncGenerator<string> {
  const queue: TextMessage[] = [];
  let wake = (): void => undefined;
  port.onmessage = ({ data }: MessageEvent<TextMessage>) => {
    queue.push(data);
    wake();
  };
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);
  try {
    for (;;) {
      signal.throwIfAborted();
      const message = queue.shift();
      if (message?.type === 'end') return;
      if (message) yield message.text;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    port.close();
  }
}
