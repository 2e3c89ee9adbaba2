import { TtsError } from '../errors.ts';
import { abortable } from './abortable.ts';

/** What can be spoken: a whole text, or one that is still being written. */
export type SpeechText = string | AsyncIterable<string> | ReadableStream<string>;

/**
 * The non-empty deltas of a text as they come. When the signal fires it stops waiting at once, and
 * the source is told to stop (`return` or `cancel`) without waiting for it.
 * @throws the signal's reason, whatever the source throws, or TtsError `option-invalid` for a
 *   source or delta of the wrong type
 */
export async function* textDeltas(text: SpeechText, signal: AbortSignal): AsyncGenerator<string> {
  if (typeof text === 'string') {
    signal.throwIfAborted();
    if (text !== '') yield text;
    return;
  }
  const deltas = iterate(text);
  let isDone = false;
  try {
    for (;;) {
      const result = await abortable(deltas.next(), signal);
      if (result.done) {
        isDone = true;
        return;
      }
      const delta: unknown = result.value;
      if (typeof delta !== 'string') {
        throw new TtsError('option-invalid', `text: a delta is ${typeof delta}, not a string`);
      }
      if (delta !== '') yield delta;
    }
  } finally {
    // Not awaited: a generator answers `return` only after the `next` that hangs.
    if (!isDone) deltas.return?.().catch(() => undefined);
  }
}

function iterate(text: AsyncIterable<string> | ReadableStream<string>): AsyncIterator<string> {
  // By reader, since Safari's streams are not iterable.
  if (isReadableStream(text)) {
    if (text.locked) throw new TtsError('option-invalid', 'text: the stream is being read already');
    const reader = text.getReader();
    return {
      next: () => reader.read() as Promise<IteratorResult<string>>,
      return: async () => {
        await reader.cancel();
        return { done: true, value: undefined };
      },
    };
  }
  if (typeof text === 'object' && text !== null && Symbol.asyncIterator in text) {
    return text[Symbol.asyncIterator]();
  }
  throw new TtsError(
    'option-invalid',
    `text: ${typeof text}; give a string, an AsyncIterable or a ReadableStream of strings`,
  );
}

function isReadableStream(text: object): text is ReadableStream<string> {
  return typeof text === 'object' && text !== null && 'getReader' in text;
}
