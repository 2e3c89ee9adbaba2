import dictionary from 'lindera-wasm-ipadic/lindera_wasm_bg.wasm?url';
import asyncifyScript from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import jspiScript from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiWasm from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmScript from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

/** The files that workers fetch when they first need them, by the names that the library has them under. */
export const WORKER_FILES = {
  'ort-wasm-simd-threaded.js': wasmScript,
  'ort-wasm-simd-threaded.wasm': wasm,
  'ort-wasm-simd-threaded.jspi.js': jspiScript,
  'ort-wasm-simd-threaded.jspi.wasm': jspiWasm,
  'ort-wasm-simd-threaded.asyncify.js': asyncifyScript,
  'ort-wasm-simd-threaded.asyncify.wasm': asyncifyWasm,
  'lindera_wasm_bg.wasm': dictionary,
} as const satisfies Record<string, string>;

/** The name of a file that workers fetch. */
export type WorkerFileName = keyof typeof WORKER_FILES;

/** Where those files are: absolute URLs. */
export type WorkerFileUrls = Readonly<Record<WorkerFileName, string>>;

/** A worker's first message: where the page wants its files taken from. */
export interface WorkerFilesMessage {
  readonly workerFiles: WorkerFileUrls;
}

let told: WorkerFileUrls | undefined;

/** Lets this worker take its files from where its page says. Call it before anything is awaited. */
export function listenForWorkerFiles(): void {
  addEventListener('message', ({ data }: MessageEvent<Partial<WorkerFilesMessage> | null>) => {
    if (data?.workerFiles) told = data.workerFiles;
  });
}

/** The absolute URL of a file: as the page has told, else where the build has put it. */
export function workerFileUrl(name: WorkerFileName): string {
  // ONNX Runtime wants an absolute URL; bundlers give one relative to the origin.
  return told?.[name] ?? new URL(WORKER_FILES[name], globalThis.location.href).href;
}
