import { TtsError, type TtsErrorCode } from '../errors.ts';
import { primaryLanguage } from '../text/language.ts';

/** The browser's own voices, as the Web Speech API has them. */
export interface SystemVoices {
  readonly synthesis: SpeechSynthesis;
  readonly createUtterance: (text: string) => SpeechSynthesisUtterance;
}

export interface SystemUtteranceOptions {
  readonly text: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** `name` of one of the system's. @default one of the language */
  readonly voice?: string | undefined;
  readonly speed?: number | undefined;
  readonly onStart: () => void;
  /** A word begins at this place of the text; never called for voices that do not tell. */
  readonly onWord: (charIndex: number) => void;
}

/** Browsers list their voices some time after they were first asked. */
const VOICES_MS = 2000;
/** Chrome may end without a word: so often in a row the system must say that it is silent. */
const SILENT_TICKS = 3;
const TICK_MS = 500;

const CODES: Partial<Record<SpeechSynthesisErrorCode, TtsErrorCode>> = {
  'audio-busy': 'audio-output-failed',
  'audio-hardware': 'audio-output-failed',
  'not-allowed': 'audio-output-failed',
  network: 'network',
  'language-unavailable': 'language-unsupported',
  'voice-unavailable': 'voice-unknown',
  'synthesis-unavailable': 'device-unsupported',
  'text-too-long': 'text-too-long',
};

/** One piece of text that the system says. */
export class SystemUtterance {
  readonly #voices: SystemVoices;
  readonly #options: SystemUtteranceOptions;

  constructor(voices: SystemVoices, options: SystemUtteranceOptions) {
    this.#voices = voices;
    this.#options = options;
  }

  /**
   * Resolves when it has been said.
   * @throws TtsError `device-unsupported` where the system has no voice of the language, and others;
   *   the signal's reason
   */
  async speak(signal: AbortSignal): Promise<void> {
    const voice = await this.#findVoice();
    signal.throwIfAborted();
    const { synthesis, createUtterance } = this.#voices;
    const { text, speed = 1, onStart, onWord } = this.#options;
    // Kept until the end: Chrome forgets the events of one that nobody holds.
    const utterance = createUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = speed;
    const over = new AbortController();
    try {
      await new Promise<void>((resolve, reject) => {
        const once = { signal: over.signal };
        utterance.addEventListener('start', onStart, once);
        utterance.addEventListener('end', () => resolve(), once);
        utterance.addEventListener('error', ({ error }) => reject(failure(error)), once);
        utterance.addEventListener(
          'boundary',
          ({ name, charIndex }) => {
            if (name === 'word') onWord(charIndex);
          },
          once,
        );
        signal.addEventListener(
          'abort',
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as given
          () => reject(signal.reason),
          once,
        );
        this.#watch(resolve, over.signal);
        synthesis.speak(utterance);
      });
    } catch (error) {
      synthesis.cancel();
      throw error;
    } finally {
      over.abort();
    }
  }

  /** Takes note of an end that the browser does not tell of. */
  #watch(onEnd: () => void, signal: AbortSignal): void {
    const { synthesis } = this.#voices;
    let silentTicks = 0;
    const timer = setInterval(() => {
      const isSilent = !synthesis.speaking && !synthesis.pending && !synthesis.paused;
      silentTicks = isSilent ? silentTicks + 1 : 0;
      if (silentTicks === SILENT_TICKS) onEnd();
    }, TICK_MS);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  async #findVoice(): Promise<SpeechSynthesisVoice> {
    const { language, voice: name } = this.#options;
    const voices = await this.#listVoices();
    if (name !== undefined) {
      const named = voices.find((voice) => voice.name === name);
      if (named) return named;
      throw new TtsError('voice-unknown', `the system has no voice "${name}"`);
    }
    const tag = language.toLowerCase();
    const spoken = voices.filter(({ lang }) => primaryLanguage(lang) === primaryLanguage(language));
    // On this device first: others are spoken by a server, and Chrome ends those early.
    const rank = ({ lang, localService }: SpeechSynthesisVoice): number =>
      2 * Number(localService) + Number(lang.replace('_', '-').toLowerCase() === tag);
    const [best] = spoken.toSorted((a, b) => rank(b) - rank(a));
    if (best) return best;
    throw new TtsError(
      voices.length === 0 ? 'device-unsupported' : 'language-unsupported',
      `the system has no voice for "${language}" (it has ${voices.length} in all)`,
    );
  }

  async #listVoices(): Promise<readonly SpeechSynthesisVoice[]> {
    const { synthesis } = this.#voices;
    if (synthesis.getVoices().length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, VOICES_MS);
        const onChange = (): void => {
          clearTimeout(timer);
          resolve();
        };
        synthesis.addEventListener('voiceschanged', onChange, { once: true });
      });
    }
    return synthesis.getVoices();
  }
}

function failure(error: SpeechSynthesisErrorCode): Error {
  // Somebody else on the page has cancelled it.
  if (error === 'interrupted' || error === 'canceled') {
    return new DOMException('The system stopped speaking', 'AbortError');
  }
  return new TtsError(CODES[error] ?? 'engine-failed', `speechSynthesis: ${error}`);
}
