import { TtsError } from '../errors.ts';
import { openDevice } from './device.ts';
import { OrtRuntime } from './ort.ts';
import { hasJspi, loadOrt, threadCount } from './ort-loader.ts';
import type { Runtime } from './runtime.ts';

/**
 * The runtime of this browser: WebGPU where there is a GPU, else wasm.
 * @param threads of wasm; the last bits of results depend on how many there are
 * @throws TtsError `device-unsupported` when the device asked for is not there
 */
export async function createBrowserRuntime(
  choice: 'auto' | 'webgpu' | 'wasm',
  threads = threadCount(),
): Promise<Runtime> {
  if (typeof WebAssembly === 'undefined') {
    throw new TtsError('device-unsupported', 'this browser has no WebAssembly');
  }
  const opened = choice === 'wasm' ? undefined : await openDevice(choice === 'webgpu');
  if (opened) {
    const { device, name } = opened;
    const ort = await loadOrt('webgpu');
    return new OrtRuntime({ ort, device, deviceName: name, awaitsBlobs: hasJspi() });
  }
  if (choice === 'webgpu') {
    throw new TtsError('device-unsupported', 'this browser offers no WebGPU adapter');
  }
  const ort = await loadOrt('wasm', threads);
  return new OrtRuntime({
    ort,
    deviceName: threads > 1 ? `WebAssembly, ${threads} threads` : 'WebAssembly, 1 thread',
  });
}
