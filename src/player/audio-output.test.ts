import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TtsError } from '../errors.ts';
import {
  FakeAudioContext,
  FakeWorkletNode,
  installFakeAudio,
  uninstallFakeAudio,
  type FakePage,
} from './audio-context-fixture.ts';
import { AudioOutput } from './audio-output.ts';

let page: FakePage;
let log: string[];
let errors: TtsError[];
let opened: AudioOutput[];

beforeEach(() => {
  page = installFakeAudio();
  log = [];
  errors = [];
  opened = [];
});
afterEach(async () => {
  await Promise.all(opened.map((output) => output.close()));
  uninstallFakeAudio();
});

function open(sampleRate = 16_000): AudioOutput {
  const output: AudioOutput = new AudioOutput(sampleRate, {
    onStateChange: () => log.push(`${output.isRunning ? 'runs' : 'stands'}`),
    onError: (error) => errors.push(error),
    onSinkLost: () => log.push('sink lost'),
  });
  opened.push(output);
  return output;
}

async function openRunning(): Promise<AudioOutput> {
  const output = open();
  await output.ready;
  await vi.advanceTimersByTimeAsync(10);
  log.length = 0;
  return output;
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(1000 * count);
const start = (output: AudioOutput) =>
  output.start({ prebufferFrames: 0, onEvent: (event) => log.push(event.type) });
const ended = { type: 'ended', position: 1, contextTime: 0, underruns: 0 } as const;

describe('the sample rate', () => {
  it.each([8000, 16_000, 24_000, 192_000])('is %i Hz where the browser has it', (rate) => {
    expect(open(rate).sampleRate).toBe(rate);
  });

  it('is the device’s where the browser refuses the one asked for', () => {
    FakeAudioContext.refuses = (rate) => rate < 44_100;
    expect(open(16_000).sampleRate).toBe(44_100);
    expect(FakeAudioContext.all).toHaveLength(1);
  });

  it('is what the browser took without a word', () => {
    FakeAudioContext.silentRate = 48_000;
    expect(open(16_000).sampleRate).toBe(48_000);
  });

  it('is an error only where there is no sound at all', () => {
    vi.stubGlobal('AudioContext', undefined);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'audio-output-failed' }));
  });
});

describe('the clock', () => {
  it('tells what is heard, stands still while suspended, and the latency', async () => {
    const output = await openRunning();
    await seconds(1);
    expect(output.latencySeconds).toBe(0.04);
    expect(output.heardContextTime).toBeCloseTo(FakeAudioContext.latest.currentTime - 0.04, 6);
    FakeAudioContext.latest.enter('suspended');
    const before = output.heardContextTime;
    await seconds(5);
    expect(output.heardContextTime).toBe(before);
  });
});

describe('the volume', () => {
  it('ramps, stays within 0…1, and does not touch the stream', async () => {
    const output = await openRunning();
    const stream = output.captureStream() as unknown;
    const { nodes, captures, destination } = FakeAudioContext.latest;
    const [node, volume] = nodes;
    expect(node).toBe(output.node);
    expect(node!.outputs).toEqual([volume, captures[0]]);
    expect(volume!.outputs).toEqual([destination]);
    expect(captures).toHaveLength(1);
    expect(captures[0]).toMatchObject({ channelCount: 1, stream });
    expect(output.captureStream()).toBe(stream);
    for (const value of [0, 2, -1]) output.setVolume(value);
    expect(volume!.gain.targets).toEqual([0, 1, 0].map((v) => [v, 0.01, 0.004]));
    expect(node!.gain.targets).toEqual([]);
  });

  it('is there at once where nothing has sounded', () => {
    FakeAudioContext.isAllowed = false;
    open().setVolume(0.25);
    expect(FakeAudioContext.latest.nodes[1]!.gain).toMatchObject({ value: 0.25, targets: [] });
  });
});

