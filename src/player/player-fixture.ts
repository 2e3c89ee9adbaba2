import { TtsError } from '../errors.ts';
import { FifoEndpoint } from '../audio/fifo-endpoint.ts';
import type { FifoStartOptions, FifoUtterance } from '../audio/fifo-node.ts';
import { FifoProducer } from '../audio/fifo-producer.ts';
import type { WorkletEvent } from '../audio/fifo-protocol.ts';
import type {
  EngineApi,
  EngineInfo,
  LoadOptions,
  LoadProgress,
  SpeechEvent,
  SpeechPorts,
  SpeechRequest,
  SpeechSummary,
  TextMessage,
  VoiceClip,
} from '../worker/engine-api.ts';
import type { SinkId } from './output-device.ts';
import type { SpeechOutput, SpeechOutputListener } from './audio-output.ts';

const now = () => performance.timeOrigin + performance.now();

/** Test only: an engine that makes 20 ms of a sine of every character. */
export class SineEngine implements EngineApi {
  /** Whatever was asked of it. */
  readonly requests: SpeechRequest[] = [];
  readonly aborted: unknown[] = [];
  loadOptions: LoadOptions | undefined;
  damagedVoices: string[] = [];
  canClone = false;
  /** Awaited by `createVoice`. */
  encoderGate: Promise<void> = Promise.resolve();
  readonly #ownVoices: string[] = [];
  #onChange: (info: EngineInfo) => void = () => undefined;
  isClosed = false;
  secondsPerCharacter = 0.02;
  /** Awaited by `load`. */
  loadGate: Promise<void> = Promise.resolve();
  /** Thrown by the next `speak`. */
  failure: Error | undefined;

  async load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
    onChange: (info: EngineInfo) => void = () => undefined,
  ): Promise<EngineInfo> {
    this.loadOptions = options;
    this.#onChange = onChange;
    onProgress({ stage: 'download', fraction: 0.5, loadedBytes: 1, totalBytes: 2 });
    await this.loadGate;
    return this.#info;
  }

  get #info(): EngineInfo {
    return {
      packId: 'sine',
      device: 'wasm',
      deviceName: 'none',
      languages: ['en'],
      undeclaredLanguages: [],
      voices: ['sine', ...this.#ownVoices],
      ownVoices: [...this.#ownVoices],
      keepsVoices: false,
      damagedVoices: this.damagedVoices,
      canClone: this.canClone,
      license: { name: 'none' },
      isStored: false,
      loadMs: 1,
    };
  }

  /** The file is taken for a name. */
  async importVoices(file: Blob): Promise<readonly string[]> {
    const name = await file.text();
    this.#ownVoices.push(name);
    this.#onChange(this.#info);
    return [name];
  }

  async createVoice({ name }: VoiceClip, onProgress: (fraction: number) => void): Promise<string> {
    onProgress(0.5);
    await this.encoderGate;
    onProgress(1);
    this.#ownVoices.push(name);
    this.#onChange(this.#info);
    return name;
  }

  async exportVoice(name: string): Promise<Blob> {
    return new Blob([name]);
  }

  async removeVoice(name: string): Promise<void> {
    this.#ownVoices.splice(this.#ownVoices.indexOf(name), 1);
    this.#onChange(this.#info);
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    this.requests.push(request);
    signal.addEventListener('abort', () => this.aborted.push(signal.reason));
    const { sampleRate } = ports;
    const producer = new FifoProducer(ports.audio, { sampleRate, signal });
    let index = 0;
    let start = 0;
    let frames = 0;
    try {
      for await (const text of receive(ports.text, signal)) {
        if (this.failure) throw this.failure;
        const span = { start, end: start + text.length };
        const chunk = { text, index, ...span, words: [], startsParagraph: false };
        const startSeconds = frames / sampleRate;
        const audioSeconds = text.length * this.secondsPerCharacter;
        const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index: at }) => ({
          start: start + at,
          end: start + at + word.length,
          startSeconds: at * this.secondsPerCharacter,
          endSeconds: (at + word.length) * this.secondsPerCharacter,
        }));
        onEvent({ type: 'chunk', chunk, expectedSeconds: 1, words, atMs: now() });
        onEvent({ type: 'chunk-audio', index, startSeconds });
        const samples = Float32Array.from({ length: audioSeconds * sampleRate }, (_, i) =>
          Math.sin((frames + i) * 0.1),
        );
        frames += samples.length;
        await producer.write(samples);
        if (index === 0) onEvent({ type: 'first-audio', leadingSilenceMs: 0, atMs: now() });
        const made = { codes: text.length, expectedSeconds: 1, generateMs: 1 };
        const rest = { pauseSeconds: 0, startSeconds, audioSeconds, words, ended: 'stop' } as const;
        onEvent({ type: 'chunk-done', chunk, ...made, ...rest });
        start = chunk.end;
        index++;
      }
      producer.end();
      return { chunks: index, codes: 1, audioSeconds: frames / sampleRate, generateMs: index };
    } finally {
      producer.close();
      ports.text.close();
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }
}

