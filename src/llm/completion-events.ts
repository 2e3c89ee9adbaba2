import { createParser } from 'eventsource-parser';
import { parseCompletionChunk, type CompletionChunk } from './completion-chunk.ts';

/** The most that one event may hold, in characters: a line without end must not fill the memory. */
const MAX_EVENT_CHARS = 2 ** 20;

/** What came out of a piece of the stream. */
export type CompletionEvent =
  | ({ readonly kind: 'chunk' } & CompletionChunk)
  | { readonly kind: 'done' }
  | { readonly kind: 'invalid'; readonly data: string }
  | { readonly kind: 'too-long' };

/** Push parser of a streamed chat completion: text in any pieces, events out. */
export class CompletionEvents {
  #events: CompletionEvent[] = [];
  #isTooLong = false;

  readonly #parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent: ({ data }) => this.#take(data),
    onError: ({ type, field, value = '' }) => {
      if (type === 'max-buffer-size-exceeded') {
        this.#isTooLong = true;
        this.#events.push({ kind: 'too-long' });
      } else if (field === 'error') {
        // llama.cpp wrote its failures so, as a field of their own.
        const error: unknown = parseCompletionChunk(`{"error":${value}}`)?.error ?? value;
        this.#events.push({ kind: 'chunk', text: '', error });
      }
    },
  });

  feed(text: string): readonly CompletionEvent[] {
    if (!this.#isTooLong) this.#parser.feed(text);
    return this.#drain();
  }

  /** The stream has ended: an event that lacks only the empty line after it counts. */
  end(): readonly CompletionEvent[] {
    return this.feed('\n\n');
  }

  #take(data: string): void {
    const text = data.trim();
    if (text === '') return;
    if (text === '[DONE]') {
      this.#events.push({ kind: 'done' });
      return;
    }
    const chunk = parseCompletionChunk(text);
    this.#events.push(chunk ? { kind: 'chunk', ...chunk } : { kind: 'invalid', data: text });
  }

  #drain(): readonly CompletionEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
