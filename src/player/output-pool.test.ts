import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  FakeAudioContext,
  FakeWorkletNode,
  installFakeAudio,
  uninstallFakeAudio,
  type FakePage,
} from './audio-context-fixture.ts';
import type { SpeechOutput } from './audio-output.ts';
import { OutputPool } from './output-pool.ts';

let page: FakePage;
let pool: OutputPool;
let notices: string[];
let failed: SpeechOutput[];
let changes: number;

beforeEach(() => {
  page = installFakeAudio();
  notices = [];
  failed = [];
  changes = 0;
  pool = new OutputPool({
    onChange: () => changes++,
    onError: (output) => failed.push(output),
    onNotice: (notice) => notices.push(notice),
  });
});
afterEach(async () => {
  await pool.close();
  uninstallFakeAudio();
});

const seconds = (count: number) => vi.advanceTimersByTimeAsync(1000 * count);
const contexts = FakeAudioContext.all;
const volumeOf = (context: FakeAudioContext) => context.nodes[1]!.gain.value;

async function getRunning(sampleRate = 16_000): Promise<SpeechOutput> {
  const output = pool.get(sampleRate);
  await output.ready;
  await seconds(0.1);
  return output;
}

describe('OutputPool.get', () => {
  it('keeps one output per rate asked for, whatever rate it plays at', () => {
    FakeAudioContext.silentRate = 48_000;
    const output = pool.get(16_000);
    expect(output.sampleRate).toBe(48_000);
    expect(pool.get(16_000)).toBe(output);
    expect(pool.get(24_000)).not.toBe(output);
    expect(contexts).toHaveLength(2);
  });

  it.each<[string, () => Promise<void>]>([
    ['closed by other code', () => FakeAudioContext.latest.close()],
    ['its worklet failed', async () => FakeWorkletNode.latest.onprocessorerror!()],
    [
      'its clock stopped',
      async () => {
        FakeAudioContext.latest.isStuck = true;
        await seconds(3);
      },
    ],
  ])('opens a fresh one in the place of one that failed: %s', async (_, harm) => {
    const output = await getRunning();
    output.start({ prebufferFrames: 0, onEvent: () => undefined });
    await harm();
    await seconds(0.1);
    expect(failed).toEqual([output]);
    expect(contexts[0]).toMatchObject({ state: 'closed', listeners: 0 });
    expect(await getRunning()).not.toBe(output);
    expect(contexts).toHaveLength(2);
  });

  it('opens a fresh one where the worklet could not be loaded', async () => {
    FakeAudioContext.moduleGate = Promise.reject(new Error('404'));
    FakeAudioContext.moduleGate.catch(() => undefined);
    await expect(pool.get(16_000).ready).rejects.toMatchObject({ code: 'audio-output-failed' });
    FakeAudioContext.moduleGate = Promise.resolve();
    await getRunning();
    expect(contexts.map(({ state }) => state)).toEqual(['closed', 'running']);
  });
});

describe('what is held back', () => {
  it('is blocked by autoplay policy until a gesture, and no return of the page changes that', async () => {
    FakeAudioContext.isAllowed = false;
    const output = pool.get(16_000);
    void pool.run(output);
    await seconds(0.29);
    expect(pool.isBlocked(output)).toBe(false);
    await seconds(0.02);
    expect(pool.isBlocked(output)).toBe(true);
    FakeAudioContext.isAllowed = true;
    page.show();
    page.window.dispatchEvent(new Event('pageshow'));
    await seconds(1);
    expect(pool.isBlocked(output)).toBe(true);
    await pool.runAll(16_000);
    expect([pool.isBlocked(output), contexts.length]).toEqual([false, 1]);
  });

  it.each<[string, () => void]>([
    ['is shown', () => page.show()],
    ['leaves the back/forward cache', () => page.window.dispatchEvent(new Event('pageshow'))],
    ['is thawed', () => page.document.dispatchEvent(new Event('resume'))],
    ['has the focus', () => page.window.dispatchEvent(new Event('focus'))],
  ])('by an interruption is resumed when the page %s', async (_, comeBack) => {
    const output = await getRunning();
    page.hide();
    expect(pool.isBlocked(output)).toBe(false);
    FakeAudioContext.latest.enter('interrupted');
    expect(pool.isBlocked(output)).toBe(true);
    await seconds(60);
    const before = changes;
    comeBack();
    await seconds(1);
    expect([pool.isBlocked(output), output.isRunning]).toEqual([false, true]);
    expect(changes).toBeGreaterThan(before);
  });

  it('stays blocked where the system refuses, until `unlock`', async () => {
    const output = await getRunning();
    FakeAudioContext.latest.enter('interrupted');
    const resume = vi.spyOn(FakeAudioContext.latest, 'resume');
    resume.mockRejectedValueOnce(new DOMException('interrupted', 'InvalidStateError'));
    page.show();
    await seconds(1);
    expect(pool.isBlocked(output)).toBe(true);
    await pool.runAll(16_000);
    expect(pool.isBlocked(output)).toBe(false);
  });

  it('is not what rests; the page’s return does not wake it', async () => {
    const output = await getRunning();
    await seconds(40);
    page.show();
    await seconds(1);
    expect([FakeAudioContext.latest.state, pool.isBlocked(output)]).toEqual(['suspended', false]);
    await pool.run(output);
    expect([FakeAudioContext.latest.state, pool.isBlocked(output)]).toEqual(['running', false]);
  });

  it('is what rests and may not wake', async () => {
    const output = await getRunning();
    await seconds(40);
    FakeAudioContext.isAllowed = false;
    void pool.run(output);
    await seconds(1);
    expect(pool.isBlocked(output)).toBe(true);
  });
});

