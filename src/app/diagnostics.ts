import type { SpeechMetrics } from '../player/metrics.ts';
import type { TtsPlayer } from '../player/player.ts';

/** What decides whether and how fast a device speaks, as one JSON object for a report. */
export interface Diagnostics {
  readonly takenAt: string;
  readonly userAgent: string;
  readonly page: {
    readonly isSecure: boolean;
    /** Without it wasm has one thread. */
    readonly isIsolated: boolean;
    readonly hasServiceWorker: boolean;
  };
  readonly processor: {
    readonly threads: number;
    /** GiB, rounded by the browser; `null` where it does not say. */
    readonly memoryGib: number | null;
  };
  /** The GPU as WebGPU offers it; `null` where there is none. */
  readonly gpu: GpuReport | null;
  /** In bytes; `null` where the browser does not say. */
  readonly storage: {
    readonly usedBytes: number;
    readonly quotaBytes: number;
    readonly isPersistent: boolean;
  } | null;
  /** What the loaded engine says of itself, its self-test on the GPU among it; `null` before. */
  readonly engine: TtsPlayer['info'];
  readonly packUrl: string | null;
  /** The numbers of the last utterance, and not what was said, which is nobody's business. */
  readonly lastUtterance: (Omit<SpeechMetrics, 'chunks'> & { readonly chunks: number }) | null;
}

export interface GpuReport {
  /** Vendor, architecture and model, as far as the browser tells. */
  readonly name: string;
  /** A processor in disguise, which the page does not take by itself. */
  readonly isSoftware: boolean;
  readonly features: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
}

/** The limits that the size of a model runs into. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
] as const satisfies (keyof GPUSupportedLimits)[];

/** Looks at the browser and at the player; nothing is loaded or sent for it. */
export async function collectDiagnostics(
  player: Pick<TtsPlayer, 'info' | 'metrics'> | undefined,
  packUrl: string | undefined,
): Promise<Diagnostics> {
  const metrics = player?.metrics ?? null;
  // Absent in some browsers, whatever the types say.
  const browser = navigator as Partial<Navigator> & { readonly deviceMemory?: number };
  return {
    takenAt: new Date().toISOString(),
    userAgent: navigator.userAgent,
    page: {
      isSecure: isSecureContext,
      isIsolated: crossOriginIsolated,
      hasServiceWorker: Boolean(browser.serviceWorker?.controller),
    },
    processor: {
      threads: navigator.hardwareConcurrency,
      memoryGib: browser.deviceMemory ?? null,
    },
    gpu: await reportGpu(browser.gpu),
    storage: await reportStorage(browser.storage),
    engine: player?.info ?? null,
    packUrl: packUrl ?? null,
    lastUtterance: metrics && { ...metrics, chunks: metrics.chunks.length },
  };
}

async function reportGpu(gpu: GPU | undefined): Promise<GpuReport | null> {
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) return null;
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  return {
    name: description || [vendor, architecture, device].filter(Boolean).join(' ') || 'GPU',
    isSoftware: isFallbackAdapter,
    features: [...adapter.features].sort(),
    limits: Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]])),
  };
}

async function reportStorage(storage: StorageManager | undefined): Promise<Diagnostics['storage']> {
  try {
    const { usage = 0, quota = 0 } = (await storage?.estimate()) ?? {};
    const isPersistent = (await storage?.persisted()) ?? false;
    return storage ? { usedBytes: usage, quotaBytes: quota, isPersistent } : null;
  } catch {
    // Refused, as in some private windows.
    return null;
  }
}
