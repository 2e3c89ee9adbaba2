import type { TextMessage } from './engine-api.ts';

/**
 * A long text goes on in pieces of this length, in UTF-16 units: less than a chunk, so that each chunk
 * is cut only when the one before it is being heard, and `bufferedSeconds` tells the truth.
 */
const PIECE_CHARS = 64;

/** The worker's end of an utterance's text port. */
export class TextReceiver {
  readonly #port: MessagePort;
  readonly #signal: AbortSignal;
  readonly #queue: TextMessage[] = [];
  #pendingChars = 0;
  #wake = (): void => undefined;

  /** Takes over the port; messages are kept until `deltas` is read. */
  constructor(port: MessagePort, signal: AbortSignal) {
    this.#port = port;
    this.#signal = signal;
    port.onmessage = ({ data }: MessageEvent<TextMessage>) => {
      this.#queue.push(data);
      if (data.type === 'delta') this.#pendingChars += data.text.length;
      this.#wake();
    };
  }

  /** Length of the text that has arrived and was not read yet, in UTF-16 units. */
  get pendingChars(): number {
    return this.#pendingChars;
  }

  /**
   * The deltas that arrive, in pieces where they are long, until the `end`; then closes the port.
   * @throws the signal's reason
   */
  async *deltas(): AsyncGenerator<string> {
    const onAbort = (): void => this.#wake();
    this.#signal.addEventListener('abort', onAbort);
    try {
      for (;;) {
        this.#signal.throwIfAborted();
        const message = this.#queue.shift();
        if (message?.type === 'end') return;
        if (message) yield* this.#pieces(message.text);
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      this.#signal.removeEventListener('abort', onAbort);
      this.close();
    }
  }

  close(): void {
    this.#port.onmessage = null;
    this.#port.close();
  }

  *#pieces(text: string): Generator<string> {
    for (const piece of pieces(text)) {
      this.#pendingChars -= piece.length;
      yield piece;
    }
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
