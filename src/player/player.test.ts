import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAbort, TtsError } from '../errors.ts';
import type { PlayerEventDetails, PlayerState } from './player-events.ts';
import { FastOutput, SineEngine } from './player-fixture.ts';
import { TtsPlayer } from './player.ts';

let engine: SineEngine;
let outputs: FastOutput[];
let isAllowed: boolean;
let player: TtsPlayer;
let states: PlayerState[];
let log: string[];

const NAMES: readonly (keyof PlayerEventDetails)[] = [
  'modelprogress',
  'notice',
  'blocked',
  'playing',
  'ended',
  'error',
  'chunk',
];

beforeEach(() => {
  engine = new SineEngine();
  outputs = [];
  isAllowed = true;
  states = [];
  log = [];
  player = new TtsPlayer({
    engine,
    packUrl: 'https://packs.test/nano',
    openOutput: (sampleRate, listener) => {
      const output = new FastOutput(sampleRate, listener, isAllowed);
      outputs.push(output);
      return output;
    },
  });
  player.addEventListener('statechange', (event) => states.push(event.detail.state));
  for (const name of NAMES) player.addEventListener(name, () => log.push(name));
});
afterEach(() => player.close());

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
};
const heardFrames = (output: FastOutput) => output.heard.filter((sample) => sample !== 0).length;

async function* hanging(...deltas: string[]): AsyncGenerator<string> {
  yield* deltas;
  await new Promise(() => undefined);
}

describe('TtsPlayer.load', () => {
  it('loads once for all who ask, and reports progress', async () => {
    const [first, second] = await Promise.all([player.load(), player.load()]);
    expect(second).toBe(first);
    expect(await player.load()).toBe(player.info);
    expect(engine.loadOptions?.packUrl).toBe('https://packs.test/nano/');
    expect([states, log]).toEqual([['loading', 'ready'], ['modelprogress']]);
  });

  it('ends with the signal, gives the engine back, and can be tried again', async () => {
    engine.loadGate = new Promise(() => undefined);
    const controller = new AbortController();
    const loading = player.load(controller.signal);
    await until(() => player.state === 'loading');
    controller.abort('enough');
    await expect(loading).rejects.toBe('enough');
    expect([player.state, engine.isClosed, log.includes('error')]).toEqual(['idle', true, false]);
    engine.loadGate = Promise.resolve();
    await player.load();
    expect(player.state).toBe('ready');
  });

  it('reports a failure once, to the event and to whoever waits', async () => {
    const error = new TtsError('network', 'offline');
    engine.loadGate = Promise.reject(error);
    engine.loadGate.catch(() => undefined);
    await expect(player.speak('Hello')).rejects.toBe(error);
    expect(log.filter((name) => name === 'error')).toHaveLength(1);
    expect(player.state).toBe('idle');
  });
});

describe('TtsPlayer.speak', () => {
  it('loads, speaks a string to its end and tells the numbers', async () => {
    const result = await player.speak('Hello world', { seed: 3 });
    expect(engine.requests).toEqual([{ seed: 3, profile: 'FAST' }]);
    expect(outputs.map((output) => output.sampleRate)).toEqual([16_000]);
    expect(result.playedSeconds).toBeCloseTo(0.22);
    expect(result.metrics).toMatchObject({
      underruns: 0,
      bufferedMs: 0,
      realTimeFactor: 0.001 / 0.22,
    });
    const { firstChunkMs, timeToFirstAudioMs, timeToPlaybackMs } = result.metrics;
    expect(firstChunkMs).toBeGreaterThanOrEqual(0);
    expect(timeToFirstAudioMs).toBeGreaterThanOrEqual(firstChunkMs!);
    expect(timeToPlaybackMs).toBeGreaterThanOrEqual(timeToFirstAudioMs!);
    expect(player.metrics).toEqual(result.metrics);
    expect(states).toEqual(['loading', 'waiting', 'playing', 'ready']);
    expect(log).toEqual(['modelprogress', 'chunk', 'playing', 'ended']);
    expect(performance.getEntriesByName('xtts:timeToPlaybackMs', 'measure')).toHaveLength(1);
  });

  it('speaks deltas as they come, before the source has ended', async () => {
    const speaking = player.speak(hanging('x'.repeat(20))).catch((error: unknown) => error);
    await until(() => player.state === 'playing');
    await player.cancel();
    expect(isAbort(await speaking)).toBe(true);
  });

  it('opens one output per sample rate and keeps it', async () => {
    await player.speak('one', { profile: 'CINEMATIC' });
    await player.speak('two');
    await player.speak('three', { llmModelName: 'qwen2.5:14b' });
    expect(outputs.map((output) => output.sampleRate)).toEqual([24_000, 16_000]);
  });

  it('speaks 50 000 characters', async () => {
    engine.secondsPerCharacter = 0.001;
    const { summary, playedSeconds } = await player.speak('x'.repeat(50_000));
    expect([summary.chunks, playedSeconds]).toEqual([1, 50]);
  });

  it.each([
    ['', {}, 'text-empty'],
    [' \n', {}, 'text-empty'],
    ['text', { speed: 3 }, 'option-invalid'],
  ])('refuses %j with %j, and what plays goes on', async (text, options, code) => {
    const speaking = player.speak('a long text');
    await expect(player.speak(text, options)).rejects.toMatchObject({ code });
    await expect(speaking).resolves.toBeDefined();
  });

  it('refuses a stream that ends without a word', async () => {
    const empty = (async function* () {
      yield ' ';
    })();
    await expect(player.speak(empty)).rejects.toMatchObject({ code: 'text-empty' });
    expect([player.state, log.includes('error')]).toEqual(['ready', true]);
  });

  it('interrupts what plays', async () => {
    const first = player.speak('x'.repeat(3000)).catch((error: unknown) => error);
    await until(() => player.state === 'playing');
    const result = await player.speak('second');
    expect(isAbort(await first)).toBe(true);
    expect(result.playedSeconds).toBeCloseTo(0.12);
    expect(engine.aborted).toHaveLength(1);
    expect(log.filter((name) => name === 'ended' || name === 'error')).toEqual(['ended']);
  });

  it('rejects with the reason of its signal, and is silent after', async () => {
    const controller = new AbortController();
    const speaking = player.speak('x'.repeat(3000), { signal: controller.signal });
    await until(() => player.state === 'playing');
    const reason = new Error('barge-in');
    controller.abort(reason);
    await expect(speaking).rejects.toBe(reason);
    expect([player.state, log.includes('error')]).toEqual(['ready', false]);
    const before = heardFrames(outputs[0]!);
    await until(() => outputs[0]!.heard.length > 60_000);
    expect(heardFrames(outputs[0]!) - before).toBeLessThanOrEqual(320);
  });

  it('passes on failures of the engine, the source and the output', async () => {
    engine.failure = new TtsError('engine-failed', 'broken');
    await expect(player.speak('one')).rejects.toBe(engine.failure);
    engine.failure = undefined;

    const lost = new Error('connection lost');
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(lost) }),
    };
    await expect(player.speak(source)).rejects.toBe(lost);

    const silent = new TtsError('audio-output-failed', 'broken');
    const speaking = player.speak(hanging('three'));
    await until(() => player.state === 'waiting');
    outputs[0]!.fail(silent);
    await expect(speaking).rejects.toBe(silent);
    expect(log.filter((name) => name === 'error')).toHaveLength(3);
    // The broken output is replaced.
    await player.speak('four');
    expect(outputs).toHaveLength(2);
  });
});

