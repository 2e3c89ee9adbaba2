import { joinSamples } from '../audio/join.ts';
import { gptMel, speakerMel } from '../audio/mel.ts';
import { resample } from '../audio/resampler.ts';
import { TtsError } from '../errors.ts';
import { buildConditioningGraph } from '../graph/conditioning-graph.ts';
import { buildSpeakerGraph } from '../graph/speaker-graph.ts';
import type { Pack } from '../pack/open-pack.ts';
import type { GraphSession, ReadFile, Runtime } from '../runtime/runtime.ts';
import type { Voice } from './voices.ts';
import { WidenedWeights } from './widened-weights.ts';

/** Rate of the GPT's mel front end and of the speaker encoder's, in Hz. */
const GPT_RATE = 22_050;
const SPEAKER_RATE = 16_000;
/** A chunk shorter than this is skipped: `min_audio_length` of coqui `xtts.py`. */
const SHORTEST_CHUNK_SECONDS = 0.33;
const PEAK = 0.75;

/** How a recording is turned into a voice; defaults are those of XTTS v2's `config.json`. */
export interface CloneOptions {
  /** Seconds of audio that the conditioning latents see. @default 30 */
  readonly conditioningSeconds?: number | undefined;
  /** Seconds of one chunk; the latents of all chunks are averaged. @default 4 */
  readonly chunkSeconds?: number | undefined;
  /** Seconds of each recording that are used. @default 30 */
  readonly maxSeconds?: number | undefined;
  /** Scales each recording to a peak of 0.75. @default false */
  readonly normalizePeak?: boolean | undefined;
  /** Runs each pass of an encoder, a second or so each, as in turn with speech. @default at once */
  readonly exclusive?: Exclusive | undefined;
  /** Called after each pass with the part that is done, up to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Looked at before each pass. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs a task when nobody else has the device. */
export type Exclusive = <T>(task: () => Promise<T>) => Promise<T>;

const AT_ONCE: Exclusive = (task) => task();

/** One channel of a recording. */
export interface Recording {
  readonly samples: Float32Array<ArrayBuffer>;
  /** In Hz. */
  readonly sampleRate: number;
}

/** Makes voices from recordings with the pack's encoders (SPEC §4, §5). */
export class VoiceEncoder {
  readonly #conditioning: GraphSession;
  readonly #speaker: GraphSession;
  readonly #melStats: Float32Array<ArrayBuffer>;

  private constructor(
    conditioning: GraphSession,
    speaker: GraphSession,
    melStats: Float32Array<ArrayBuffer>,
  ) {
    this.#conditioning = conditioning;
    this.#speaker = speaker;
    this.#melStats = melStats;
  }

  /**
   * Loads the encoders. The pack keeps their files until it is released.
   * @throws TtsError `cloning-unavailable` for a pack without them; the signal's reason
   */
  static async open(
    pack: Pack,
    runtime: Runtime,
    { exclusive = AT_ONCE, signal }: Pick<CloneOptions, 'exclusive' | 'signal'> = {},
  ): Promise<VoiceEncoder> {
    if (!pack.hasPart('conditioning') || !pack.hasPart('speaker')) {
      const id = pack.manifest.id;
      throw new TtsError('cloning-unavailable', `the pack "${id}" has no encoders for new voices`);
    }
    await pack.loadPart('conditioning', { signal });
    await pack.loadPart('speaker', { signal });
    // The encoders compute in f32 on every device.
    const weights = WidenedWeights.of(pack);
    const readFile: ReadFile = (name) => weights.readFile(name);
    const { heads } = pack.manifest.config.gpt;
    const melStats = await pack.readWeight('mel_stats');
    const conditioning = await exclusive(() =>
      runtime.openGraph(buildConditioningGraph(heads, weights), readFile),
    );
    try {
      const speaker = await exclusive(() =>
        runtime.openGraph(buildSpeakerGraph(weights), readFile),
      );
      return new VoiceEncoder(conditioning, speaker, melStats);
    } catch (error) {
      await conditioning.close();
      throw error;
    }
  }

