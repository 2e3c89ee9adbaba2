import type { FifoEvent } from '../../src/audio/fifo-protocol.ts';
import { FifoProducer } from '../../src/audio/fifo-producer.ts';
import { isTtsError } from '../../src/errors.ts';
import type { SpeechOutput } from '../../src/player/audio-output.ts';
import { OutputPool } from '../../src/player/output-pool.ts';

export interface ToneOptions {
  /** The rate asked for, in Hz. @default 16000 */
  readonly sampleRate?: number;
  /** 0 gives a constant of 0.5. @default 440 */
  readonly frequencyHz?: number;
  /** @default 0.5 */
  readonly seconds?: number;
}

/** A pool and what it told, for `output.spec.ts`. */
export class PoolProbe {
  /** What happened, in order: notices, codes of errors, `blocked` and `unblocked`. */
  readonly log: string[] = [];
  readonly pool: OutputPool;
  #output: SpeechOutput | undefined;
  #isBlocked = false;

  constructor() {
    this.pool = new OutputPool({
      onChange: () => this.#follow(),
      onError: (_, error) => this.log.push(error.code),
      onNotice: (notice) => this.log.push(notice),
    });
  }

  /** The output of the latest tone. */
  get output(): SpeechOutput {
    return this.#output!;
  }

  /** Plays a tone at the output's own rate; resolves to the last event, or when the output fails. */
  async playTone(options: ToneOptions = {}): Promise<FifoEvent['type']> {
    const { sampleRate = 16_000, frequencyHz = 440, seconds = 0.5 } = options;
    const output = (this.#output = this.pool.get(sampleRate));
    void output.resume().catch(() => undefined);
    await output.ready;
    void this.pool.run(output);
    const ended = new Promise<FifoEvent['type']>((resolve) => {
      const { port } = output.start({
        prebufferFrames: 0,
        onEvent: ({ type }) => {
          if (type === 'ended' || type === 'stopped') resolve(type);
        },
      });
      const producer = new FifoProducer(port, { sampleRate: output.sampleRate });
      const step = (2 * Math.PI * frequencyHz) / output.sampleRate;
      const frames = Math.round(seconds * output.sampleRate);
      const samples = Float32Array.from({ length: frames }, (_, i) =>
        frequencyHz === 0 ? 0.5 : 0.5 * Math.sin(i * step),
      );
      void producer.write(samples).then(() => producer.end());
    });
    return ended;
  }

  /** The code of the error that a promise is rejected with, or `none`. */
  async codeOf(promise: Promise<unknown>): Promise<string> {
    return promise.then(
      () => 'none',
      (error: unknown) => (isTtsError(error) ? error.code : String(error)),
    );
  }

  #follow(): void {
    const isBlocked = this.#output !== undefined && this.pool.isBlocked(this.#output);
    if (isBlocked === this.#isBlocked) return;
    this.#isBlocked = isBlocked;
    this.log.push(isBlocked ? 'blocked' : 'unblocked');
    console.info(this.log.at(-1));
  }
}

declare global {
  interface Window {
    PoolProbe?: typeof PoolProbe;
    probe?: PoolProbe;
  }
}

window.PoolProbe = PoolProbe;
const probe = (window.probe = new PoolProbe());
document.querySelector('#unlock')?.addEventListener('click', () => void probe.pool.runAll(16_000));

// What a test evaluates on the page counts as the user's gesture; this does not.
if (location.search === '?unasked') {
  void probe
    .playTone()
    .then(() => console.info('heard once'))
    .then(() => new Promise((resolve) => setTimeout(resolve, 1000)))
    .then(() => console.info(`rests: ${window.xttsTaps?.[0]?.context.state}`))
    .then(() => probe.playTone())
    .then(() => console.info('heard twice'));
}
