import { FadeTail } from './fade-tail.ts';
import { fifoCapacityFrames, maxGateFrames } from './fifo-capacity.ts';
import type { FifoEvent, PageMessage, WorkletEvent } from './fifo-protocol.ts';
import { FifoTrack } from './fifo-track.ts';
import { fadeFrames, Fifo } from './fifo.ts';
import { PlaybackGate } from './playback-gate.ts';
import { RingBuffer } from './ring-buffer.ts';

export interface FifoEndpointOptions {
  /** In Hz. */
  readonly sampleRate: number;
  /** Posts an event to the page. */
  readonly post: (event: WorkletEvent) => void;
  /** Milliseconds since the epoch: `Date.now`, the only clock on the audio thread. */
  readonly now: () => number;
  /** Frames that each utterance may keep. @default fifoCapacityFrames(sampleRate) */
  readonly capacityFrames?: number | undefined;
}

/** One for the utterance that follows, one for the next that is made ready meanwhile. */
const MAX_FREE_RINGS = 2;

interface QueuedTrack {
  readonly utterance: number;
  readonly track: FifoTrack;
  readonly ring: RingBuffer;
  readonly gate: PlaybackGate;
}

/**
 * The audio thread's end of the FIFO: plays utterances one after the other, obeys the page, and
 * reports. Rings are allocated when an utterance is taken and none is free, never while rendering;
 * there, the only things allocated are the messages.
 */
export class FifoEndpoint {
  readonly #options: FifoEndpointOptions;
  readonly #capacityFrames: number;
  readonly #tail: FadeTail;
  readonly #freeRings: RingBuffer[];
  /** The first plays, the others wait their turn. */
  readonly #queue: QueuedTrack[] = [];
  /** Those that were stopped, until the tail is silent. */
  readonly #stopping: QueuedTrack[] = [];
  #contextTime = 0;
  #raisedFrames = 0;
  #rate = 1;
  #isPaused = false;
  #isClosed = false;

  constructor(options: FifoEndpointOptions) {
    this.#options = options;
    this.#capacityFrames = options.capacityFrames ?? fifoCapacityFrames(options.sampleRate);
    this.#tail = new FadeTail(fadeFrames(options.sampleRate).long);
    this.#freeRings = [new RingBuffer(this.#capacityFrames)];
  }

  /** Obeys the page. */
  receive(message: PageMessage): void {
    switch (message.type) {
      case 'start':
        this.#start(message.utterance, message.port, message.prebufferFrames);
        break;
      case 'stop':
        this.#stop(message.utterance);
        break;
      case 'seek': {
        const track = this.#find(message.utterance);
        track?.fifo.seek(message.frame);
        track?.emitAt('seeked', this.#contextTime);
        break;
      }
      case 'pause':
        this.#setPaused(true);
        break;
      case 'resume':
        this.#setPaused(false);
        break;
      case 'rate':
        this.#rate = message.rate;
        for (const { track } of this.#queue) track.setPlaybackRate(this.#rate, this.#contextTime);
        break;
      case 'close':
        for (const { utterance } of [...this.#queue]) this.#stop(utterance);
        this.#isClosed = true;
        break;
    }
  }

  /**
   * Renders one quantum, whose first frame sounds at `contextTime` in seconds, and reports.
   * Returns false once closed and silent: the processor may go.
   */
  process(output: Float32Array, contextTime: number): boolean {
    output.fill(0);
    this.#contextTime = contextTime + output.length / this.#options.sampleRate;
    const current = this.#queue[0];
    if (current) current.track.render(output, contextTime);
    else this.#tail.mix(output, 0, output.length);
    if (current?.track.fifo.state === 'ended') this.#remove(current);
    if (this.#stopping.length > 0 && !this.#tail.isSounding) this.#reportStopped();
    if (!this.#isClosed || this.#tail.isSounding) return true;
    this.#options.post({ type: 'closed' });
    return false;
  }

  #start(utterance: number, port: MessagePort, prebufferFrames: number): void {
    const { sampleRate, now, post } = this.#options;
    const ring = this.#freeRings.pop() ?? new RingBuffer(this.#capacityFrames);
    const gate = new PlaybackGate({
      sampleRate,
      prebufferFrames,
      maxFrames: maxGateFrames(this.#capacityFrames, sampleRate),
      raisedFrames: this.#queue[0]?.gate.raisedFrames ?? this.#raisedFrames,
    });
    const fifo = new Fifo({ sampleRate, ring, gate, tail: this.#tail });
    if (this.#isPaused) fifo.pause();
    const emit = (event: FifoEvent): void => post({ ...event, utterance });
    const track = new FifoTrack({ fifo, gate, port, sampleRate, emit, now });
    if (this.#rate !== 1) track.setPlaybackRate(this.#rate, this.#contextTime);
    this.#queue.push({ utterance, track, ring, gate });
  }

  #find(utterance: number): FifoTrack | undefined {
    return this.#queue.find((queued) => queued.utterance === utterance)?.track;
  }

  #stop(utterance: number): void {
    const queued = this.#queue.find((candidate) => candidate.utterance === utterance);
    if (!queued) return;
    queued.track.stop(this.#contextTime);
    this.#stopping.push(queued);
    this.#remove(queued);
    // In a suspended context `process` is not called, so silence is reported here.
    if (!this.#tail.isSounding) this.#reportStopped();
  }

  #setPaused(isPaused: boolean): void {
    if (this.#isPaused === isPaused) return;
    this.#isPaused = isPaused;
    for (const { track } of this.#queue) {
      if (isPaused) track.fifo.pause();
      else track.fifo.resume();
    }
    if (isPaused) this.#queue[0]?.track.emitAt('paused', this.#contextTime);
  }

  #remove(queued: QueuedTrack): void {
    if (this.#queue[0] === queued) this.#raisedFrames = queued.gate.raisedFrames;
    this.#queue.splice(this.#queue.indexOf(queued), 1);
    if (this.#freeRings.length < MAX_FREE_RINGS) this.#freeRings.push(queued.ring);
  }

  #reportStopped(): void {
    for (const { track } of this.#stopping.splice(0)) track.emitStopped();
  }
}
