import { isAbort, TtsError } from '../errors.ts';
import { charactersPerSecond } from '../text/duration.ts';
import { TextFrontEnd, type SpokenChunk } from '../text/front-end.ts';
import { LOOK_AHEAD_MS } from '../worker/speech.ts';
import { PAUSE, withPauses } from '../worker/pauses.ts';
import type { PlayerState, SpeechInterruption } from './player-events.ts';
import type {
  SpeechPlayer,
  SpeechPlayerEventDetails,
  SpeechPlayerEventMap,
  SpeechPlayerOptions,
} from './speech-player.ts';
import { SystemUtterance, type SystemVoices } from './system-utterance.ts';
import { textDeltas, type SpeechText } from './text-source.ts';

/**
 * The longest that is given to the system at a time, in seconds: Chrome ends what its network voices
 * say after some 15 s, without an error.
 */
const MAX_SECONDS = 10;
/** So that a first sentence of usual length need not wait for the second. */
const FIRST_CHARS = 80;

/** One text on its way. */
interface Speaking {
  readonly id: string;
  readonly controller: AbortController;
  source: string;
  /** The end of what was heard for certain, in the source. */
  heardChars: number;
  startedAt: number | undefined;
}

/**
 * The voices that the browser or its system has, where nothing better can speak: heard at once, of
 * another kind on every device, and with some browsers spoken on a server of the browser's maker. It
 * gives no audio, so that nothing can be recorded or measured; words are told of where the browser
 * tells of them.
 */
