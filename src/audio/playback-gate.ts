export interface PlaybackGateOptions {
  /** In Hz. */
  readonly sampleRate: number;
  /** What must be buffered in any case, in frames. */
  readonly prebufferFrames: number;
  /** The gate never asks for more than this. */
  readonly maxFrames: number;
  /** What the gate of the utterance before had been raised by. @default 0 */
  readonly raisedFrames?: number | undefined;
}

/** How generation goes on, as its producer expects. */
export interface Forecast {
  /** Seconds that it takes to make a second of audio; above 1 it is slower than playback. */
  readonly realTimeFactor: number;
  /** Frames of the known text that are still to be made. */
  readonly remainingFrames: number;
}

/**
 * Why the gate stands where it stands:
 * - `prebuffer`: the profile's pre-buffer
 * - `raised`: more than that, since the buffer has run dry before
 * - `forecast`: so much that slow generation keeps up to the end of the known text
 */
export type GateReason = 'prebuffer' | 'raised' | 'forecast';

/** 3 s: more is not waited for on account of gaps in the past. */
const RAISED_LIMIT_SECONDS = 3;
/** 30 s of sound without a gap halve what the gate was raised by. */
const DECAY_SECONDS = 30;
/** 15 s: rather than wait longer for a slow engine, one hears it with gaps. */
const MAX_WAIT_SECONDS = 15;
/** Generation is expected to be so much slower than it was: its pace varies. */
const FORECAST_MARGIN = 1.1;

/**
 * How much of an utterance must be buffered before playback starts or resumes. An underrun raises it
 * by the length of the gap, which is the lateness that the buffer should have covered; sound without
 * a gap lowers it again.
 */
export class PlaybackGate {
  readonly #sampleRate: number;
  readonly #maxFrames: number;
  readonly #raisedLimitFrames: number;
  readonly #decayFrames: number;
  readonly #prebufferFrames: number;
  #raisedFrames: number;
  /** The part of the running gap that counts only when it is over, lest it chase the buffer. */
  #gapFrames = 0;
  #forecast: Forecast = { realTimeFactor: 0, remainingFrames: 0 };
  #steadyFrames = 0;
  /** Seconds of audio that are played in a second. */
  playbackRate = 1;

  constructor(options: PlaybackGateOptions) {
    const { sampleRate, prebufferFrames, maxFrames, raisedFrames = 0 } = options;
    this.#sampleRate = sampleRate;
    this.#prebufferFrames = prebufferFrames;
    this.#raisedFrames = raisedFrames;
    this.#maxFrames = maxFrames;
    this.#raisedLimitFrames = sampleRate * RAISED_LIMIT_SECONDS;
    this.#decayFrames = sampleRate * DECAY_SECONDS;
  }

  /** The frames asked for now. */
  get frames(): number {
    const wanted = Math.max(this.#learnedFrames, this.#forecastFrames);
    return Math.min(Math.round(wanted), this.#maxFrames);
  }

  /** What gaps have raised the gate by. */
  get raisedFrames(): number {
    return this.#raisedFrames;
  }

  get reason(): GateReason {
    if (this.#forecastFrames > this.#learnedFrames) return 'forecast';
    return this.#raisedFrames >= 1 ? 'raised' : 'prebuffer';
  }

  /** Whether so many buffered frames open the gate; none never do. */
  isOpenAt(bufferedFrames: number): boolean {
    return bufferedFrames > 0 && bufferedFrames >= this.frames;
  }

  /** Takes what the producer expects; the last forecast counts. */
  forecast(forecast: Forecast): void {
    this.#forecast = forecast;
  }

  /** So many frames of silence were played instead of audio that was not there. */
  starved(frames: number, bufferedFrames: number): void {
    this.#steadyFrames = 0;
    if (bufferedFrames === 0) this.#raise(frames);
    else this.#gapFrames += frames;
  }

  /** So many frames were played without a gap. */
  played(frames: number): void {
    this.#raise(this.#gapFrames);
    this.#gapFrames = 0;
    this.#steadyFrames += frames;
    if (this.#steadyFrames < this.#decayFrames) return;
    this.#steadyFrames -= this.#decayFrames;
    this.#raisedFrames /= 2;
  }

  /** What lasts as long as pre-buffer and gaps did, whose lengths are of time and not of audio. */
  get #learnedFrames(): number {
    return (this.#prebufferFrames + this.#raisedFrames) * Math.max(1, this.playbackRate);
  }

  /** The audio that plays while the rest is being made, less the rest itself. */
  get #forecastFrames(): number {
    const { realTimeFactor, remainingFrames } = this.#forecast;
    const pace = realTimeFactor * this.playbackRate;
    if (pace <= 1) return 0;
    const framesWithinWait = (MAX_WAIT_SECONDS * this.#sampleRate) / realTimeFactor;
    return Math.min((pace * FORECAST_MARGIN - 1) * remainingFrames, framesWithinWait);
  }

  #raise(frames: number): void {
    this.#raisedFrames = Math.min(this.#raisedFrames + frames, this.#raisedLimitFrames);
  }
}
