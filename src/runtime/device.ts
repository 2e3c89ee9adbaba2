/** Limits that ONNX Runtime's kernels use beyond WebGPU's defaults. */
const WANTED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
] as const;

/** Features that its kernels make use of where the adapter has them. */
const WANTED_FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'subgroups'];

export interface OpenedDevice {
  readonly device: GPUDevice;
  /** Vendor and model, for people. */
  readonly name: string;
}

/**
 * Opens the best GPU of the browser; `undefined` where there is none.
 * @param takesSoftware whether an adapter that is a CPU in disguise will do: it computes the same,
 *   some hundred times slower than wasm
 */
export async function openDevice(takesSoftware: boolean): Promise<OpenedDevice | undefined> {
  // Absent in browsers without WebGPU, whatever the types say.
  const gpu = (globalThis.navigator as Partial<Navigator>).gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter || (adapter.info.isFallbackAdapter && !takesSoftware)) return undefined;
  const device = await adapter.requestDevice({
    requiredFeatures: WANTED_FEATURES.filter((feature) => adapter.features.has(feature)),
    requiredLimits: Object.fromEntries(WANTED_LIMITS.map((name) => [name, adapter.limits[name]])),
  });
  const { vendor, architecture, device: model, description } = adapter.info;
  const name = description || [vendor, architecture, model].filter(Boolean).join(' ');
  return { device, name: name || 'GPU' };
}
