import type { TtsError } from '../errors.ts';
import { AudioOutput, type SpeechOutput, type SpeechOutputListener } from './audio-output.ts';

/** Opens the output of a sample rate. */
export type OpenOutput = (sampleRate: number, listener: SpeechOutputListener) => SpeechOutput;

export interface OutputPoolOptions {
  /** @default opens an `AudioOutput` */
  readonly open?: OpenOutput | undefined;
  /** `isBlocked` of some output may have changed. */
  readonly onChange: () => void;
  /** An output failed while rendering; it has left the pool. */
  readonly onError: (output: SpeechOutput, error: TtsError) => void;
}

/** An output that has not started within 300 ms is waiting for a user gesture. */
const BLOCKED_AFTER_MS = 300;

/**
 * One output per sample rate, opened when first asked for and reused, and the knowledge which of
 * them the browser holds back.
 */
export class OutputPool {
  readonly #options: OutputPoolOptions;
  readonly #outputs = new Map<number, SpeechOutput>();
  readonly #blocked = new WeakSet<SpeechOutput>();
  /** Those that have run: if they stand still again, the system took the sound away. */
  readonly #hasRun = new WeakSet<SpeechOutput>();

  #isPaused = false;

  constructor(options: OutputPoolOptions) {
    this.#options = options;
  }

  /** @throws TtsError `audio-output-failed` if there is no output of this rate */
  get(sampleRate: number): SpeechOutput {
    const known = this.#outputs.get(sampleRate);
    if (known) return known;
    const { open = (rate, listener) => new AudioOutput(rate, listener) } = this.#options;
    const output: SpeechOutput = open(sampleRate, {
      onStateChange: () => this.#follow(output),
      onError: (error) => {
        this.#drop(sampleRate, output);
        this.#options.onError(output, error);
      },
    });
    this.#outputs.set(sampleRate, output);
    // Whoever awaits `ready` is told; the next `get` tries again.
    output.ready.then(
      () => output.setPaused(this.#isPaused),
      () => this.#drop(sampleRate, output),
    );
    return output;
  }

  /** True while the browser or the system holds the sound back. */
  isBlocked(output: SpeechOutput): boolean {
    return this.#blocked.has(output);
  }

  /**
   * Lets an output run and finds out whether it does: autoplay policy shows itself only by an
   * output that does not begin.
   */
  async run(output: SpeechOutput): Promise<void> {
    await Promise.race([output.resume(), delay(BLOCKED_AFTER_MS)]).catch(() => undefined);
    if (!output.isRunning) this.#blocked.add(output);
    this.#options.onChange();
  }

  /** `run` for all; `sampleRate` is opened if there is none yet. */
  async runAll(sampleRate: number): Promise<void> {
    if (this.#outputs.size === 0) this.get(sampleRate);
    await Promise.all([...this.#outputs.values()].map((output) => this.run(output)));
  }

  /** Holds all outputs, those opened later too, or lets them go on. */
  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    for (const output of this.#outputs.values()) output.setPaused(isPaused);
  }

  async close(): Promise<void> {
    const outputs = [...this.#outputs.values()];
    this.#outputs.clear();
    await Promise.all(outputs.map((output) => output.close()));
  }

  #follow(output: SpeechOutput): void {
    if (output.isRunning) {
      this.#blocked.delete(output);
      this.#hasRun.add(output);
    } else if (this.#hasRun.has(output)) {
      this.#blocked.add(output);
    }
    this.#options.onChange();
  }

  #drop(sampleRate: number, output: SpeechOutput): void {
    if (this.#outputs.get(sampleRate) === output) this.#outputs.delete(sampleRate);
    output.close().catch(() => undefined);
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
