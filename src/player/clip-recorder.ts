import { CAPTURE_PROCESSOR } from '../audio/capture-protocol.ts';
import { joinSamples } from '../audio/join.ts';
import type { PcmAudio } from '../audio/pcm.ts';
import { rootMeanSquare } from '../audio/silence-level.ts';
import { TtsError } from '../errors.ts';
// Vite bundles what a worker imports, but not what `new URL(…)` of a worklet imports.
import captureUrl from '../audio/worklet/capture.worklet.ts?worker&url';
import { holdRecordingSession } from './audio-session.ts';
import { openMicrophone } from './open-microphone.ts';

/** How loud the last moment was, as parts of full scale. */
export interface CaptureLevel {
  readonly peak: number;
  readonly rms: number;
  /** Seconds recorded so far. */
  readonly seconds: number;
}

export interface ClipRecorderOptions {
  /** It ends by itself then. */
  readonly maxSeconds: number;
  readonly onLevel: (level: CaptureLevel) => void;
  /** It has ended by itself: all of its time is used, or the microphone was taken away. */
  readonly onEnd: () => void;
  /** Nothing comes from the microphone. */
  readonly onError: (error: TtsError) => void;
}

/** A microphone that gives nothing for so long gives nothing at all. */
const SILENT_MS = 5000;

/** Records a clip from the microphone, which is let go of when it ends, however it ends. */
export class ClipRecorder {
  readonly #context: AudioContext;
  readonly #stream: MediaStream;
  readonly #blocks: Float32Array<ArrayBuffer>[] = [];
  readonly #options: ClipRecorderOptions;
  readonly #releaseSession: () => void;
  readonly #ended = new AbortController();
  #frames = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    stream: MediaStream,
    context: AudioContext,
    releaseSession: () => void,
    options: ClipRecorderOptions,
  ) {
    this.#stream = stream;
    this.#context = context;
    this.#releaseSession = releaseSession;
    this.#options = options;
  }

  /**
   * Asks for the microphone and begins to record. Call it in a user gesture. When the signal fires,
   * it ends, and so does the recording.
   * @throws TtsError `microphone-refused`, `microphone-missing`; or the signal's reason
   */
  static async start(options: ClipRecorderOptions, signal: AbortSignal): Promise<ClipRecorder> {
    const releaseSession = holdRecordingSession();
    let context: AudioContext | undefined;
    let stream: MediaStream | undefined;
    try {
      // In the gesture, before anything is awaited. At the device's own rate: some browsers connect
      // a microphone to no other.
      context = new AudioContext();
      stream = await openMicrophone();
      signal.throwIfAborted();
      await context.audioWorklet.addModule(captureUrl);
      signal.throwIfAborted();
      const recorder = new ClipRecorder(stream, context, releaseSession, options);
      recorder.#begin();
      signal.addEventListener('abort', () => recorder.close(), {
        signal: recorder.#ended.signal,
      });
      return recorder;
    } catch (error) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      releaseSession();
      void context?.close();
      signal.throwIfAborted();
      if (error instanceof TtsError) throw error;
      throw new TtsError('microphone-missing', 'the microphone cannot be recorded', {
        cause: error,
      });
    }
  }

  /** Ends the recording and returns it. */
  stop(): PcmAudio {
    this.close();
    return { sampleRate: this.#context.sampleRate, channels: [joinSamples(this.#blocks)] };
  }

  /** Ends the recording. */
  close(): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    clearTimeout(this.#watch);
    for (const track of this.#stream.getTracks()) track.stop();
    this.#releaseSession();
    void this.#context.close();
  }

  #begin(): void {
    const context = this.#context;
    const { signal } = this.#ended;
    const node = new AudioWorkletNode(context, CAPTURE_PROCESSOR);
    node.port.onmessage = ({ data }: MessageEvent<Float32Array<ArrayBuffer>>) => this.#add(data);
    // A node without a way to the destination would not run; its own output is silent.
    context.createMediaStreamSource(this.#stream).connect(node).connect(context.destination);
    for (const track of this.#stream.getTracks()) {
      track.addEventListener('ended', () => this.#end(), { signal });
    }
    // Else the microphone would stay open in the back/forward cache.
    window.addEventListener('pagehide', () => this.#end(), { signal });
    void context.resume().catch(() => undefined);
    this.#watchForSilence();
  }

  #add(block: Float32Array<ArrayBuffer>): void {
    if (this.#ended.signal.aborted) return;
    const { sampleRate } = this.#context;
    const room = Math.round(this.#options.maxSeconds * sampleRate) - this.#frames;
    const samples = block.length > room ? block.slice(0, room) : block;
    this.#blocks.push(samples);
    this.#frames += samples.length;
    this.#watchForSilence();
    this.#options.onLevel({
      peak: block.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0),
      rms: rootMeanSquare(block),
      seconds: this.#frames / sampleRate,
    });
    if (block.length >= room) this.#end();
  }

  #end(): void {
    if (this.#ended.signal.aborted) return;
    this.close();
    this.#options.onEnd();
  }

  #watchForSilence(): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.close();
      const message = `the microphone gave nothing for ${SILENT_MS} ms`;
      this.#options.onError(new TtsError('microphone-missing', message));
    }, SILENT_MS);
  }
}
