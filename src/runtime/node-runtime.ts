import * as ort from 'onnxruntime-web';
import { OrtRuntime } from './ort.ts';
import type { Runtime } from './runtime.ts';

/** The runtime of the command line and of unit tests: Node, wasm, one thread. */
export function createNodeRuntime(): Runtime {
  ort.env.wasm.numThreads = 1;
  return new OrtRuntime({ ort, deviceName: 'WebAssembly in Node, 1 thread' });
}