export class SystemSpeech
  extends (EventTarget as new () => Pick<
    SpeechPlayer,
    'addEventListener' | 'removeEventListener'
  > & { dispatchEvent(event: Event): boolean })
  implements SpeechPlayer
{
  readonly #voices: SystemVoices;
  readonly #queue: Speaking[] = [];
  #last: Promise<unknown> = Promise.resolve();
  #state: PlayerState = 'ready';
  #isPaused = false;
  #count = 0;

  /** @throws TtsError `device-unsupported` where the browser has no such thing */
  constructor(voices: SystemVoices | undefined = browserVoices()) {
    super();
    if (!voices) throw new TtsError('device-unsupported', 'this browser has no speechSynthesis');
    this.#voices = voices;
  }

  /** Whether the browser may have voices; some have the interface and none. */
  static get isSupported(): boolean {
    return browserVoices() !== undefined;
  }

  get state(): PlayerState {
    return this.#state;
  }

  get speaking(): boolean {
    return this.#queue.length > 0;
  }

  get paused(): boolean {
    return this.#isPaused;
  }

  async speak(text: SpeechText, options: SpeechPlayerOptions = {}): Promise<void> {
    const { queue = 'interrupt', id = String(++this.#count), signal } = options;
    signal?.throwIfAborted();
    if (this.#state === 'closed') throw new TtsError('engine-closed', 'the voice is closed');
    if (queue === 'interrupt') this.#cancelAll('Interrupted by another speak()');
    const controller = new AbortController();
    const speaking: Speaking = { id, controller, source: '', heardChars: 0, startedAt: undefined };
    const onAbort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const before = this.#last;
    this.#queue.push(speaking);
    this.#updateState(false);
    const done = before.then(() => this.#speak(speaking, text, options));
    this.#last = done.catch(() => undefined);
    try {
      await done;
      this.#emit('ended', { id });
    } catch (error) {
      if (controller.signal.aborted) {
        this.#emit('cancelled', { id, ...interruptionOf(speaking) });
        throw controller.signal.reason;
      }
      if (!isAbort(error)) this.#emit('error', { error });
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#queue.splice(this.#queue.indexOf(speaking), 1);
      this.#updateState(false);
    }
  }

  async cancel(): Promise<SpeechInterruption> {
    const [first] = this.#queue;
    this.#cancelAll('Cancelled');
    await this.#last;
    return first ? interruptionOf(first) : { spokenText: '', charOffset: 0, playedMs: 0 };
  }

  /** Browsers may go on for a moment; on Android what is being said ends. */
  pause(): void {
    this.#isPaused = true;
    this.#voices.synthesis.pause();
    this.#updateState(this.#state === 'playing');
  }

  resume(): void {
    this.#isPaused = false;
    this.#voices.synthesis.resume();
    this.#updateState(this.speaking);
  }

  async close(): Promise<void> {
    this.#cancelAll('The voice was closed');
    this.#setState('closed');
    await this.#last;
  }

  #cancelAll(message: string): void {
    for (const { controller } of this.#queue) {
      controller.abort(new DOMException(message, 'AbortError'));
    }
    if (this.#isPaused) this.resume();
  }

  async #speak(
    speaking: Speaking,
    text: SpeechText,
    { language = 'en', voice, speed }: SpeechPlayerOptions,
  ): Promise<void> {
    const { signal } = speaking.controller;
    signal.throwIfAborted();
    const maxChunkChars = Math.floor(MAX_SECONDS * charactersPerSecond(language));
    const frontEnd = new TextFrontEnd({
      firstChunkChars: Math.min(FIRST_CHARS, maxChunkChars),
      nextChunkChars: maxChunkChars,
      maxChunkChars,
      cutAt: 'clause',
      language,
    });
    const deltas = async function* (): AsyncGenerator<string> {
      for await (const delta of textDeltas(text, signal)) {
        speaking.source += delta;
        yield delta;
      }
    };
    let count = 0;
    const say = async (chunks: readonly SpokenChunk[]): Promise<void> => {
      for (const chunk of chunks) {
        count++;
        await this.#say(speaking, chunk, { language, voice, speed });
      }
    };
    for await (const delta of withPauses(deltas(), LOOK_AHEAD_MS)) {
      await say(delta === PAUSE ? frontEnd.flush() : frontEnd.push(delta));
    }
    await say(frontEnd.end());
    if (count === 0) throw new TtsError('text-empty', 'nothing there to speak');
  }

  async #say(
    speaking: Speaking,
    chunk: SpokenChunk,
    options: SpeechPlayerOptions & { readonly language: string },
  ): Promise<void> {
    const { id, controller } = speaking;
    const utterance = new SystemUtterance(this.#voices, {
      ...options,
      text: chunk.text,
      onStart: () => {
        speaking.startedAt ??= performance.now();
        this.#updateState(true);
      },
      onWord: (charIndex) => {
        const word = chunk.words.find(
          ({ textStart, textEnd }) => charIndex >= textStart && charIndex < textEnd,
        );
        if (!word) return;
        // Not heard to its end yet: it counts with the next one.
        speaking.heardChars = Math.max(speaking.heardChars, word.start);
        const { start, end } = word;
        this.#emit('boundary', { id, name: 'word', charIndex: start, charLength: end - start });
      },
    });
    await utterance.speak(controller.signal);
    // Until the next piece begins, for which its text may be missing.
    this.#updateState(false);
    speaking.heardChars = chunk.words.at(-1)?.end ?? speaking.heardChars;
  }

  #updateState(isHeard: boolean): void {
    if (this.#state === 'closed') return;
    if (!this.speaking) this.#setState('ready');
    else if (this.#isPaused) this.#setState('paused');
    else this.#setState(isHeard ? 'playing' : 'waiting');
  }

  #setState(state: PlayerState): void {
    const previous = this.#state;
    if (state === previous) return;
    this.#state = state;
    this.#emit('statechange', { state, previous });
  }

  #emit<Name extends keyof SpeechPlayerEventMap>(
    name: Name,
    detail: SpeechPlayerEventDetails[Name],
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function interruptionOf({ source, heardChars, startedAt }: Speaking): SpeechInterruption {
  const playedMs = startedAt === undefined ? 0 : performance.now() - startedAt;
  return { spokenText: source.slice(0, heardChars), charOffset: heardChars, playedMs };
}

function browserVoices(): SystemVoices | undefined {
  const { speechSynthesis, SpeechSynthesisUtterance } = globalThis as Partial<typeof globalThis>;
  if (!speechSynthesis || !SpeechSynthesisUtterance) return undefined;
  return {
    synthesis: speechSynthesis,
    createUtterance: (text) => new SpeechSynthesisUtterance(text),
  };
}