describe('the device', () => {
  it('changes, and the short suspension is not a state', async () => {
    const output = await openRunning();
    const changing = output.setSinkId('headphones');
    await seconds(0.01);
    await changing;
    expect([FakeAudioContext.latest.sinkId, log]).toEqual(['headphones', ['runs', 'runs', 'runs']]);
  });

  it('changes as often as one likes, one change after the other', async () => {
    const output = await openRunning();
    const ids = ['headphones', '', 'headphones', { type: 'none' }, 'bogus', ''] as const;
    const changing = Promise.allSettled(ids.map((id) => output.setSinkId(id)));
    await seconds(1);
    const bogus = (await changing).map(({ status }) => status).indexOf('rejected');
    const { sinkId, isStuck } = FakeAudioContext.latest;
    expect([bogus, sinkId, isStuck, output.isRunning]).toEqual([4, '', false, true]);
  });

  it('that cannot be used is a typed error, and changes nothing', async () => {
    const output = await openRunning();
    await expect(output.setSinkId('bogus')).rejects.toMatchObject({
      code: 'audio-output-failed',
      message: 'no sound can be sent to the device "bogus"',
    });
    expect(FakeAudioContext.latest.sinkId).toBe('');
    expect(output.isRunning).toBe(true);
  });

  it('cannot be chosen in every browser, which the error names', async () => {
    FakeAudioContext.devices = undefined;
    const output = await openRunning();
    await output.setSinkId('');
    await expect(output.setSinkId('headphones')).rejects.toMatchObject({
      code: 'audio-output-failed',
      message: 'this browser cannot choose the output device: no AudioContext.setSinkId()',
    });
  });

  it('is told to be lost when the browser falls back to the default', async () => {
    const output = await openRunning();
    void output.setSinkId('headphones');
    await seconds(1);
    log.length = 0;
    void FakeAudioContext.latest.setSinkId!('');
    await seconds(1);
    expect(log.filter((entry) => entry === 'sink lost')).toHaveLength(1);
  });

  it('may fail, and the output lives on if the clock does', async () => {
    const output = await openRunning();
    void output.setSinkId('headphones');
    await seconds(1);
    FakeAudioContext.latest.dispatchEvent(new Event('error'));
    expect(log.at(-1)).toBe('sink lost');
    await seconds(2);
    expect([errors, output.isRunning]).toEqual([[], true]);
  });

  it('may fail and suspend the context, which is resumed', async () => {
    const output = await openRunning();
    FakeAudioContext.latest.enter('suspended');
    FakeAudioContext.latest.dispatchEvent(new Event('error'));
    await seconds(2);
    expect([errors, output.isRunning]).toEqual([[], true]);
  });

  it('may fail for good, and the output with it', async () => {
    const output = await openRunning();
    FakeAudioContext.latest.isStuck = true;
    FakeAudioContext.latest.dispatchEvent(new Event('error'));
    FakeAudioContext.latest.dispatchEvent(new Event('error'));
    await seconds(2);
    expect(errors).toMatchObject([{ code: 'audio-output-failed' }]);
    expect(output.isRunning).toBe(false);
  });

  it('that fails while the output is held back says nothing', async () => {
    FakeAudioContext.isAllowed = false;
    open();
    FakeAudioContext.latest.dispatchEvent(new Event('error'));
    await seconds(2);
    expect(errors).toEqual([]);
  });
});

describe('what happens to a context', () => {
  it('interruption: held back, and resumed when the system gives the sound back', async () => {
    const output = await openRunning();
    FakeAudioContext.latest.enter('interrupted');
    expect([output.isRunning, log]).toEqual([false, ['stands']]);
    FakeAudioContext.latest.enter('suspended');
    await seconds(0.1);
    expect([output.isRunning, log]).toEqual([true, ['stands', 'stands', 'runs']]);
  });

  it('suspension by others: held back until it is resumed', async () => {
    const output = await openRunning();
    await FakeAudioContext.latest.suspend();
    await seconds(60);
    expect(output.isRunning).toBe(false);
    await output.resume();
    expect(output.isRunning).toBe(true);
  });

  it('closed by others: the output fails, once', async () => {
    const output = await openRunning();
    start(output);
    await FakeAudioContext.latest.close();
    await seconds(5);
    expect(errors).toMatchObject([{ code: 'audio-output-failed' }]);
    expect(output.isRunning).toBe(false);
    await output.close();
  });

  it('the worklet fails: the output fails', async () => {
    await openRunning();
    FakeWorkletNode.latest.onprocessorerror!();
    expect(errors).toMatchObject([{ code: 'audio-output-failed' }]);
  });

  it('the clock stops for 2 s: the output fails, but only while something plays', async () => {
    const output = await openRunning();
    FakeAudioContext.latest.isStuck = true;
    await seconds(10);
    expect(errors).toEqual([]);
    start(output);
    await seconds(2);
    expect(errors).toEqual([]);
    await seconds(1);
    expect(errors).toMatchObject([{ code: 'audio-output-failed' }]);
  });

  it('a clock may stand while the context does, or stop for a moment', async () => {
    const output = await openRunning();
    start(output);
    FakeAudioContext.latest.enter('interrupted');
    await seconds(60);
    FakeAudioContext.latest.enter('running');
    await seconds(1);
    FakeAudioContext.latest.isStuck = true;
    await seconds(1.9);
    FakeAudioContext.latest.isStuck = false;
    await seconds(10);
    expect(errors).toEqual([]);
  });
});

