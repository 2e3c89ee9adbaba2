import { describe, expect, it } from 'vitest';
import type { EngineApi, EngineInfo, LoadProgress } from './engine-api.ts';
import { SharedEngine } from './shared-engine.ts';

const INFO = { packId: 'test' } as EngineInfo;
const PROGRESS: LoadProgress = { stage: 'download', fraction: 0.5, loadedBytes: 1, totalBytes: 2 };

class FakeEngine implements EngineApi {
  static all: FakeEngine[] = [];
  isClosed = false;
  report: (progress: LoadProgress) => void = () => undefined;
  succeed: () => void = () => undefined;
  fail: (error: Error) => void = () => undefined;
  spoken = 0;
  constructor() {
    FakeEngine.all.push(this);
  }
  load(_options: unknown, onProgress: (progress: LoadProgress) => void): Promise<EngineInfo> {
    this.report = onProgress;
    return new Promise((resolve, reject) => {
      this.succeed = () => resolve(INFO);
      this.fail = reject;
    });
  }
  async speak(): Promise<never> {
    this.spoken++;
    return undefined as never;
  }
  async close(): Promise<void> {
    this.isClosed = true;
  }
}

const user = () => new SharedEngine(() => new FakeEngine());
const speak = (engine: EngineApi) =>
  engine.speak({}, {} as never, () => undefined, new AbortController().signal);
let pack = 0;
const fresh = () => {
  FakeEngine.all = [];
  return { packUrl: `https://packs.test/${pack++}/` };
};

describe('SharedEngine', () => {
  it('loads once for all users, who all hear of it, and closes with the last', async () => {
    const options = fresh();
    const users = [user(), user()];
    const heard: number[] = [];
    const loading = users.map((one, i) => one.load(options, () => heard.push(i)));
    FakeEngine.all[0]!.report(PROGRESS);
    FakeEngine.all[0]!.succeed();
    expect(await Promise.all(loading)).toEqual([INFO, INFO]);
    expect(await users[0]!.load(options, () => undefined)).toBe(INFO);
    const late = user();
    await late.load(options, () => undefined);
    expect([FakeEngine.all.length, heard]).toEqual([1, [0, 1]]);
    await speak(late);
    expect(FakeEngine.all[0]!.spoken).toBe(1);
    await Promise.all([users[0]!.close(), users[0]!.close(), late.close()]);
    expect(FakeEngine.all[0]!.isClosed).toBe(false);
    await users[1]!.close();
    expect(FakeEngine.all[0]!.isClosed).toBe(true);
    await expect(speak(late)).rejects.toMatchObject({ code: 'engine-closed' });
  });

  it('keeps packs and devices apart', () => {
    const options = fresh();
    for (const other of [
      {},
      { device: 'wasm' },
      { packUrl: 'https://packs.test/other/' },
    ] as const) {
      void user().load({ ...options, ...other }, () => undefined);
    }
    expect(FakeEngine.all).toHaveLength(3);
  });

  it('tells all of a failure, gives the engine back, and can be tried again', async () => {
    const options = fresh();
    const users = [user(), user()];
    const loading = users.map((one) => one.load(options, () => undefined));
    const error = new Error('offline');
    FakeEngine.all[0]!.fail(error);
    for (const load of loading) await expect(load).rejects.toBe(error);
    expect(FakeEngine.all[0]!.isClosed).toBe(true);
    const again = users[0]!.load(options, () => undefined);
    FakeEngine.all[1]!.succeed();
    expect(await again).toBe(INFO);
    await users[0]!.close();
    expect(FakeEngine.all[1]!.isClosed).toBe(true);
  });

  it('lets the others load on when one gives up', async () => {
    const options = fresh();
    const [one, two] = [user(), user()];
    one.load(options, () => undefined).catch(() => undefined);
    const loading = two.load(options, () => undefined);
    await one.close();
    expect(FakeEngine.all[0]!.isClosed).toBe(false);
    FakeEngine.all[0]!.succeed();
    expect(await loading).toBe(INFO);
  });
});
