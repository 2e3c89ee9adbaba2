import { openPack } from '../src/pack/open-pack.ts';
import { UrlPackSource } from '../src/pack/pack-source.ts';
import { createBrowserRuntime } from '../src/runtime/browser-runtime.ts';
import { benchEngine, type EngineBenchResult } from './engine-bench.ts';

declare global {
  interface Window {
    /** Called by `run.ts` through Playwright. */
    benchDevice?: (device: 'webgpu' | 'wasm', rounds: number) => Promise<EngineBenchResult>;
  }
}

window.benchDevice = async (device, rounds) => {
  const runtime = await createBrowserRuntime(device);
  const pack = await openPack(new UrlPackSource(new URL('/models/nano/', location.href)));
  return benchEngine(pack, runtime, rounds);
};
