import { TtsError } from '../errors.ts';
import { FifoNode, type FifoStartOptions, type FifoUtterance } from '../audio/fifo-node.ts';

export interface SpeechOutputListener {
  /** `isRunning` may have changed. */
  readonly onStateChange: () => void;
  /** Rendering failed. */
  readonly onError: (error: TtsError) => void;
}

/** Where utterances of one sample rate are played. The player knows no more of Web Audio. */
export interface SpeechOutput {
  /** Resolves when `start` may be called. */
  readonly ready: Promise<void>;
  /** Of what it plays, in Hz: what was asked for, or what the browser gives instead. */
  readonly sampleRate: number;
  /** Seconds between rendering a frame and hearing it. */
  readonly latencySeconds: number;
  /** The time of the context, in seconds, whose frame leaves the loudspeaker now. */
  readonly heardContextTime: number;
  /** False while the browser, its policy or the system holds the sound back. */
  readonly isRunning: boolean;
  /** What is heard passes through here; null without Web Audio. */
  readonly node: GainNode | null;
  start(options: FifoStartOptions): FifoUtterance;
  /** Fades out and holds whatever plays, or lets it go on. */
  setPaused(isPaused: boolean): void;
  /** Asks the browser to let the sound out; resolves when it does, perhaps never. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** An `AudioContext` at the utterance's own sample rate, with the FIFO and a gain before its end. */
export class AudioOutput implements SpeechOutput {
  readonly ready: Promise<void>;
  readonly node: GainNode;
  readonly #context: AudioContext;
  #fifo: FifoNode | undefined;

  /**
   * Creates the context at once, so that a user gesture counts for it, and begins to load the
   * worklet.
   * @throws TtsError `audio-output-failed` if there is no output of this rate
   */
  constructor(sampleRate: number, { onStateChange, onError }: SpeechOutputListener) {
    try {
      this.#context = new AudioContext({ sampleRate, latencyHint: 'interactive' });
    } catch (cause) {
      throw new TtsError('audio-output-failed', `no audio output at ${sampleRate} Hz`, { cause });
    }
    this.node = this.#context.createGain();
    this.node.connect(this.#context.destination);
    this.#context.onstatechange = onStateChange;
    this.ready = this.#openFifo(onError);
  }

  get sampleRate(): number {
    return this.#context.sampleRate;
  }

  get latencySeconds(): number {
    return this.#context.outputLatency || this.#context.baseLatency || 0;
  }

  get heardContextTime(): number {
    return this.#context.currentTime - this.latencySeconds;
  }

  get isRunning(): boolean {
    return this.#context.state === 'running';
  }

  setPaused(isPaused: boolean): void {
    if (isPaused) this.#fifo?.pause();
    else this.#fifo?.resume();
  }

  start(options: FifoStartOptions): FifoUtterance {
    if (!this.#fifo) throw new TtsError('audio-output-failed', 'start() before `ready`');
    return this.#fifo.start(options);
  }

  async resume(): Promise<void> {
    if (this.#context.state !== 'running') await this.#context.resume();
  }

  async close(): Promise<void> {
    this.#context.onstatechange = null;
    await this.#fifo?.close();
    if (this.#context.state !== 'closed') await this.#context.close();
  }

  async #openFifo(onError: (error: TtsError) => void): Promise<void> {
    this.#fifo = await FifoNode.open(this.#context, onError);
    this.#fifo.output.connect(this.node);
  }
}