describe('OutputPool.setVolume', () => {
  it('is that of all outputs, also of those opened later', async () => {
    await getRunning();
    pool.setVolume(0.5);
    pool.get(24_000);
    expect(contexts.map(volumeOf)).toEqual([0.5, 0.5]);
  });
});

describe('OutputPool.setSinkId', () => {
  const sinks = () => contexts.map(({ sinkId }) => sinkId);
  const choose = async (id: string) => {
    const choosing = pool.setSinkId(id, 16_000);
    choosing.catch(() => undefined);
    await seconds(1.1);
    return choosing;
  };

  it('moves all outputs, also those opened later', async () => {
    await getRunning();
    await getRunning(24_000);
    await choose('headphones');
    await getRunning(8000);
    expect(sinks()).toEqual(['headphones', 'headphones', 'headphones']);
    await choose('');
    expect(sinks()).toEqual(['', '', '']);
  });

  it('opens an output to find out, where there is none', async () => {
    await pool.setSinkId('', 16_000);
    expect(contexts).toHaveLength(0);
    await expect(choose('bogus')).rejects.toMatchObject({ code: 'audio-output-failed' });
    expect([sinks(), notices]).toEqual([[''], []]);
  });

  it('leaves everything where it was if the device cannot be used', async () => {
    await getRunning();
    await choose('headphones');
    await expect(choose('bogus')).rejects.toMatchObject({ code: 'audio-output-failed' });
    await getRunning(24_000);
    expect([sinks(), notices]).toEqual([['headphones', 'headphones'], []]);
  });

  it('falls back to the default, once and with a notice, when the device is unplugged', async () => {
    await getRunning();
    await getRunning(24_000);
    await choose('headphones');
    page.plug(['headphones', 'monitor']);
    await seconds(1);
    expect([sinks(), notices]).toEqual([['headphones', 'headphones'], []]);
    page.plug(['monitor']);
    for (const context of contexts) context.dispatchEvent(new Event('error'));
    await seconds(3);
    expect([sinks(), notices, failed]).toEqual([['', ''], ['output-changed'], []]);
    expect(contexts.every(({ state }) => state === 'running')).toBe(true);
    page.plug(['headphones']);
    await seconds(1);
    expect(notices).toHaveLength(1);
  });

  it('falls back where an output opened later cannot have the device', async () => {
    await getRunning();
    await choose('headphones');
    FakeAudioContext.devices = [];
    await getRunning(24_000);
    await seconds(1);
    expect([sinks(), notices]).toEqual([['', ''], ['output-changed']]);
  });

  it('does not block anybody while the device changes', async () => {
    const output = await getRunning();
    const changing = pool.setSinkId('headphones', 16_000);
    for (let ms = 0; ms < 20; ms++) {
      await seconds(0.001);
      expect(pool.isBlocked(output)).toBe(false);
    }
    await changing;
  });
});

describe('OutputPool.captureStream', () => {
  it('pins one output of 48 kHz for all rates', async () => {
    const earlier = await getRunning();
    const stream = pool.captureStream();
    expect(pool.captureStream()).toBe(stream);
    const output = pool.get(16_000);
    expect(output).not.toBe(earlier);
    expect(output.sampleRate).toBe(48_000);
    expect(pool.get(24_000)).toBe(output);
    expect(stream.getTracks()).toHaveLength(1);
    // What began on the earlier output ends there.
    expect(contexts.map(({ state }) => state)).toEqual(['running', 'suspended']);
    expect(earlier.isRunning).toBe(true);
  });

  it('keeps the track when volume and device change', async () => {
    const stream = pool.captureStream();
    const [track] = stream.getTracks();
    await getRunning();
    pool.setVolume(0);
    void pool.setSinkId('headphones', 16_000);
    await seconds(60);
    expect(stream.getTracks()).toEqual([track]);
    expect(track!.readyState).toBe('live');
    expect(FakeAudioContext.latest.captures).toHaveLength(1);
  });

  it('has a new track, with a notice, once its output had failed', async () => {
    const stream = pool.captureStream();
    const [track] = stream.getTracks();
    await getRunning();
    await FakeAudioContext.latest.close();
    expect(track!.readyState).toBe('ended');
    await getRunning();
    expect(stream.getTracks()).toHaveLength(1);
    expect(stream.getTracks()[0]).not.toBe(track);
    expect(stream.getTracks()[0]!.readyState).toBe('live');
    expect([pool.captureStream() === stream, notices]).toEqual([true, ['stream-changed']]);
  });
});

describe('OutputPool.close', () => {
  it('leaves nothing behind, and may be called twice', async () => {
    const output = await getRunning();
    const stream = pool.captureStream();
    void pool.setSinkId('headphones', 16_000);
    await seconds(0.1);
    void pool.run(output);
    await Promise.all([pool.close(), pool.close()]);
    await seconds(1);
    const before = changes;
    page.show();
    page.plug([]);
    await seconds(60);
    expect(changes).toBe(before);
    expect(contexts.map(({ state, listeners }) => [state, listeners])).toEqual([
      ['closed', 0],
      ['closed', 0],
    ]);
    expect(stream.getTracks()[0]!.readyState).toBe('ended');
    expect([vi.getTimerCount(), notices, failed]).toEqual([0, [], []]);
    expect(() => pool.get(16_000)).toThrow(
      expect.objectContaining({ code: 'audio-output-failed' }),
    );
  });
});
