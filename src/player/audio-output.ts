import { TtsError } from '../errors.ts';
import { FifoNode, type FifoStartOptions, type FifoUtterance } from '../audio/fifo-node.ts';
import { abortable } from './abortable.ts';
import { holdAudioSession } from './audio-session.ts';
import { ContextMonitor } from './context-monitor.ts';
import { openContext } from './open-context.ts';
import { latencySeconds, OutputClock } from './output-clock.ts';
import type { SinkId } from './output-device.ts';
import { OutputGraph } from './output-graph.ts';

export interface SpeechOutputListener {
  /** `isRunning` may have changed. */
  readonly onStateChange: () => void;
  /** The output can play no more: close it. Called once at most. */
  readonly onError: (error: TtsError) => void;
  /** The chosen device is gone; the browser may have put another in its place. */
  readonly onSinkLost: () => void;
}

/** Where utterances of one sample rate are played. The player knows no more of Web Audio. */
export interface SpeechOutput {
  /** Resolves when `start` may be called. */
  readonly ready: Promise<void>;
  /** The rate at which it plays, in Hz: where the browser refuses a rate, not the one asked for. */
  readonly sampleRate: number;
  /**
   * False while the browser, its policy or the system holds the sound back. An output that rests
   * because nothing is to be played is not held back.
   */
  readonly isRunning: boolean;
  /** The sound on its way, before the volume; null without Web Audio. */
  readonly node: GainNode | null;
  /** Seconds between rendering a frame and hearing it, as far as the browser tells. */
  readonly latencySeconds: number;
  /** The context time, in seconds, of the frame that leaves the loudspeaker now. */
  readonly heardContextTime: number;
  start(options: FifoStartOptions): FifoUtterance;
  /** Fades out and holds whatever plays, or lets it go on. */
  setPaused(isPaused: boolean): void;
  /** How fast everything is played, 0.5…4, with the pitch kept. */
  setPlaybackRate(rate: number): void;
  /** Asks the browser to let the sound out; resolves when it does, perhaps never. */
  resume(): Promise<void>;
  /** Loudness of the loudspeaker, 0…1, reached within 20 ms. The stream keeps its own. */
  setVolume(volume: number): void;
  /**
   * Sends the sound to another device.
   * @throws TtsError `audio-output-failed`; the sound stays where it was
   */
  setSinkId(id: SinkId): Promise<void>;
  /** The sound before the volume, as a stream of one track; the same at every call. */
  captureStream(): MediaStream;
  close(): Promise<void>;
}

/** An `AudioContext`, if possible at the utterance's own rate, with the FIFO before its end. */
export class AudioOutput implements SpeechOutput {
  readonly ready: Promise<void>;
  readonly #context: AudioContext;
  readonly #monitor: ContextMonitor;
  readonly #graph: OutputGraph;
  readonly #clock = new OutputClock();
  readonly #releaseSession: () => void;
  #fifo: FifoNode | undefined;
  #playing: FifoUtterance | undefined;
  #closed: Promise<void> | undefined;

  /**
   * Creates the context at once, so that a user gesture counts for it, and begins to load the
   * worklet.
   * @throws TtsError `audio-output-failed` if there is no output at all
   */
  constructor(sampleRate: number, listener: SpeechOutputListener) {
    this.#context = openContext(sampleRate);
    this.#releaseSession = holdAudioSession();
    this.#graph = new OutputGraph(this.#context);
    this.#monitor = new ContextMonitor(this.#context, {
      onStateChange: listener.onStateChange,
      onFailure: listener.onError,
      onSinkLost: listener.onSinkLost,
      // Whoever records the stream wants its silence too.
      isNeeded: () => this.#graph.isCaptured,
    });
    this.ready = abortable(this.#openFifo(), this.#monitor.signal);
    this.ready.catch(() => undefined);
  }

  get sampleRate(): number {
    return this.#context.sampleRate;
  }

  get isRunning(): boolean {
    return this.#monitor.isRunning;
  }

  get node(): GainNode {
    return this.#graph.node;
  }

  get latencySeconds(): number {
    return latencySeconds(this.#context);
  }

  get heardContextTime(): number {
    const { currentTime, outputLatency, baseLatency } = this.#context;
    return this.#clock.heardContextTime({
      nowMs: performance.now(),
      isRunning: this.#monitor.isClockRunning,
      currentTime,
      timestamp: this.#context.getOutputTimestamp?.(),
      outputLatency,
      baseLatency,
    });
  }

  start({ onEvent, ...options }: FifoStartOptions): FifoUtterance {
    if (!this.#fifo) throw new TtsError('audio-output-failed', 'start() before `ready`');
    const utterance: FifoUtterance = this.#fifo.start({
      ...options,
      onEvent: (event) => {
        const isOver = event.type === 'ended' || event.type === 'stopped';
        if (isOver && this.#playing === utterance) this.#finish();
        onEvent(event);
      },
    });
    this.#playing = utterance;
    this.#monitor.begin();
    return utterance;
  }

  setPaused(isPaused: boolean): void {
    if (isPaused) this.#fifo?.pause();
    else this.#fifo?.resume();
  }

  setPlaybackRate(rate: number): void {
    this.#fifo?.setPlaybackRate(rate);
  }

  resume(): Promise<void> {
    return this.#monitor.resume();
  }

  setVolume(volume: number): void {
    this.#graph.setVolume(Math.min(1, Math.max(0, volume)));
  }

  setSinkId(id: SinkId): Promise<void> {
    return this.#monitor.setSinkId(id);
  }

  captureStream(): MediaStream {
    return this.#graph.captureStream();
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #openFifo(): Promise<void> {
    const fifo = await FifoNode.open(this.#context, ({ message, cause }) =>
      this.#monitor.fail(message, cause),
    );
    if (this.#monitor.signal.aborted) {
      await fifo.close();
      return;
    }
    this.#fifo = fifo;
    fifo.output.connect(this.#graph.node);
  }

  #finish(): void {
    this.#playing = undefined;
    this.#monitor.finish();
  }

  async #close(): Promise<void> {
    const ending = this.#fifo?.close();
    if (ending && this.#context.state !== 'closed') {
      // Its processor ends only in a context that runs.
      this.#monitor.resume().catch(() => undefined);
      await ending;
    }
    this.#graph.close();
    this.#releaseSession();
    await this.#monitor.close();
  }
}
