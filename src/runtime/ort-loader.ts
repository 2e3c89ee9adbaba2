import asyncifyWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Ort } from './ort.ts';

/** More threads than this gain nothing on models of this kind. */
const MAX_THREADS = 4;

/**
 * Loads the build of ONNX Runtime Web that fits: for WebGPU the one on JSPI where the engine has it
 * (38 % smaller), else the one on Asyncify; for the CPU the small build, with threads where the page
 * is cross-origin isolated. Only one is fetched.
 */
export async function loadOrt(backend: 'webgpu' | 'wasm', threads = threadCount()): Promise<Ort> {
  const [module, url] = await loadBuild(backend);
  const { wasm } = module.env;
  // ONNX Runtime wants an absolute URL; bundlers give one relative to the origin.
  wasm.wasmPaths = { wasm: new URL(url, globalThis.location.href).href };
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

async function loadBuild(backend: 'webgpu' | 'wasm'): Promise<[Ort, string]> {
  if (backend === 'wasm') return [await import('onnxruntime-web/wasm'), wasmUrl];
  return hasJspi()
    ? [await import('onnxruntime-web/jspi'), jspiWasmUrl]
    : [await import('onnxruntime-web/webgpu'), asyncifyWasmUrl];
}
