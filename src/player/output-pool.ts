import { TtsError } from '../errors.ts';
import { AudioOutput, type SpeechOutput, type SpeechOutputListener } from './audio-output.ts';
import { isDevice, watchDevice, type SinkId } from './output-device.ts';
import { onPageReturn } from './page-return.ts';

/** Opens the output of a sample rate. */
export type OpenOutput = (sampleRate: number, listener: SpeechOutputListener) => SpeechOutput;

/**
 * - `output-changed`: the chosen device is gone, and the sound goes on at the default one
 * - `stream-changed`: the output behind the stream failed, and its track was replaced
 */
export type OutputNotice = 'output-changed' | 'stream-changed';

export interface OutputPoolOptions {
  /** @default opens an `AudioOutput` */
  readonly open?: OpenOutput | undefined;
  /** `isBlocked` of some output may have changed. */
  readonly onChange: () => void;
  /** An output failed; it has left the pool and is closed. */
  readonly onError: (output: SpeechOutput, error: TtsError) => void;
  /** Something the user may want to know; sound goes on. */
  readonly onNotice?: ((notice: OutputNotice) => void) | undefined;
}

/** An output that has not started within 300 ms is waiting for a user gesture. */
const BLOCKED_AFTER_MS = 300;
/** What a captured stream is played at: the rate of WebRTC's codec, and of most devices. */
const CAPTURED_SAMPLE_RATE = 48_000;

/**
 * One output per sample rate, opened when first asked for and reused, and the knowledge which of
 * them the browser holds back. Volume and device are those of all, also of those opened later.
 */
export class OutputPool {
  readonly #options: OutputPoolOptions;
  /** By the rate asked for, which need not be the output's own. */
  readonly #outputs = new Map<number | 'captured', SpeechOutput>();
  readonly #blocked = new WeakSet<SpeechOutput>();
  /** Those that have run: if they stand still again, the system took the sound away. */
  readonly #hasRun = new WeakSet<SpeechOutput>();
  readonly #end = new AbortController();
  #isPaused = false;
  #playbackRate = 1;
  #volume = 1;
  #sinkId: SinkId = '';
  #deviceWatch = new AbortController();
  #stream: MediaStream | undefined;