async function* receive(port: MessagePort, signal: AbortSignal): AsyncGenerator<string> {
  const messages: TextMessage[] = [];
  let wake: () => void = () => undefined;
  port.onmessage = (event: MessageEvent<TextMessage>) => {
    messages.push(event.data);
    wake();
  };
  signal.addEventListener('abort', () => wake());
  for (;;) {
    signal.throwIfAborted();
    const message = messages.shift();
    if (message?.type === 'end') return;
    if (message) yield message.text;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}

/** Test only: the real FIFO behind an output that renders a hundred times faster than sound. */
export class FastOutput implements SpeechOutput {
  readonly ready = Promise.resolve();
  readonly node = null;
  readonly sampleRate: number;
  /** Everything rendered while running. */
  readonly heard: number[] = [];
  isRunning: boolean;
  isClosed = false;
  latencySeconds = 0;
  /** Whether `resume` works, as in a user gesture. */
  isAllowed: boolean;
  #frame = 0;
  #utterance = 0;
  readonly #listener: SpeechOutputListener;
  readonly #onEvents = new Map<number, FifoStartOptions['onEvent']>();
  readonly #endpoint: FifoEndpoint;
  readonly #timer: NodeJS.Timeout;

  constructor(sampleRate: number, listener: SpeechOutputListener, isAllowed = true) {
    this.sampleRate = sampleRate;
    this.#listener = listener;
    this.isAllowed = isAllowed;
    this.isRunning = false;
    this.#endpoint = new FifoEndpoint({
      sampleRate,
      now: () => Date.now(),
      post: (event: WorkletEvent) => {
        if (event.type === 'closed') return;
        const { utterance, ...rest } = event;
        this.#onEvents.get(utterance)?.(rest);
      },
    });
    this.#timer = setInterval(() => this.#render(), 2);
  }

  start({ prebufferFrames, onEvent }: FifoStartOptions): FifoUtterance {
    const { port1, port2 } = new MessageChannel();
    const utterance = ++this.#utterance;
    this.#onEvents.set(utterance, onEvent);
    this.#endpoint.receive({ type: 'start', utterance, port: port1, prebufferFrames });
    return {
      port: port2,
      stop: () => this.#endpoint.receive({ type: 'stop', utterance }),
      seek: (frame) => this.#endpoint.receive({ type: 'seek', utterance, frame }),
    };
  }

  setPaused(isPaused: boolean): void {
    this.#endpoint.receive({ type: isPaused ? 'pause' : 'resume' });
  }

  setPlaybackRate(rate: number): void {
    this.#endpoint.receive({ type: 'rate', rate });
  }

  volume = 1;
  sinkId: SinkId = '';

  setVolume(volume: number): void {
    this.volume = volume;
  }

  async setSinkId(id: SinkId): Promise<void> {
    this.sinkId = id;
  }

  captureStream(): MediaStream {
    throw new TtsError('audio-output-failed', 'no streams here');
  }

  get heardContextTime(): number {
    return this.#frame / this.sampleRate - this.latencySeconds;
  }

  resume(): Promise<void> {
    if (!this.isAllowed) return new Promise(() => undefined);
    this.setRunning(true);
    return Promise.resolve();
  }

  setRunning(isRunning: boolean): void {
    if (this.isRunning === isRunning) return;
    this.isRunning = isRunning;
    this.#listener.onStateChange();
  }

  fail(error: Parameters<SpeechOutputListener['onError']>[0]): void {
    this.#listener.onError(error);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.isRunning = false;
    clearInterval(this.#timer);
  }

  #render(): void {
    if (!this.isRunning) return;
    for (let quantum = 0; quantum < 25; quantum++) {
      const output = new Float32Array(128);
      this.#endpoint.process(output, this.#frame / this.sampleRate);
      this.#frame += output.length;
      this.heard.push(...output);
    }
  }
}
