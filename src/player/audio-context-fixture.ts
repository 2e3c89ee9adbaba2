import { vi } from 'vitest';
import type { FifoEvent, PageMessage, WorkletEvent } from '../audio/fifo-protocol.ts';

/** Test only: an `AudioParam` that remembers what was asked of it. */
export class FakeParam {
  value = 1;
  readonly targets: [target: number, startTime: number, timeConstant: number][] = [];

  setTargetAtTime(target: number, startTime: number, timeConstant: number): void {
    this.targets.push([target, startTime, timeConstant]);
    this.value = target;
  }
}

/** Test only: a node that knows where it leads. */
export class FakeNode {
  readonly gain = new FakeParam();
  readonly outputs: FakeNode[] = [];
  channelCount = 2;

  connect(to: FakeNode): FakeNode {
    this.outputs.push(to);
    return to;
  }

  disconnect(): void {
    this.outputs.length = 0;
  }
}

/** Test only: a track that can be stopped. */
export class FakeTrack {
  readyState = 'live';
  stop(): void {
    this.readyState = 'ended';
  }
}

/** Test only: a stream of some tracks. */
export class FakeStream {
  #tracks = [new FakeTrack()];
  getTracks(): FakeTrack[] {
    return [...this.#tracks];
  }
  getAudioTracks(): FakeTrack[] {
    return this.getTracks();
  }
  addTrack(track: FakeTrack): void {
    this.#tracks.push(track);
  }
  removeTrack(track: FakeTrack): void {
    this.#tracks = this.#tracks.filter((each) => each !== track);
  }
}

/**
 * Test only: an `AudioContext` whose clock is that of the test's timers, with the moods of real
 * ones. Whatever a browser does by itself is a method here.
 */
export class FakeAudioContext extends EventTarget {
  /** All that were opened, oldest first. */
  static readonly all: FakeAudioContext[] = [];
  /** Rates that are refused. */
  static refuses: (sampleRate: number) => boolean = () => false;
  /** The rate that is taken whatever is asked for. */
  static silentRate: number | undefined;
  /** Whether `resume` works: the user has made a gesture. */
  static isAllowed = true;
  /** Awaited by `addModule`. */
  static moduleGate: Promise<void> = Promise.resolve();
  /** Devices that can be chosen, beside the default; undefined: no `setSinkId`. */
  static devices: string[] | undefined = ['headphones'];

  readonly sampleRate: number;
  readonly destination = new FakeNode();
  readonly nodes: FakeNode[] = [];
  readonly captures: (FakeNode & { stream: FakeStream })[] = [];
  readonly audioWorklet = { addModule: () => FakeAudioContext.moduleGate };
  readonly baseLatency = 0.01;
  outputLatency = 0.04;
  state: AudioContextState = 'suspended';
  sinkId: unknown = '';
  setSinkId?: (id: unknown) => Promise<void>;
  /** The state is `running`, and nothing moves. */
  isStuck = false;
  /** Listeners that have not been removed. */
  listeners = 0;
  #isChangingSink = false;
  #seconds = 0;
  #since: number | undefined;

  constructor({ sampleRate }: { sampleRate?: number } = {}) {
    super();
    if (sampleRate !== undefined && FakeAudioContext.refuses(sampleRate)) {
      throw new DOMException(`${sampleRate} Hz`, 'NotSupportedError');
    }
    this.sampleRate = FakeAudioContext.silentRate ?? sampleRate ?? 44_100;
    if (FakeAudioContext.devices) this.setSinkId = (id) => this.#changeSink(id);
    FakeAudioContext.all.push(this);
    if (FakeAudioContext.isAllowed) void Promise.resolve().then(() => this.enter('running'));
  }

  static get latest(): FakeAudioContext {
    return FakeAudioContext.all.at(-1)!;
  }

  get currentTime(): number {
    const elapsed = this.#since === undefined ? 0 : (performance.now() - this.#since) / 1000;
    return this.#seconds + (this.isStuck ? 0 : elapsed);
  }

  /** The clock of a device that sounds 40 ms after rendering. */
  getOutputTimestamp(): AudioTimestamp {
    const contextTime = Math.max(0, this.currentTime - this.outputLatency);
    return { contextTime, performanceTime: performance.now() };
  }

  /** Changes the state as the browser or the system does. */
  enter(state: AudioContextState): void {
    if (state === this.state || this.state === 'closed') return;
    this.#seconds = this.currentTime;
    this.#since = state === 'running' ? performance.now() : undefined;
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }

  async resume(): Promise<void> {
    if (this.state === 'closed') throw new DOMException('closed', 'InvalidStateError');
    if (!FakeAudioContext.isAllowed) return new Promise(() => undefined);
    await Promise.resolve();
    this.enter('running');
  }