describe('TtsPlayer.cancel', () => {
  it('stops generation and sound, and resolves when both are over', async () => {
    const speaking = player.speak(hanging('x'.repeat(3000))).catch((error: unknown) => error);
    await until(() => player.state === 'playing');
    await player.cancel();
    expect(isAbort(await speaking)).toBe(true);
    expect(engine.aborted).toHaveLength(1);
    expect(outputs[0]!.heard.at(-1)).toBe(0);
    expect(player.state).toBe('ready');
    await player.cancel();
  });

  it('does not wait for an output that is held back', async () => {
    isAllowed = false;
    const speaking = player.speak('text').catch((error: unknown) => error);
    await until(() => player.state === 'blocked');
    await player.cancel();
    expect(isAbort(await speaking)).toBe(true);
  });
});

describe('autoplay policy', () => {
  it('holds everything until unlock, then plays from the first sample', async () => {
    isAllowed = false;
    const speaking = player.speak('x'.repeat(100));
    await until(() => player.state === 'blocked');
    expect(log.at(-1)).toBe('blocked');
    await player.unlock();
    expect(player.state).toBe('blocked');
    outputs[0]!.isAllowed = true;
    await player.unlock();
    const { playedSeconds } = await speaking;
    expect(playedSeconds).toBe(2);
    const { heard } = outputs[0]!;
    const expected = Array.from({ length: 32_000 }, (_, i) => Math.fround(Math.sin(i * 0.1)));
    const start = heard.findIndex((sample) => sample !== 0) - 1;
    expect(heard.slice(start, start + 32_000)).toEqual(expected);
    expect(states.slice(1)).toEqual(['waiting', 'blocked', 'waiting', 'playing', 'ready']);
  });

  it('opens an output in the gesture, so that a later speak is not blocked', async () => {
    await player.unlock();
    expect(outputs.map((output) => output.sampleRate)).toEqual([16_000]);
    await player.speak('text');
    expect(outputs).toHaveLength(1);
  });

  it('is blocked too when the system takes the sound away, and goes on after', async () => {
    const speaking = player.speak('x'.repeat(3000));
    await until(() => player.state === 'playing');
    outputs[0]!.setRunning(false);
    expect(player.state).toBe('blocked');
    outputs[0]!.setRunning(true);
    expect(player.state).toBe('playing');
    expect((await speaking).playedSeconds).toBe(60);
  });
});

describe('TtsPlayer.close', () => {
  it('ends what goes on, closes everything and refuses more', async () => {
    const speaking = player.speak('x'.repeat(3000)).catch((error: unknown) => error);
    await until(() => player.state === 'playing');
    await player.close();
    expect(isAbort(await speaking)).toBe(true);
    expect([player.state, engine.isClosed, outputs[0]!.isClosed]).toEqual(['closed', true, true]);
    await expect(player.speak('more')).rejects.toMatchObject({ code: 'engine-closed' });
    await expect(player.load()).rejects.toMatchObject({ code: 'engine-closed' });
    await player.close();
  });
});
