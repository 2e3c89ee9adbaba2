/**
 * What the page tells its service worker: `activate` to replace the version before it now, without
 * waiting until no page of that version is open; `keep-webgpu` to keep the WebGPU build of ONNX
 * Runtime, which this browser uses.
 */
export type OfflineMessage = 'activate' | 'keep-webgpu';