  async suspend(): Promise<void> {
    await Promise.resolve();
    this.enter('suspended');
  }

  async close(): Promise<void> {
    if (this.state === 'closed') throw new DOMException('closed', 'InvalidStateError');
    await Promise.resolve();
    this.enter('closed');
  }

  createGain(): FakeNode {
    const node = new FakeNode();
    this.nodes.push(node);
    return node;
  }

  createMediaStreamDestination(): FakeNode {
    const node = Object.assign(new FakeNode(), { stream: new FakeStream() });
    this.captures.push(node);
    return node;
  }

  /** The order of Chromium 156: suspended, promise, `sinkchange`, running; overlaps wedge it. */
  async #changeSink(id: unknown): Promise<void> {
    if (this.#isChangingSink) this.isStuck = true;
    if (id === this.sinkId) return;
    if (typeof id === 'string' && id !== '' && !FakeAudioContext.devices?.includes(id)) {
      throw new DOMException(id, 'NotFoundError');
    }
    const wasRunning = this.state === 'running';
    this.#isChangingSink = true;
    await Promise.resolve();
    this.enter('suspended');
    this.sinkId = id;
    setTimeout(() => {
      this.#isChangingSink = false;
      this.dispatchEvent(new Event('sinkchange'));
      if (wasRunning) this.enter('running');
    }, 1);
  }

  override addEventListener(
    type: string,
    listener: EventListener,
    options: AddEventListenerOptions,
  ): void {
    this.listeners++;
    options.signal?.addEventListener('abort', () => this.listeners--);
    super.addEventListener(type, listener, options);
  }
}

/** Test only: the FIFO's node, whose events the test makes. */
export class FakeWorkletNode extends FakeNode {
  static readonly all: FakeWorkletNode[] = [];
  readonly messages: PageMessage[] = [];
  onprocessorerror: (() => void) | null = null;
  readonly port: {
    onmessage: ((event: { data: WorkletEvent }) => void) | null;
    postMessage: (message: PageMessage) => void;
    close: () => void;
  } = {
    onmessage: null,
    postMessage: (message) => {
      this.messages.push(message);
      if (message.type !== 'close') return;
      queueMicrotask(() => this.port.onmessage?.({ data: { type: 'closed' } }));
    },
    close: () => undefined,
  };

  constructor(context: FakeAudioContext) {
    super();
    if (context.state === 'closed') throw new DOMException('closed', 'InvalidStateError');
    FakeWorkletNode.all.push(this);
  }

  static get latest(): FakeWorkletNode {
    return FakeWorkletNode.all.at(-1)!;
  }

  /** Tells the page what happens to the latest utterance. */
  emit(event: FifoEvent): void {
    const start = this.messages.findLast((message) => message.type === 'start');
    this.port.onmessage?.({ data: { ...event, utterance: start?.utterance ?? 0 } });
  }
}

/** Test only: a page with its media devices; `show`, `hide` and `send` are what the user does. */
export class FakePage {
  readonly window = new EventTarget();
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  readonly devices = Object.assign(new EventTarget(), {
    enumerateDevices: async () =>
      ['default', ...(FakeAudioContext.devices ?? [])].map((deviceId) => ({
        kind: 'audiooutput',
        deviceId,
      })),
  });
  readonly audioSession = { type: 'auto' };

  show(): void {
    this.document.visibilityState = 'visible';
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  hide(): void {
    this.document.visibilityState = 'hidden';
    this.document.dispatchEvent(new Event('visibilitychange'));
  }

  /** Plugs devices in and out. */
  plug(devices: string[]): void {
    FakeAudioContext.devices = devices;
    this.devices.dispatchEvent(new Event('devicechange'));
  }
}

/** Test only: puts all of this in the place of the browser's, with fake timers. */
export function installFakeAudio(): FakePage {
  vi.useFakeTimers();
  const page = new FakePage();
  FakeAudioContext.all.length = 0;
  FakeWorkletNode.all.length = 0;
  FakeAudioContext.refuses = () => false;
  FakeAudioContext.silentRate = undefined;
  FakeAudioContext.isAllowed = true;
  FakeAudioContext.moduleGate = Promise.resolve();
  FakeAudioContext.devices = ['headphones'];
  vi.stubGlobal('AudioContext', FakeAudioContext);
  vi.stubGlobal('AudioWorkletNode', FakeWorkletNode);
  vi.stubGlobal('window', page.window);
  vi.stubGlobal('document', page.document);
  vi.stubGlobal('navigator', { mediaDevices: page.devices, audioSession: page.audioSession });
  return page;
}

/** Test only: gives everything back. */
export function uninstallFakeAudio(): void {
  vi.unstubAllGlobals();
  vi.useRealTimers();
}