  /**
   * A voice from one or several recordings of a person.
   * @throws TtsError `audio-invalid` when there is too little sound
   */
  async encode(
    name: string,
    recordings: readonly Recording[],
    options: CloneOptions = {},
  ): Promise<Voice> {
    const { maxSeconds = 30, normalizePeak = false, exclusive = AT_ONCE } = options;
    const clips = recordings.map((recording) => {
      const clip = clipTo22050(recording).slice(0, Math.floor(maxSeconds * GPT_RATE));
      return normalizePeak ? scaleToPeak(clip) : clip;
    });
    const audio = joinSamples(clips);
    const passes = chunksOf(audio, options).length + clips.length;
    let done = 0;
    const pass: Exclusive = async (task) => {
      options.signal?.throwIfAborted();
      const result = await exclusive(task);
      options.onProgress?.(++done / passes);
      return result;
    };
    const conditioningLatents = await this.conditioningLatents(audio, {
      ...options,
      exclusive: pass,
    });
    const embeddings: Float32Array<ArrayBuffer>[] = [];
    for (const clip of clips) embeddings.push(await pass(() => this.speakerEmbedding(clip)));
    return { name, conditioningLatents, speakerEmbedding: mean(embeddings) };
  }

  /** `[32, width]` from audio at 22 050 Hz. */
  async conditioningLatents(
    audio22050: Float32Array<ArrayBuffer>,
    options: CloneOptions = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    const { exclusive = AT_ONCE } = options;
    const latents: Float32Array<ArrayBuffer>[] = [];
    for (const chunk of chunksOf(audio22050, options)) {
      latents.push(await exclusive(() => this.#chunkLatents(chunk)));
    }
    if (latents.length === 0) {
      throw new TtsError('audio-invalid', 'the recording is shorter than a third of a second');
    }
    return mean(latents);
  }

  async #chunkLatents(chunk: Float32Array<ArrayBuffer>): Promise<Float32Array<ArrayBuffer>> {
    const { data, frames } = gptMel(chunk, this.#melStats);
    const bands = data.length / frames;
    const outputs = await this.#conditioning.run({ mel: { data, dims: [1, bands, frames] } });
    return outputs['latents']!.data;
  }

  /** `[speaker width]`, of length 1, from audio at 22 050 Hz. */
  async speakerEmbedding(
    audio22050: Float32Array<ArrayBuffer>,
  ): Promise<Float32Array<ArrayBuffer>> {
    const audio = resample(audio22050, GPT_RATE, SPEAKER_RATE);
    const { data, frames } = speakerMel(audio);
    const dims = [1, 1, data.length / frames, frames];
    const outputs = await this.#speaker.run({ mel: { data, dims } });
    return outputs['embedding']!.data;
  }

  async close(): Promise<void> {
    await this.#conditioning.close();
    await this.#speaker.close();
  }
}

/** What the latents see, cut; a rest that is too short is left out. */
function chunksOf(
  audio22050: Float32Array<ArrayBuffer>,
  { conditioningSeconds = 30, chunkSeconds = 4 }: CloneOptions,
): Float32Array<ArrayBuffer>[] {
  const audio = audio22050.slice(0, Math.floor(conditioningSeconds * GPT_RATE));
  const chunkLength = Math.floor(chunkSeconds * GPT_RATE);
  const chunks: Float32Array<ArrayBuffer>[] = [];
  for (let from = 0; from < audio.length; from += chunkLength) {
    const chunk = audio.subarray(from, from + chunkLength);
    if (chunk.length >= GPT_RATE * SHORTEST_CHUNK_SECONDS) chunks.push(chunk);
  }
  return chunks;
}

function clipTo22050({ samples, sampleRate }: Recording): Float32Array<ArrayBuffer> {
  const audio = resample(samples, sampleRate, GPT_RATE);
  return audio.map((x) => Math.max(-1, Math.min(1, x)));
}

function scaleToPeak(audio: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const peak = audio.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
  return peak === 0 ? audio : audio.map((x) => (x / peak) * PEAK);
}

/** Element by element; not brought back to length 1, as in the reference. */
function mean(rows: readonly Float32Array<ArrayBuffer>[]): Float32Array<ArrayBuffer> {
  return rows[0]!.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
}
