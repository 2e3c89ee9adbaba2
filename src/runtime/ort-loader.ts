import type { Ort } from './ort.ts';
import { workerFileUrl, type WorkerFileName } from './worker-files.ts';

/** The common beginning of the names of a build's script and WebAssembly. */
type Build = WorkerFileName extends infer Name
  ? Name extends `${infer Stem}.js`
    ? Stem
    : never
  : never;

/** More threads than this gain nothing on models of this kind. */
const MAX_THREADS = 4;

/**
 * Loads the build of ONNX Runtime Web that fits: for WebGPU the one on JSPI where the engine has it
 * (38 % smaller), else the one on Asyncify; for the CPU the small build, with threads where the page
 * is cross-origin isolated. Only one is fetched.
 */
export async function loadOrt(backend: 'webgpu' | 'wasm', threads = threadCount()): Promise<Ort> {
  const [module, build] = await loadBuild(backend);
  const { wasm } = module.env;
  wasm.wasmPaths = { mjs: workerFileUrl(`${build}.js`), wasm: workerFileUrl(`${build}.wasm`) };
  wasm.numThreads = backend === 'wasm' ? threads : 1;
  return module;
}

/** Threads that the CPU build may use here. */
export function threadCount(): number {
  if (!globalThis.crossOriginIsolated) return 1;
  return Math.max(1, Math.min(MAX_THREADS, Math.floor(navigator.hardwareConcurrency / 2)));
}

/** Whether WebAssembly can wait for promises here, and with it the WebGPU build for blobs. */
export function hasJspi(): boolean {
  return 'Suspending' in WebAssembly;
}

async function loadBuild(backend: 'webgpu' | 'wasm'): Promise<[Ort, Build]> {
  if (backend === 'wasm') return [await import('onnxruntime-web/wasm'), 'ort-wasm-simd-threaded'];
  return hasJspi()
    ? [await import('onnxruntime-web/jspi'), 'ort-wasm-simd-threaded.jspi']
    : [await import('onnxruntime-web/webgpu'), 'ort-wasm-simd-threaded.asyncify'];
}
