import { describe, expect, it } from 'vitest';
import { CPML, LicenseError } from '../pack/license.ts';
import type { EngineApi, EngineInfo, LoadOptions, LoadProgress } from './engine-api.ts';
import { SharedEngine } from './shared-engine.ts';

const INFO = { packId: 'test', license: { name: 'MIT' } } as EngineInfo;
const PROGRESS: LoadProgress = { stage: 'download', fraction: 0.5, loadedBytes: 1, totalBytes: 2 };

class FakeEngine implements EngineApi {
  static all: FakeEngine[] = [];
  isClosed = false;
  report: (progress: LoadProgress) => void = () => undefined;
  succeed: () => void = () => undefined;
  fail: (error: Error) => void = () => undefined;
  change: (info: EngineInfo) => void = () => undefined;
  options: LoadOptions | undefined;
  info = INFO;
  spoken = 0;
  readonly imported: Blob[] = [];
  constructor() {
    FakeEngine.all.push(this);
  }
  load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
    onChange: (info: EngineInfo) => void,
  ): Promise<EngineInfo> {
    this.options = options;
    this.report = onProgress;
    this.change = onChange;
    return new Promise((resolve, reject) => {
      this.succeed = () => resolve(this.info);
      this.fail = reject;
    });
  }
  async speak(): Promise<never> {
    this.spoken++;
    return undefined as never;
  }
  async importVoices(file: Blob): Promise<readonly string[]> {
    this.imported.push(file);
    return ['Ana'];
  }
  async createVoice({ name }: { readonly name: string }): Promise<string> {
    return name;
  }
  async exportVoice(name: string): Promise<Blob> {
    return new Blob([name]);
  }
  async removeVoice(): Promise<void> {}
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

  it('tells all users of changed voices, but none that has closed; a late one gets them at once', async () => {
    const options = fresh();
    const users = [user(), user(), user()];
    const heard: [number, EngineInfo][] = [];
    const onProgress = () => undefined;
    const loading = users.map((one, i) =>
      one.load(options, onProgress, (info) => heard.push([i, info])),
    );
    FakeEngine.all[0]!.succeed();
    await Promise.all(loading);
    await users[1]!.close();
    const changed = { ...INFO, voices: ['slt', 'Ana'] };
    FakeEngine.all[0]!.change(changed);
    expect(heard).toEqual([
      [0, changed],
      [2, changed],
    ]);
    expect(await user().load(options, onProgress)).toBe(changed);
  });

  it('passes voices on, and only when loaded', async () => {
    const one = user();
    const file = new Blob(['a voice']);
    for (const call of [one.importVoices(file), one.exportVoice('slt'), one.removeVoice('Ana')]) {
      await expect(call).rejects.toMatchObject({ code: 'engine-closed' });
    }
    const loading = one.load(fresh(), () => undefined);
    FakeEngine.all[0]!.succeed();
    await loading;
    expect(await one.importVoices(file)).toEqual(['Ana']);
    expect(FakeEngine.all[0]!.imported).toEqual([file]);
    expect(await (await one.exportVoice('slt')).text()).toBe('slt');
  });
});

describe('SharedEngine with a licence', () => {
  const accepting = ['cpml'];
  const licensed = { ...INFO, license: CPML };
  const load = (one: SharedEngine, options: LoadOptions) => one.load(options, () => undefined);

  it('lets nobody in because another has accepted', async () => {
    const options = fresh();
    const [first, second] = [user(), user()];
    const loading = load(first, { ...options, acceptedLicenses: accepting });
    FakeEngine.all[0]!.info = licensed;
    FakeEngine.all[0]!.succeed();
    expect(await loading).toBe(licensed);
    await expect(load(second, options)).rejects.toMatchObject({
      code: 'license-not-accepted',
      license: CPML,
    });
    await expect(speak(second)).rejects.toMatchObject({ code: 'engine-closed' });
    expect(await load(second, { ...options, acceptedLicenses: accepting })).toBe(licensed);
    expect(FakeEngine.all).toHaveLength(1);
    await first.close();
    expect(FakeEngine.all[0]!.isClosed).toBe(false);
    await second.close();
    expect(FakeEngine.all[0]!.isClosed).toBe(true);
  });

  it('loads for those who have accepted although one who has not came first', async () => {
    const options = fresh();
    const users = [user(), user(), user()];
    const refused = load(users[0]!, options);
    const waiting = users
      .slice(1)
      .map((one) => load(one, { ...options, acceptedLicenses: accepting }));
    expect(FakeEngine.all).toHaveLength(1);
    FakeEngine.all[0]!.fail(new LicenseError(CPML));
    await expect(refused).rejects.toMatchObject({ code: 'license-not-accepted' });
    while (FakeEngine.all.length < 2) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(FakeEngine.all[1]!.options?.acceptedLicenses).toEqual(accepting);
    FakeEngine.all[1]!.info = licensed;
    FakeEngine.all[1]!.succeed();
    expect(await Promise.all(waiting)).toEqual([licensed, licensed]);
    expect(FakeEngine.all).toHaveLength(2);
  });

  it('does not start again for a user who has closed meanwhile', async () => {
    const options = fresh();
    const [first, second] = [user(), user()];
    const refused = [
      load(first, options),
      load(second, { ...options, acceptedLicenses: accepting }),
    ];
    await second.close();
    FakeEngine.all[0]!.fail(new LicenseError(CPML));
    for (const one of refused) {
      await expect(one).rejects.toMatchObject({ code: 'license-not-accepted' });
    }
    expect(FakeEngine.all).toHaveLength(1);
  });
});