describe('rest', () => {
  it('comes after 30 s without use, is no change to anybody, and ends with the next start', async () => {
    const output = await openRunning();
    start(output);
    await seconds(100);
    expect(FakeAudioContext.latest.state).toBe('running');
    FakeWorkletNode.latest.emit(ended);
    await seconds(29);
    expect(FakeAudioContext.latest.state).toBe('running');
    await seconds(2);
    expect([FakeAudioContext.latest.state, output.isRunning]).toEqual(['suspended', true]);
    expect(log.includes('stands')).toBe(false);
    start(output);
    await seconds(0.1);
    expect([FakeAudioContext.latest.state, output.isRunning]).toEqual(['running', true]);
  });

  it('is undone by `resume` even while the suspension is under way', async () => {
    const output = await openRunning();
    await vi.advanceTimersByTimeAsync(30_000);
    void output.resume();
    await seconds(1);
    expect(FakeAudioContext.latest.state).toBe('running');
    FakeAudioContext.isAllowed = false;
    await seconds(30);
    void output.resume();
    expect(output.isRunning).toBe(false);
  });

  it('does not come while the next utterance has begun', async () => {
    const output = await openRunning();
    start(output);
    FakeWorkletNode.latest.emit(ended);
    await seconds(20);
    start(output);
    await seconds(60);
    expect(FakeAudioContext.latest.state).toBe('running');
  });

  it('does not come to what waits for a gesture', async () => {
    FakeAudioContext.isAllowed = false;
    const output = open();
    const suspend = vi.spyOn(FakeAudioContext.latest, 'suspend');
    await seconds(100);
    expect([suspend.mock.calls, output.isRunning]).toEqual([[], false]);
    FakeAudioContext.latest.enter('running');
    await seconds(31);
    expect([suspend.mock.calls.length, output.isRunning]).toEqual([1, true]);
  });

  it('is not an interruption, and an interruption of it is not one', async () => {
    const output = await openRunning();
    await seconds(31);
    FakeAudioContext.latest.enter('interrupted');
    FakeAudioContext.latest.enter('suspended');
    await seconds(1);
    expect([FakeAudioContext.latest.state, output.isRunning]).toEqual(['suspended', true]);
  });

  it('does not come while the stream is taken', async () => {
    const output = await openRunning();
    const [track] = output.captureStream().getTracks();
    await seconds(100);
    expect(FakeAudioContext.latest.state).toBe('running');
    track!.stop();
    await seconds(31);
    expect(FakeAudioContext.latest.state).toBe('suspended');
  });
});

describe('close', () => {
  it('leaves nothing behind, and may be called twice', async () => {
    const output = await openRunning();
    start(output);
    const [track] = output.captureStream().getTracks();
    expect(FakeAudioContext.latest.listeners).toBe(3);
    await Promise.all([output.close(), output.close()]);
    await output.close();
    const { state, listeners } = FakeAudioContext.latest;
    expect([state, listeners, vi.getTimerCount(), errors]).toEqual(['closed', 0, 0, []]);
    expect(track!.readyState).toBe('ended');
    expect(output.isRunning).toBe(false);
    await expect(output.resume()).rejects.toBeDefined();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each([false, true])('is safe while the worklet is being loaded', async (isLoadedAfter) => {
    let load: () => void = () => undefined;
    FakeAudioContext.moduleGate = new Promise((resolve, reject) => {
      load = () => (isLoadedAfter ? resolve() : reject(new Error('too late')));
    });
    const output = open();
    const ready = output.ready.catch((error: unknown) => error);
    await output.close();
    expect(await ready).toMatchObject({ name: 'AbortError' });
    load();
    await seconds(1);
    expect([FakeWorkletNode.all, errors]).toEqual([[], []]);
  });

  it('ends `ready` with the failure, if there was one before', async () => {
    FakeAudioContext.moduleGate = new Promise(() => undefined);
    const output = open();
    await FakeAudioContext.latest.close();
    await expect(output.ready).rejects.toBe(errors[0]);
  });
});

describe('the audio session', () => {
  it('is one of playback while an output is open', async () => {
    const [first, second] = [open(), open()];
    expect(page.audioSession.type).toBe('playback');
    await first.close();
    await first.close();
    expect(page.audioSession.type).toBe('playback');
    await second.close();
    expect(page.audioSession.type).toBe('auto');
  });

  it('stays as the page has chosen it', async () => {
    page.audioSession.type = 'play-and-record';
    await open().close();
    expect(page.audioSession.type).toBe('play-and-record');
  });
});
