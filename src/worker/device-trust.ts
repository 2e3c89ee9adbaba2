import type { PackStorage } from '../pack/pack-storage.ts';
import type { Pack } from '../pack/open-pack.ts';
import type { XttsEngine } from '../xtts/engine.ts';
import { readSelfTest } from '../xtts/self-test-file.ts';
import {
  missedTolerances,
  runSelfTest,
  SELF_TEST_TOLERANCES,
  type SelfTestResult,
} from '../xtts/self-test.ts';

/** What a device's self-test came to. */
export interface DeviceVerdict extends SelfTestResult {
  /** Whether the device computes the pack as exactly as its type of numbers lets expect. */
  readonly passed: boolean;
}

const FOLDER = 'device-trust';
const FILE = `${FOLDER}/verdicts.json`;
/** The oldest go first: a verdict that is missing costs a second, nothing more. */
const MAX_VERDICTS = 100;

/**
 * Runs the pack's self-test on an engine that was opened with it.
 * @returns `undefined` for a pack without one
 * @throws TtsError
 */
export async function judgeDevice(
  pack: Pack,
  engine: XttsEngine,
): Promise<DeviceVerdict | undefined> {
  const { files, config, dtype } = pack.manifest;
  const file = files.find(({ role }) => role === 'self-test');
  if (!file) return undefined;
  await pack.load([file], {});
  const bytes = new Uint8Array(await (await pack.readFile(file.name)).arrayBuffer());
  const result = await runSelfTest(engine, await readSelfTest(bytes, config));
  return { ...result, passed: missedTolerances(result, SELF_TEST_TOLERANCES[dtype]).length === 0 };
}

/**
 * The verdicts of this browser, by device and pack. A browser or a driver of another version may
 * compute differently, so its name belongs into the device's.
 */
export class DeviceTrust {
  readonly #storage: Pick<PackStorage, 'openStore'> | undefined;

  constructor(storage: Pick<PackStorage, 'openStore'> | undefined) {
    this.#storage = storage;
  }

  async recall(device: string, packUrl: string): Promise<DeviceVerdict | undefined> {
    return (await this.#read()).get(keyOf(device, packUrl));
  }

  async remember(device: string, packUrl: string, verdict: DeviceVerdict): Promise<void> {
    const verdicts = await this.#read();
    const key = keyOf(device, packUrl);
    verdicts.delete(key);
    verdicts.set(key, verdict);
    const kept = [...verdicts].slice(-MAX_VERDICTS);
    try {
      const store = await this.#storage?.openStore();
      await store?.write(FILE, new TextEncoder().encode(JSON.stringify(kept)));
    } catch {
      // Without a storage the device is judged at each load.
    }
  }

  /** What is not there, or cannot be read, is judged anew. */
  async #read(): Promise<Map<string, DeviceVerdict>> {
    try {
      const store = await this.#storage?.openStore();
      const text = await (await store?.read(FILE))?.text();
      const entries = JSON.parse(text ?? '[]') as unknown;
      return new Map(Array.isArray(entries) ? entries.filter(isEntry) : []);
    } catch {
      return new Map();
    }
  }
}

function keyOf(device: string, packUrl: string): string {
  return `${device}\n${packUrl}`;
}

function isEntry(value: unknown): value is [string, DeviceVerdict] {
  if (!Array.isArray(value)) return false;
  const [key, verdict] = value as [unknown, Partial<DeviceVerdict> | null];
  return typeof key === 'string' && typeof verdict?.passed === 'boolean';
}
