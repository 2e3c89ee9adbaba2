import { expect, test } from '@playwright/test';
import { relativeError } from '../tools/golden.ts';
import type { DeviceOutput } from './pages/device-parity.ts';

/**
 * WebGPU against wasm, both in f32: the same weights and inputs must give the same latents, logits
 * and samples. Prompts go up to 200 positions because ONNX Runtime's attention for long prompts is
 * silently wrong on some adapters (DESIGN §8); the runtime therefore slices them.
 */
const TOLERANCE = 1e-4;

/** The longest prompt: all lengths up to it are run. The bundled pack is slow on a software GPU. */
const MODELS = [
  { name: 'golden', model: { golden: 'f32' }, longest: 200 },
  { name: 'nano', model: 'nano', longest: 40 },
  // Here the GPU multiplies by the codes and wasm by the floats that they stand for.
  { name: 'golden in 8 bits', model: { golden: 'q8f16' }, longest: 40 },
  { name: 'golden in 4 bits', model: { golden: 'q4f16' }, longest: 40 },
] as const;

for (const { name, model, longest } of MODELS) {
  test(`WebGPU computes what wasm computes: ${name}`, async ({ page }) => {
    test.setTimeout(300_000);
    await page.goto('e2e/pages/device-parity.html');
    await page.waitForFunction(() => window.runOnDevice !== undefined);
    const run = (device: 'webgpu' | 'wasm'): Promise<DeviceOutput> =>
      page.evaluate(([d, m, l]) => window.runOnDevice!(d, m, l), [device, model, longest] as const);
    const wasm = await run('wasm');
    const webgpu = await run('webgpu');
    expect(webgpu.device).not.toBe(wasm.device);
    expect(webgpu.gpt.length).toBeGreaterThan(longest);
    const error = (a: readonly number[], b: readonly number[]): number =>
      relativeError(Float32Array.from(a), Float32Array.from(b));
    webgpu.gpt.forEach((values, i) => {
      expect(error(values, wasm.gpt[i]!), `${i + 1} positions`).toBeLessThanOrEqual(TOLERANCE);
    });
    expect(error(webgpu.waveform, wasm.waveform), 'waveform').toBeLessThanOrEqual(TOLERANCE);
  });
}
