import { buildGptGraph } from '../../src/graph/gpt-graph.ts';
import { buildVocoderGraph } from '../../src/graph/vocoder-graph.ts';
import { convertCheckpoint } from '../../src/pack/convert.ts';
import type { PackDtype } from '../../src/pack/manifest.ts';
import { openPack, type Pack } from '../../src/pack/open-pack.ts';
import { StoredPackSource, UrlPackSource } from '../../src/pack/pack-source.ts';
import { MemoryStore } from '../../src/pack/memory-store.ts';
import { openCheckpointFolder } from '../../src/pack/open-checkpoint-folder.ts';
import { urlFolder } from '../../src/pack/source-folder.ts';
import { SLICE_POSITIONS } from '../../src/runtime/ort.ts';
import { createBrowserRuntime } from '../../src/runtime/browser-runtime.ts';
import type { Runtime } from '../../src/runtime/runtime.ts';
import { uniform } from '../../src/xtts/random.ts';

/** What one device computes; two devices are compared by `device-parity.spec.ts`. */
export interface DeviceOutput {
  readonly device: string;
  /** For each prompt length, then for each of 8 decode steps: the last latent and the logits. */
  readonly gpt: readonly number[][];
  readonly waveform: readonly number[];
}

declare global {
  interface Window {
    runOnDevice?: (
      device: 'webgpu' | 'wasm',
      model: 'nano' | { readonly golden: PackDtype },
      longest: number,
    ) => Promise<DeviceOutput>;
  }
}

const DECODE_STEPS = 8;
const WAVE_FRAMES = 40;

window.runOnDevice = async (device, model, longest) => {
  const runtime = await createBrowserRuntime(device);
  const pack = model === 'nano' ? await openNano() : await convertGolden(model.golden);
  const gpt = await runGpt(pack, runtime, longest);
  const waveform = await runVocoder(pack, runtime);
  await runtime.close();
  return { device: runtime.deviceName, gpt, waveform };
};

function openNano(): Promise<Pack> {
  return openPack(new UrlPackSource(new URL('/models/nano/', location.href)));
}

/** The golden checkpoint, read and converted in the page as a user's own would be. */
async function convertGolden(dtype: PackDtype): Promise<Pack> {
  const folder = urlFolder(new URL('/testdata/golden/', location.href));
  const target = { store: new MemoryStore(), folder: 'golden' };
  await convertCheckpoint(await openCheckpointFolder(folder), target, {
    id: 'golden',
    dtype,
    license: { name: 'test data' },
  });
  return openPack(new StoredPackSource(target.store, target.folder));
}

/**
 * Prompts of 1 to `longest` positions. The runtime prefills in slices, so a prompt shares all its
 * full slices with the longer ones: they are run once, and only the rest is run for each length.
 */
async function runGpt(pack: Pack, runtime: Runtime, longest: number): Promise<number[][]> {
  const dims = pack.manifest.config.gpt;
  const graph = buildGptGraph(dims, runtime.dtype, pack, runtime.quantizedUse);
  const capacity = longest + DECODE_STEPS;
  const gpt = await runtime.openGpt(graph, dims, capacity, (name) => pack.readFile(name));
  const noise = Float32Array.from(
    { length: capacity * dims.width },
    (_, i) => uniform(5, 0, i) - 0.5,
  );
  const positions = (from: number, to: number): Float32Array =>
    noise.subarray(from * dims.width, to * dims.width);
  const rows: number[][] = [];
  for (let start = 0; start < longest; start += SLICE_POSITIONS) {
    const end = Math.min(start + SLICE_POSITIONS, longest);
    for (let length = start + 1; length <= end; length++) {
      gpt.truncate(start);
      const { latents, logits } = await gpt.append(positions(start, length));
      rows.push([...latents.slice(-dims.width), ...logits]);
    }
  }
  // Decoding goes on from the longest prompt.
  for (let step = longest; step < capacity; step++) {
    const { latents, logits } = await gpt.append(positions(step, step + 1));
    rows.push([...latents, ...logits]);
  }
  await gpt.close();
  return rows;
}

async function runVocoder(pack: Pack, runtime: Runtime): Promise<number[]> {
  const { width } = pack.manifest.config.gpt;
  const graph = buildVocoderGraph(runtime.dtype, pack);
  const session = await runtime.openGraph(graph, (name) => pack.readFile(name));
  const speaker = (await pack.readVoices())[0]!.speakerEmbedding;
  const data = Float32Array.from({ length: width * WAVE_FRAMES }, (_, i) => uniform(6, 0, i) - 0.5);
  const { samples } = await session.run({
    frames: { data, dims: [1, width, 1, WAVE_FRAMES] },
    speaker: { data: speaker, dims: [1, speaker.length, 1, 1] },
  });
  await session.close();
  return Array.from(samples!.data);
}
