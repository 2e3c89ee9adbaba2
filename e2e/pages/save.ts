import { PcmRecorder } from '../../src/audio/pcm-recorder.ts';
import { writeWav } from '../../src/audio/wav.ts';
import { canEncodeOpus } from '../../src/player/opus-config.ts';
import { SpeechRecording } from '../../src/player/recording.ts';
import { synthesizeSpeech } from './synthetic-speech.ts';

/** How a decoded stretch compares with its source. */
export interface Likeness {
  /** By how much the decoded sound comes late. */
  readonly lagMs: number;
  readonly correlation: number;
  readonly snrDb: number;
}

export interface SavedWebm {
  readonly bytes: number;
  readonly type: string;
  readonly progress: readonly number[];
  readonly wallMs: number;
}

export interface SavePage {
  canEncodeOpus(): Promise<boolean>;
  /** Makes a recording as the worker and the player do, in blocks of 60 ms and pieces of 4 s. */
  record(seconds: number, sampleRate: number): Promise<void>;
  /** True if `toWav` has the bytes of `writeWav`. */
  isWavExact(): Promise<boolean>;
  saveWebm(): Promise<SavedWebm>;
  /** Aborts when progress has come so far; gives the rejection's name, and the last progress. */
  abortWebm(at: number): Promise<{ reason: string; isReason: boolean; progress: number }>;
  /** Decodes the file saved last. */
  decode(): Promise<{ seconds: number }>;
  /** Compares a stretch of the decoded file with the source. */
  compare(fromSeconds: number, seconds: number): Likeness;
  /** What a media element says of the file saved last: its duration, and where it is after a seek. */
  play(seekSeconds: number): Promise<{ duration: number; position: number; canSeek: boolean }>;
  /** The file saved last, in base 64. */
  savedFile(): Promise<string>;
}

declare global {
  interface Window {
    savePage?: SavePage;
  }
}

let recording: SpeechRecording;
let saved: Blob;
let decoded: Float32Array;

window.savePage = {
  canEncodeOpus: () => canEncodeOpus(),

  async record(seconds, sampleRate) {
    recording = new SpeechRecording(sampleRate);
    const recorder = new PcmRecorder();
    const blockFrames = 0.06 * sampleRate;
    const total = Math.round(seconds * sampleRate);
    for (let frame = 0, block = 1; frame < total; frame += blockFrames, block++) {
      recorder.add(synthesizeSpeech(frame, Math.min(blockFrames, total - frame), sampleRate));
      if (block % 66 > 0) continue;
      recording.add(recorder.take()!);
      await new Promise((resolve) => setTimeout(resolve));
    }
    const rest = recorder.take();
    if (rest) recording.add(rest);
    recording.complete();
  },

  async isWavExact() {
    const { sampleRate, frames } = recording;
    const actual = new Uint8Array(await recording.toWav().arrayBuffer());
    const channels = [synthesizeSpeech(0, frames, sampleRate)];
    const expected = writeWav({ sampleRate, channels });
    return actual.length === expected.length && actual.every((byte, i) => byte === expected[i]);
  },

  async saveWebm() {
    const progress: number[] = [];
    const start = performance.now();
    saved = await recording.toWebm({ onProgress: (fraction) => progress.push(fraction) });
    const wallMs = performance.now() - start;
    return { bytes: saved.size, type: saved.type, progress, wallMs };
  },

  async abortWebm(at) {
    const controller = new AbortController();
    const abortReason = new DOMException('Enough', 'AbortError');
    let progress = 0;
    try {
      await recording.toWebm({
        signal: controller.signal,
        onProgress: (fraction) => {
          progress = fraction;
          if (fraction >= at) controller.abort(abortReason);
        },
      });
      return { reason: 'none', isReason: false, progress };
    } catch (error) {
      return { reason: String(error), isReason: error === abortReason, progress };
    }
  },

  async decode() {
    const context = new OfflineAudioContext(1, 1, recording.sampleRate);
    const buffer = await context.decodeAudioData(await saved.arrayBuffer());
    decoded = buffer.getChannelData(0);
    return { seconds: buffer.duration };
  },

  compare(fromSeconds, seconds) {
    const { sampleRate } = recording;
    const from = Math.round(fromSeconds * sampleRate);
    const source = synthesizeSpeech(from, Math.round(seconds * sampleRate), sampleRate);
    const reach = Math.round(0.05 * sampleRate);
    let lag = 0;
    let best = -1;
    for (let candidate = -reach; candidate <= reach; candidate++) {
      const { correlation } = compareAt(source, from + candidate);
      if (correlation > best) [best, lag] = [correlation, candidate];
    }
    return { lagMs: (1000 * lag) / sampleRate, ...compareAt(source, from + lag) };
  },

  async play(seekSeconds) {
    const audio = document.createElement('audio');
    audio.muted = true;
    audio.src = URL.createObjectURL(saved);
    await new Promise((resolve, reject) => {
      audio.onloadedmetadata = resolve;
      audio.onerror = () => reject(new Error(audio.error?.message));
    });
    const canSeek = audio.seekable.length > 0 && audio.seekable.end(0) > seekSeconds;
    audio.currentTime = seekSeconds;
    await new Promise((resolve) => (audio.onseeked = resolve));
    const { duration, currentTime } = audio;
    URL.revokeObjectURL(audio.src);
    return { duration, position: currentTime, canSeek };
  },

  async savedFile() {
    const bytes = new Uint8Array(await saved.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  },
};

function compareAt(source: Float32Array, from: number): { correlation: number; snrDb: number } {
  let product = 0;
  let sourcePower = 0;
  let decodedPower = 0;
  let errorPower = 0;
  for (let i = 0; i < source.length; i++) {
    const a = source[i]!;
    const b = decoded[from + i] ?? 0;
    product += a * b;
    sourcePower += a * a;
    decodedPower += b * b;
    errorPower += (a - b) ** 2;
  }
  const correlation = decodedPower === 0 ? 0 : product / Math.sqrt(sourcePower * decodedPower);
  return { correlation, snrDb: 10 * Math.log10(sourcePower / errorPower) };
}
