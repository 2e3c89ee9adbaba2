import { buildGptGraph } from '../src/graph/gpt-graph.ts';
import { buildVocoderGraph } from '../src/graph/vocoder-graph.ts';
import type { Pack } from '../src/pack/open-pack.ts';
import type { ReadFile, Runtime } from '../src/runtime/runtime.ts';
import { XttsEngine } from '../src/xtts/engine.ts';
import { findVoice } from '../src/xtts/voices.ts';

/**
 * Speed of the engine on one device. Every figure is the median of the rounds after a warm-up, so
 * that compilation does not count; first-audio times are those of a fresh utterance on a warm engine.
 */
const DECODE_STEPS = 60;
const VOCODER_LATENTS = 48;
const SENTENCE = 'The old door opens slowly, and a cold wind blows out the last candle.';

export interface EngineBenchResult {
  readonly device: string;
  readonly pack: string;
  /** Decode steps a second, one code each; 21.5 are real time. */
  readonly decodeTokensPerSecond: number;
  /** Prefill of 64 positions, in ms. */
  readonly prefill64Ms: number;
  /** Seconds spent per second of audio, the vocoder alone on windows of 48 latents. */
  readonly vocoderRealTimeFactor: number;
  /** Seconds spent per second of audio, text to waveform. */
  readonly realTimeFactor: number;
  /** From the call to the first samples, in ms. */
  readonly timeToFirstAudioMs: number;
  /** Seconds of audio of the sentence. */
  readonly audioSeconds: number;
}

/** Measures `pack` on `runtime`; both stay open. */
export async function benchEngine(
  pack: Pack,
  runtime: Runtime,
  rounds: number,
): Promise<EngineBenchResult> {
  const { config, id } = pack.manifest;
  const { width } = config.gpt;
  const readFile: ReadFile = (name) => pack.readFile(name);
  const voice = findVoice(await pack.readVoices(), undefined);

  const gptGraph = buildGptGraph(config.gpt, runtime.dtype, pack, runtime.quantizedUse);
  const gpt = await runtime.openGpt(gptGraph, config.gpt, 256, readFile);
  const row = voice.conditioningLatents.slice(0, width);
  const prefills: number[] = [];
  const decodes: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    gpt.truncate(0);
    const prompt = new Float32Array(64 * width).fill(0.01);
    prefills.push(await timed(() => gpt.append(prompt)));
    decodes.push(
      await timed(async () => {
        for (let step = 0; step < DECODE_STEPS; step++) await gpt.append(row);
      }),
    );
  }
  await gpt.close();

  const vocoder = await runtime.openGraph(buildVocoderGraph(runtime.dtype, pack), readFile);
  const frames = Math.floor(
    (VOCODER_LATENTS * 4 * config.outputSampleRate) / config.inputSampleRate,
  );
  const windows: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    windows.push(
      await timed(() =>
        vocoder.run({
          frames: { data: new Float32Array(width * frames), dims: [1, width, 1, frames] },
          speaker: {
            data: voice.speakerEmbedding,
            dims: [1, voice.speakerEmbedding.length, 1, 1],
          },
        }),
      ),
    );
  }
  await vocoder.close();

  const engine = await XttsEngine.open(pack, runtime);
  const firsts: number[] = [];
  const factors: number[] = [];
  let audioSeconds = 0;
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now();
    let first: number | undefined;
    let samples = 0;
    const options = { voice, language: engine.tokenizer.languages[0]!, seed: 1 };
    for await (const piece of engine.synthesize(SENTENCE, options)) {
      samples += piece.samples.length;
      if (samples > 0) first ??= performance.now() - startedAt;
    }
    audioSeconds = samples / engine.sampleRate;
    firsts.push(first!);
    factors.push((performance.now() - startedAt) / 1000 / audioSeconds);
  }
  return {
    device: `${runtime.backend}: ${runtime.deviceName}`,
    pack: id,
    decodeTokensPerSecond: (1000 * DECODE_STEPS) / medianAfterFirst(decodes),
    prefill64Ms: medianAfterFirst(prefills),
    vocoderRealTimeFactor:
      medianAfterFirst(windows) / 1000 / ((frames * 256) / config.outputSampleRate),
    realTimeFactor: medianAfterFirst(factors),
    timeToFirstAudioMs: medianAfterFirst(firsts),
    audioSeconds,
  };
}

async function timed(task: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return performance.now() - startedAt;
}

function medianAfterFirst(values: readonly number[]): number {
  const sorted = values.slice(1).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
