import { isTtsError } from '../errors.ts';
import type { PackStorage } from '../pack/pack-storage.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { XttsEngine } from '../xtts/engine.ts';
import { silentVoice } from '../xtts/voices.ts';
import { DeviceTrust, judgeDevice, type DeviceVerdict } from './device-trust.ts';
import type { DeviceChoice, EngineInfo, LoadOptions, LoadProgress } from './engine-api.ts';
import { OfferedVoices } from './offered-voices.ts';
import { openPackUrl, type OpenedPack } from './open-pack-url.ts';

/** Where the stages of loading end, as fractions of the whole: the download of a pack dominates. */
const OPENED = 0.6;
const UPLOADED = 0.9;

/** What engines are opened with. */
export interface EngineSurroundings {
  readonly createRuntime: (device: DeviceChoice) => Promise<Runtime>;
  /** Keeps large packs, own voices, and what is known of devices. */
  readonly storage?: PackStorage | undefined;
}

/** An engine that is ready to speak, and what it was opened from. */
export interface OpenedEngine
  extends OpenedPack, Pick<EngineInfo, 'deviceVerdict' | 'distrustedDevice'> {
  readonly runtime: Runtime;
  readonly voices: OfferedVoices;
  readonly engine: XttsEngine;
}

/**
 * Opens the pack on the device asked for, and warms it up; a GPU that was not asked for by name must
 * also pass the pack's self-test, else wasm takes its place.
 * @throws TtsError; then nothing is left open
 */
export async function openEngine(
  options: LoadOptions,
  surroundings: EngineSurroundings,
  onProgress: (progress: LoadProgress) => void,
): Promise<OpenedEngine> {
  const { createRuntime, storage } = surroundings;
  const { device = 'auto', packUrl } = options;
  // The device first: what this browser cannot do is said before a byte is fetched.
  const runtime = await createRuntime(device);
  // One that was asked for by name is taken as it is.
  const isJudged = runtime.backend === 'webgpu' && device === 'auto';
  const trust = new DeviceTrust(storage);
  const known = isJudged ? await trust.recall(deviceKey(runtime), packUrl) : undefined;
  try {
    if (known?.passed !== false) {
      const opened = await openOn(runtime, options, storage, onProgress);
      let verdict: DeviceVerdict | undefined = known;
      if (isJudged && !verdict) {
        verdict = await judgeDevice(opened.pack, opened.engine);
        if (verdict) await trust.remember(deviceKey(runtime), packUrl, verdict);
      }
      if (verdict?.passed !== false) return { ...opened, deviceVerdict: verdict };
      await opened.engine.close();
    } else {
      await runtime.close();
    }
  } catch (error) {
    await runtime.close();
    if (!isJudged || !isDeviceFault(error)) throw error;
  }
  const opened = await openEngine({ ...options, device: 'wasm' }, surroundings, onProgress);
  return { ...opened, distrustedDevice: runtime.deviceName };
}

async function openOn(
  runtime: Runtime,
  { packUrl, acceptedLicenses = [] }: LoadOptions,
  storage: PackStorage | undefined,
  onProgress: (progress: LoadProgress) => void,
): Promise<OpenedEngine> {
  let bytes = { loadedBytes: 0, totalBytes: 0 };
  const report = (stage: LoadProgress['stage'], fraction: number): void =>
    onProgress({ stage, fraction, ...bytes });
  const { pack, isStored } = await openPackUrl(packUrl, {
    storage,
    acceptedLicenses,
    onProgress: ({ stage, ...read }) => {
      bytes = read;
      report(stage, OPENED * (read.loadedBytes / read.totalBytes));
    },
  });
  report('upload', OPENED);
  const dims = pack.voiceDims;
  const packVoices = await pack.readVoices();
  const voices = await OfferedVoices.open({ packVoices, dims, storage });
  const engine = await XttsEngine.open(pack, runtime);
  pack.release();
  report('warm-up', UPLOADED);
  // A pack may come without voices, and get its first one later.
  await engine.warmUp(voices.all[0] ?? silentVoice(dims));
  report('warm-up', 1);
  return { pack, runtime, voices, engine, isStored };
}

/** Whether another device might do what this one failed in. */
function isDeviceFault(error: unknown): boolean {
  return isTtsError(error) && (error.code === 'engine-failed' || error.code === 'device-lost');
}

/** A GPU in this version of this browser. */
function deviceKey({ deviceName, dtype }: Runtime): string {
  return [deviceName, dtype, globalThis.navigator?.userAgent].join(' ');
}
