import type { TextMessage } from './engine-api.ts';

/**
 * A long text goes on in pieces of this length, in UTF-16 units: less than a chunk, so that each chunk
 * is cut only when the one before it is being heard, and `bufferedSeconds` tells the truth.
 */
const PIECE_CHARS = 64;

/**
 * The deltas that arrive on an utterance's text port, in pieces where they are long, until its `end`.
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
      if (message) yield* pieces(message.text);
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    port.close();
  }
}

function* pieces(text: string): Generator<string> {
  for (let from = 0; from < text.length;) {
    let to = from + PIECE_CHARS;
    // A character of two units stays whole.
    if (/[\ud800-\udbff]/.test(text[to - 1] ?? '')) to++;
    yield text.slice(from, to);
    from = to;
  }
}
