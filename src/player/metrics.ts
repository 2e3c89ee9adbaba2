import type { SpeechEvent } from '../worker/engine-api.ts';

/** How one chunk was made. */
export interface ChunkMetrics {
  /** Position in the utterance, from 0. */
  readonly index: number;
  readonly text: string;
  /** Its place in the source, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Silence between the chunk before and this one. */
  readonly pauseSeconds: number;
  /** Where in the utterance its audio begins. */
  readonly startSeconds: number;
  readonly codes: number;
  /** Seconds of audio that it became, and seconds that its text let expect. */
  readonly audioSeconds: number;
  readonly expectedSeconds: number;
  readonly generateMs: number;
  /** How generation ended: by the stop code, or cut at the length limit. */
  readonly ended: 'stop' | 'limit';
}

/** One opening of the gate: when playback began or went on, and why then. */
export interface GateOpening {
  /** Milliseconds from t0. */
  readonly atMs: number;
  /** Place in the utterance's audio. */
  readonly positionMs: number;
  /**
   * - `prebuffer`: so much was buffered as the profile asks for
   * - `raised`: as much more as was missing when the buffer ran dry before
   * - `forecast`: so much that slow generation keeps up to the end of the known text
   * - `end`: all of the rest
   */
  readonly reason: 'prebuffer' | 'raised' | 'forecast' | 'end';
  /** What the gate asked for. */
  readonly gateMs: number;
  /** What was there. */
  readonly bufferedMs: number;
}

/**
 * The numbers of one utterance. Times are milliseconds from t0, the first text delta (for a string:
 * the `speak` call); `null` means not yet.
 */
export interface SpeechMetrics {
  /** The first chunk was cut from the text. */
  readonly firstChunkMs: number | null;
  /** The first audio code was sampled. */
  readonly firstTokenMs: number | null;
  /** The first block of PCM was posted to the FIFO. */
  readonly timeToFirstAudioMs: number | null;
  /** The worklet rendered the first frame. */
  readonly timeToPlaybackMs: number | null;
  /** The first sound: playback, and the silence that the audio begins with. */
  readonly audibleMs: number | null;
  /** Time spent generating by seconds of audio made, over the finished chunks. */
  readonly realTimeFactor: number | null;
  /** Audio codes per second of generation, over the finished chunks. */
  readonly tokensPerSecond: number | null;
  /** How often the buffer ran dry before the end. */
  readonly underruns: number;
  /** Each time that playback began or went on. */
  readonly gateOpenings: readonly GateOpening[];
  /** Audio in the FIFO when last reported. */
  readonly bufferedMs: number;
  readonly chunks: readonly ChunkMetrics[];
}

/** The metrics that are moments; each is also a User Timing measure, `xtts:<name>`. */
export type MomentName =
  'firstChunkMs' | 'firstTokenMs' | 'timeToFirstAudioMs' | 'timeToPlaybackMs';

/**
 * Gathers the numbers of one utterance. It has no clock: every moment is told to it, in
 * `performance.timeOrigin`-based milliseconds, since they come from three threads.
 */
export class MetricsCollector {
  readonly #onMoment: (name: MomentName, t0: number, atMs: number) => void;
  readonly #moments = new Map<MomentName, number>();
  readonly #chunks: ChunkMetrics[] = [];
  #t0: number | undefined;
  readonly #gateOpenings: GateOpening[] = [];
  #leadingSilenceMs = 0;
  #underruns = 0;
  #bufferedMs = 0;

  /** `onMoment` is called once for each moment, with t0 and the moment itself. */
  constructor(onMoment: (name: MomentName, t0: number, atMs: number) => void = () => undefined) {
    this.#onMoment = onMoment;
  }

  /** Sets t0; only the first call counts. */
  begin(atMs: number): void {
    this.#t0 ??= atMs;
  }

  /** Takes what the engine reports. Returns whether a number changed. */
  record(event: SpeechEvent): boolean {
    switch (event.type) {
      case 'chunk':
        this.#mark('firstChunkMs', event.atMs);
        return true;
      case 'first-token':
        this.#mark('firstTokenMs', event.atMs);
        return true;
      case 'first-audio':
        this.#mark('timeToFirstAudioMs', event.atMs);
        this.#leadingSilenceMs = event.leadingSilenceMs;
        return true;
      case 'chunk-done': {
        const { chunk, pauseSeconds, startSeconds, audioSeconds, expectedSeconds } = event;
        const { codes, generateMs, ended } = event;
        const { index, text, start, end } = chunk;
        const places = { start, end, pauseSeconds, startSeconds };
        const made = { codes, audioSeconds, expectedSeconds, generateMs, ended };
        this.#chunks.push({ index, text, ...places, ...made });
        return true;
      }
      case 'chunk-audio':
      case 'recorded':
      case 'notice':
        return false;
    }
  }

  /** The worklet began, or went on, to play. */
  recordPlaying(atMs: number, opening: Omit<GateOpening, 'atMs'>): void {
    this.#mark('timeToPlaybackMs', atMs);
    this.#gateOpenings.push({ atMs: Math.max(0, atMs - (this.#t0 ?? atMs)), ...opening });
  }

  recordUnderrun(): void {
    this.#underruns++;
    this.#bufferedMs = 0;
  }

  recordBuffered(bufferedMs: number): void {
    this.#bufferedMs = bufferedMs;
  }

  /** The numbers so far, in an object of their own. */
  snapshot(): SpeechMetrics {
    const total = (pick: (chunk: ChunkMetrics) => number) =>
      this.#chunks.reduce((sum, chunk) => sum + pick(chunk), 0);
    const generateSeconds = total((chunk) => chunk.generateMs) / 1000;
    const audioSeconds = total((chunk) => chunk.audioSeconds);
    const codes = total((chunk) => chunk.codes);
    const moment = (name: MomentName) => this.#moments.get(name) ?? null;
    const playback = moment('timeToPlaybackMs');
    return {
      firstChunkMs: moment('firstChunkMs'),
      firstTokenMs: moment('firstTokenMs'),
      timeToFirstAudioMs: moment('timeToFirstAudioMs'),
      timeToPlaybackMs: playback,
      audibleMs: playback === null ? null : playback + this.#leadingSilenceMs,
      realTimeFactor: audioSeconds > 0 ? generateSeconds / audioSeconds : null,
      tokensPerSecond: generateSeconds > 0 ? codes / generateSeconds : null,
      underruns: this.#underruns,
      gateOpenings: [...this.#gateOpenings],
      bufferedMs: this.#bufferedMs,
      chunks: [...this.#chunks],
    };
  }

  #mark(name: MomentName, atMs: number): void {
    if (this.#moments.has(name)) return;
    const t0 = this.#t0 ?? atMs;
    // The clocks of two threads may differ by a fraction of a millisecond.
    const at = Math.max(t0, atMs);
    this.#moments.set(name, at - t0);
    this.#onMoment(name, t0, at);
  }
}
