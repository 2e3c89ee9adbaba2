import { assetUrl } from '../assets.ts';
import { TtsError } from '../errors.ts';
import {
  FIFO_PROCESSOR,
  type FifoEvent,
  type PageMessage,
  type WorkletEvent,
} from './fifo-protocol.ts';

export interface FifoStartOptions {
  /** Frames that must be buffered before playback starts. */
  readonly prebufferFrames: number;
  /** Called for each event of this utterance, the last being `ended` or `stopped`. */
  readonly onEvent: (event: FifoEvent) => void;
}

/** An utterance in the FIFO. Its methods are without effect once it has ended or was stopped. */
export interface FifoUtterance {
  /** The producer's end, to be transferred to the engine. */
  readonly port: MessagePort;
  /** Fades out within 20 ms and drops the rest; `stopped` follows when it is silent. */
  stop(): void;
  /** Fades out and goes on from a frame, or the nearest one that is there; `seeked` follows. */
  seek(frame: number): void;
}

/** A fade-out and a few device buffers take less. */
const CLOSE_TIMEOUT_MS = 500;

/** `addModule` may be called once per context; a failed attempt is forgotten. */
const modules = new WeakMap<BaseAudioContext, Promise<void>>();

/** The page's handle on the FIFO in the AudioWorklet: a mono source node that plays utterances. */
export class FifoNode {
  readonly #node: AudioWorkletNode;
  readonly #listeners = new Map<number, (event: FifoEvent) => void>();
  #utterance = 0;
  #onClosed: () => void = () => undefined;

  private constructor(node: AudioWorkletNode, onError: (error: TtsError) => void) {
    this.#node = node;
    node.port.onmessage = (event: MessageEvent<WorkletEvent>) => this.#receive(event.data);
    node.onprocessorerror = () =>
      onError(new TtsError('audio-output-failed', 'the audio worklet failed while rendering'));
  }

  /**
   * Loads the worklet into `context`, which may be suspended, and creates the node, unconnected.
   * `onError` is called if rendering fails later.
   * @throws TtsError `audio-output-failed` if the module cannot be loaded
   */
  static async open(
    context: BaseAudioContext,
    onError: (error: TtsError) => void,
  ): Promise<FifoNode> {
    try {
      await loadModule(context);
      const node = new AudioWorkletNode(context, FIFO_PROCESSOR, {
        numberOfInputs: 0,
        numberOfOutputs: 1,
        outputChannelCount: [1],
      });
      return new FifoNode(node, onError);
    } catch (cause) {
      throw new TtsError('audio-output-failed', 'cannot start the audio worklet', { cause });
    }
  }

  /** The node to connect. */
  get output(): AudioNode {
    return this.#node;
  }

  /** Takes an utterance, which plays when those before it have ended or were stopped. */
  start({ prebufferFrames, onEvent }: FifoStartOptions): FifoUtterance {
    const { port1, port2 } = new MessageChannel();
    const utterance = ++this.#utterance;
    this.#listeners.set(utterance, onEvent);
    this.#send({ type: 'start', utterance, port: port1, prebufferFrames }, [port1]);
    return {
      port: port2,
      stop: () => this.#send({ type: 'stop', utterance }),
      seek: (frame) => this.#send({ type: 'seek', utterance, frame }),
    };
  }

  /** Fades out within 20 ms and holds everything until `resume`; `paused` follows. */
  pause(): void {
    this.#send({ type: 'pause' });
  }

  /** How fast this and later utterances are played, 0.5…4, with the pitch kept. */
  setPlaybackRate(rate: number): void {
    this.#send({ type: 'rate', rate });
  }

  /** Goes on where `pause` faded out. */
  resume(): void {
    this.#send({ type: 'resume' });
  }

  /**
   * Stops and disconnects; no event follows. Resolves when the processor has ended, or cannot, since
   * its context stands still. Chromium keeps a context for ever that is closed before its processors
   * have ended.
   */
  async close(): Promise<void> {
    this.#listeners.clear();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
      this.#onClosed = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#send({ type: 'close' });
    });
    this.#node.onprocessorerror = null;
    this.#node.port.onmessage = null;
    this.#node.port.close();
    this.#node.disconnect();
  }

  #send(message: PageMessage, transfer: Transferable[] = []): void {
    this.#node.port.postMessage(message, transfer);
  }

  #receive(event: WorkletEvent): void {
    if (event.type === 'closed') {
      this.#onClosed();
      return;
    }
    const { utterance, ...rest } = event;
    const listener = this.#listeners.get(utterance);
    if (rest.type === 'ended' || rest.type === 'stopped') this.#listeners.delete(utterance);
    listener?.(rest);
  }
}

function loadModule(context: BaseAudioContext): Promise<void> {
  let loading = modules.get(context);
  if (!loading) {
    loading = context.audioWorklet.addModule(assetUrl('fifo.worklet.js'));
    modules.set(context, loading);
    loading.catch(() => modules.delete(context));
  }
  return loading;
}