  constructor(options: OutputPoolOptions) {
    this.#options = options;
    onPageReturn(() => this.#resumeHeldBack(), this.#end.signal);
  }

  /**
   * The output for audio of a rate. It plays at its own `sampleRate`: another one where the browser
   * refuses this one, or since `captureStream` was called.
   * @throws TtsError `audio-output-failed` if there is no output at all
   */
  get(sampleRate: number): SpeechOutput {
    if (!this.#stream) return this.#outputs.get(sampleRate) ?? this.#open(sampleRate, sampleRate);
    const output = this.#outputs.get('captured');
    return output ?? this.#replaceCaptured(this.#stream);
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
    if (this.#end.signal.aborted) return;
    if (output.isRunning) this.#blocked.delete(output);
    else this.#blocked.add(output);
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

  /** How fast all outputs play, those opened later too: 0.5…4, with the pitch kept. */
  setPlaybackRate(rate: number): void {
    this.#playbackRate = rate;
    for (const output of this.#outputs.values()) output.setPlaybackRate(rate);
  }

  /** Loudness of the loudspeaker, 0…1, without a click; 0 mutes it. The stream keeps its own. */
  setVolume(volume: number): void {
    this.#volume = volume;
    for (const output of this.#outputs.values()) output.setVolume(volume);
  }

  /**
   * Sends all sound to another device, '' being the default. `sampleRate` is opened if there is
   * none yet, since only an output can tell whether the device can be used.
   * @throws TtsError `audio-output-failed` if it cannot, and the sound stays where it was
   */
  async setSinkId(id: SinkId, sampleRate: number): Promise<void> {
    if (this.#outputs.size === 0 && id !== '') this.get(sampleRate);
    const outputs = [...this.#outputs.values()];
    const before = this.#sinkId;
    this.#setSink(id);
    try {
      await Promise.all(outputs.map((output) => output.setSinkId(id)));
    } catch (error) {
      if (this.#sinkId === id) this.#setSink(before);
      this.#applySink(outputs);
      throw error;
    }
  }

  /**
   * What is spoken from the next utterance on, as a stream for WebRTC or a recorder: one mono track,
   * the same for the pool's life unless its output fails. The loudspeaker sounds too; volume, mute
   * and device are only its own, as with `HTMLMediaElement.captureStream`.
   *
   * Since contexts cannot share a node, one output of 48 kHz then serves all rates; it never rests,
   * so that recordings keep their pauses.
   * @throws TtsError `audio-output-failed` if there is no output at all
   */
  captureStream(): MediaStream {
    this.#stream ??= this.#open('captured', CAPTURED_SAMPLE_RATE).captureStream();
    return this.#stream;
  }

  async close(): Promise<void> {
    this.#end.abort();
    this.#deviceWatch.abort();
    const outputs = [...this.#outputs.values()];
    this.#outputs.clear();
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    await Promise.all(outputs.map((output) => output.close()));
  }

  #open(key: number | 'captured', sampleRate: number): SpeechOutput {
    if (this.#end.signal.aborted) {
      throw new TtsError('audio-output-failed', 'the audio outputs are closed');
    }
    const { open = (rate, listener) => new AudioOutput(rate, listener) } = this.#options;
    const output: SpeechOutput = open(sampleRate, {
      onStateChange: () => this.#follow(output),
      onError: (error) => {
        this.#drop(key, output);
        this.#options.onError(output, error);
      },
      onSinkLost: () => this.#loseSink(),
    });
    this.#outputs.set(key, output);
    // Whoever awaits `ready` is told; the next `get` tries again.
    output.ready.then(
      () => {
        if (this.#isPaused) output.setPaused(true);
        if (this.#playbackRate !== 1) output.setPlaybackRate(this.#playbackRate);
      },
      () => this.#drop(key, output),
    );
    if (this.#volume !== 1) output.setVolume(this.#volume);
    if (this.#sinkId !== '') this.#applySink([output]);
    return output;
  }

  #replaceCaptured(stream: MediaStream): SpeechOutput {
    const output = this.#open('captured', CAPTURED_SAMPLE_RATE);
    for (const track of stream.getTracks()) {
      track.stop();
      stream.removeTrack(track);
    }
    for (const track of output.captureStream().getTracks()) stream.addTrack(track);
    this.#options.onNotice?.('stream-changed');
    return output;
  }

  #follow(output: SpeechOutput): void {
    if (this.#end.signal.aborted) return;
    if (output.isRunning) {
      this.#blocked.delete(output);
      this.#hasRun.add(output);
    } else if (this.#hasRun.has(output)) {
      this.#blocked.add(output);
    }
    this.#options.onChange();
  }

  /** Whatever ran before may run again; autoplay policy cannot be had by asking. */
  #resumeHeldBack(): void {
    for (const output of this.#outputs.values()) {
      if (this.#hasRun.has(output) && !output.isRunning) void this.run(output);
    }
  }

  #setSink(id: SinkId): void {
    this.#sinkId = id;
    this.#deviceWatch.abort();
    this.#deviceWatch = new AbortController();
    if (typeof id !== 'string' || !isDevice(id)) return;
    const { signal } = this.#deviceWatch;
    void watchDevice(id, { signal, onLost: () => this.#loseSink() });
  }

  #loseSink(): void {
    // Every output may notice; once is enough.
    if (this.#sinkId === '' || this.#end.signal.aborted) return;
    this.#setSink('');
    this.#applySink([...this.#outputs.values()]);
    this.#options.onNotice?.('output-changed');
  }

  #applySink(outputs: readonly SpeechOutput[]): void {
    const id = this.#sinkId;
    for (const output of outputs) {
      // One that cannot even have the default device will fail by itself.
      output.setSinkId(id).catch(() => {
        if (id !== '' && id === this.#sinkId) this.#loseSink();
      });
    }
  }

  #drop(key: number | 'captured', output: SpeechOutput): void {
    if (this.#outputs.get(key) === output) this.#outputs.delete(key);
    output.close().catch(() => undefined);
  }
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
