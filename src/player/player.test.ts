import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAbort, TtsError } from '../errors.ts';
import { CPML, LicenseError } from '../pack/license.ts';
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
  'play',
  'pause',
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

  it('takes the address of a stored pack as it is', async () => {
    const stored = new TtsPlayer({ engine, packUrl: 'stored:XTTS-v2-0123456789ab' });
    await stored.load();
    expect(engine.loadOptions?.packUrl).toBe('stored:XTTS-v2-0123456789ab');
    await stored.close();
  });

  it('tells the engine which licences were accepted, and goes on when one is', async () => {
    const refusal = new LicenseError(CPML);
    engine.loadGate = Promise.reject(refusal);
    engine.loadGate.catch(() => undefined);
    await expect(player.load()).rejects.toBe(refusal);
    expect([player.state, engine.loadOptions?.acceptedLicenses]).toEqual(['idle', []]);
    engine.loadGate = Promise.resolve();
    player.acceptLicense('cpml');
    await player.speak('Hello');
    expect(engine.loadOptions?.acceptedLicenses).toEqual(['cpml']);
    const packUrl = 'https://packs.test/nano';
    const other = new TtsPlayer({ engine, packUrl, acceptedLicenses: ['x', 'cpml'] });
    await other.load();
    expect(engine.loadOptions?.acceptedLicenses).toEqual(['x', 'cpml']);
  });

  it('says that a stored voice is damaged', async () => {
    engine.damagedVoices.push('ana.safetensors');
    await player.load();
    expect(player.info?.damagedVoices).toEqual(['ana.safetensors']);
    expect(log).toEqual(['modelprogress', 'notice']);
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
    // The audio thread's clock has whole milliseconds.
    expect(timeToPlaybackMs).toBeGreaterThanOrEqual(timeToFirstAudioMs! - 1);
    expect(player.metrics).toEqual(result.metrics);
    expect(states).toEqual(['loading', 'waiting', 'playing', 'ready']);
    expect(log).toEqual(['play', 'modelprogress', 'chunk', 'playing', 'ended']);
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

describe('own voices of a TtsPlayer', () => {
  it('can be imported, exported and removed, and the info follows', async () => {
    const seen: (readonly string[] | undefined)[] = [];
    player.addEventListener('voiceschange', () => seen.push(player.info?.ownVoices));
    expect(await player.importVoices(new Blob(['Ana']))).toEqual(['Ana']);
    expect(player.info?.voices).toEqual(['sine', 'Ana']);
    expect(await (await player.exportVoice('Ana')).text()).toBe('Ana');
    await player.removeVoice('Ana');
    expect(player.info?.voices).toEqual(['sine']);
    expect(seen).toEqual([['Ana'], []]);
  });

  it('are refused by a closed player', async () => {
    await player.close();
    for (const call of [
      player.importVoices(new Blob()),
      player.exportVoice('Ana'),
      player.removeVoice('Ana'),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'engine-closed' });
    }
  });
});

describe('TtsPlayer.createVoice', () => {
  const clip = () => ({ samples: new Float32Array(16_000), sampleRate: 16_000 });

  it('makes a voice, tells how far it is, and all hear of it', async () => {
    engine.canClone = true;
    const seen: (readonly string[] | undefined)[] = [];
    player.addEventListener('voiceschange', () => seen.push(player.info?.ownVoices));
    const fractions: number[] = [];
    const onProgress = (fraction: number) => fractions.push(fraction);
    expect(await player.createVoice(clip(), { name: 'Ana', onProgress })).toBe('Ana');
    expect(fractions).toEqual([0.5, 1]);
    expect(seen).toEqual([['Ana']]);
  });

  it('is refused for a pack without encoders, and by a closed player', async () => {
    await expect(player.createVoice(clip(), { name: 'Ana' })).rejects.toMatchObject({
      code: 'cloning-unavailable',
    });
    await player.close();
    await expect(player.createVoice(clip(), { name: 'Ana' })).rejects.toMatchObject({
      code: 'engine-closed',
    });
  });

  it.each(['signal', 'close'])('ends at once by %s, and tells nothing after', async (by) => {
    engine.canClone = true;
    let open = (): void => undefined;
    engine.encoderGate = new Promise((resolve) => (open = resolve));
    const controller = new AbortController();
    const fractions: number[] = [];
    const making = player.createVoice(clip(), {
      name: 'Ana',
      signal: controller.signal,
      onProgress: (fraction) => fractions.push(fraction),
    });
    const settled = making.catch((error: unknown) => error);
    await until(() => fractions.length === 1);
    if (by === 'close') await player.close();
    else controller.abort();
    expect(await settled).toMatchObject({ name: 'AbortError' });
    open();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(fractions).toEqual([0.5]);
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

describe('TtsPlayer.cancel, about what was heard', () => {
  it('tells of nothing when nothing is spoken', async () => {
    expect(await player.cancel()).toEqual({ spokenText: '', charOffset: 0, playedMs: 0 });
  });

  it('tells the text that was heard, to the caller and in an event', async () => {
    const cancelled: unknown[] = [];
    player.addEventListener('cancelled', ({ detail }) => cancelled.push(detail));
    const text = ['One two. ', 'three four ', 'x'.repeat(3000)];
    const speaking = player.speak(hanging(...text), { id: 'reply' }).catch(() => undefined);
    // In the third chunk, each character of which lasts 20 ms.
    await until(() => player.currentTime > 1);
    const heard = await player.cancel();
    await speaking;
    expect(heard.playedMs).toBeGreaterThan(1000);
    expect(heard.playedMs).toBeLessThan(20_000);
    expect(heard.spokenText).toBe(text.join('').slice(0, heard.charOffset));
    expect(heard.spokenText.startsWith('One two. three four ')).toBe(true);
    await until(() => cancelled.length > 0);
    expect(cancelled).toEqual([{ id: 'reply', ...heard }]);
  });

  it('counts out what an output that stands still has not let out', async () => {
    const speaking = player.speak('x'.repeat(3000)).catch(() => undefined);
    await until(() => player.currentTime > 1);
    const [output] = outputs;
    output!.latencySeconds = 0.5;
    output!.setRunning(false);
    const at = player.currentTime;
    const { playedMs } = await player.cancel();
    await speaking;
    expect(playedMs).toBeCloseTo(1000 * at, 0);
  });

  it('has heard all when it comes too late', async () => {
    const { playedSeconds } = await player.speak('Hello world.');
    expect(player.currentTime).toBe(playedSeconds);
    expect(await player.cancel()).toMatchObject({ charOffset: 0 });
  });
});

describe('TtsPlayer.pause', () => {
  it('holds the sound at its place and lets it go on, with nothing lost', async () => {
    const speaking = player.speak('x'.repeat(100));
    await until(() => player.currentTime > 0.3);
    player.pause();
    player.pause();
    expect([player.paused, player.state]).toEqual([true, 'paused']);
    const frames = outputs[0]!.heard.length;
    await until(() => outputs[0]!.heard.length > frames + 20_000);
    const at = player.currentTime;
    expect(outputs[0]!.heard.slice(frames + 3200 + 320).every((sample) => sample === 0)).toBe(true);
    expect(player.currentTime).toBe(at);
    player.resume();
    expect((await speaking).playedSeconds).toBe(2);
    expect(log.filter((name) => /^(play|pause)$/.test(name))).toEqual(['play', 'pause', 'play']);
  });

  it('keeps what is added silent, and ends when something interrupts', async () => {
    player.pause();
    const first = player.speak('one', { queue: 'add' }).catch(() => 'cancelled');
    await until(() => player.state === 'paused');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heardFrames(outputs[0]!)).toBe(0);
    await player.speak('two');
    expect([await first, player.paused]).toEqual(['cancelled', false]);
  });

  it('ends when all is cancelled', async () => {
    const speaking = player.speak('x'.repeat(100)).catch(() => undefined);
    await until(() => player.state === 'playing');
    player.pause();
    await player.cancel();
    await speaking;
    expect(player.paused).toBe(false);
    await player.speak('again', { queue: 'add' });
  });
});

describe('the queue', () => {
  it('is spoken in order, each made while the one before is heard', async () => {
    const order: string[] = [];
    player.addEventListener('chunk', ({ detail }) => order.push(`make ${detail.id}`));
    player.addEventListener('playing', ({ detail }) => order.push(`hear ${detail.id}`));
    player.addEventListener('ended', ({ detail }) => order.push(`end ${detail.id}`));
    await Promise.all([
      player.speak('x'.repeat(300), { queue: 'add', id: 'a' }),
      player.speak('y'.repeat(300), { queue: 'add', id: 'b' }),
      player.speak('z'.repeat(300), { queue: 'add', id: 'c' }),
    ]);
    expect(order.filter((line) => /^(hear|end)/.test(line))).toEqual(
      ['a', 'b', 'c'].flatMap((id) => [`hear ${id}`, `end ${id}`]),
    );
    // One ahead, and no more.
    expect(order.indexOf('make b')).toBeLessThan(order.indexOf('end a'));
    expect(order.indexOf('make c')).toBeGreaterThan(order.indexOf('end a'));
  });

  it('waits for the end where the next needs another output', async () => {
    const order: string[] = [];
    player.addEventListener('chunk', ({ detail }) => order.push(`make ${detail.id}`));
    player.addEventListener('ended', ({ detail }) => order.push(`end ${detail.id}`));
    await Promise.all([
      player.speak('x'.repeat(100), { id: 'a' }),
      player.speak('y', { queue: 'add', id: 'b', profile: 'CINEMATIC' }),
    ]);
    expect(order).toEqual(['make a', 'end a', 'make b', 'end b']);
  });

  it('goes on when one of it fails, is cancelled by its signal, or never began', async () => {
    const controller = new AbortController();
    const results = [
      player.speak('x'.repeat(200)),
      player.speak('never', { queue: 'add', signal: controller.signal }),
      player.speak(
        (async function* () {
          yield ' ';
        })(),
        { queue: 'add' },
      ),
      player.speak('last', { queue: 'add' }),
    ];
    controller.abort(new Error('not this one'));
    const settled = await Promise.allSettled(results);
    expect(settled.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(engine.requests).toHaveLength(3);
  });

  it('is dropped by whatever interrupts', async () => {
    const dropped = ['one', 'two'].map((text) =>
      player.speak(text.repeat(100), { queue: 'add' }).catch((error: unknown) => isAbort(error)),
    );
    await until(() => player.state === 'playing');
    await player.speak('three');
    expect(await Promise.all(dropped)).toEqual([true, true]);
  });

  it('refuses what it does not know', async () => {
    const wrong = { queue: 'later' as 'add' };
    await expect(player.speak('text', wrong)).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

describe('TtsPlayer.currentTime', () => {
  it('follows what is heard, and can be set over what is there', async () => {
    expect([player.currentTime, player.duration, player.buffered.length]).toEqual([0, NaN, 0]);
    const seeked: number[] = [];
    player.addEventListener('seeked', ({ detail }) => seeked.push(detail.currentTime));
    const speaking = player.speak('x'.repeat(500));
    await until(() => player.currentTime > 3);
    expect(player.duration).toBe(10);
    expect([player.seekable.start(0), player.seekable.end(0)]).toEqual([0, 10]);
    expect(() => player.buffered.end(1)).toThrow('no range 1 of 1');
    player.currentTime = 1;
    await until(() => seeked.length === 1);
    expect(seeked[0]).toBeLessThan(3);
    player.currentTime = 9;
    await until(() => seeked.length === 2);
    expect(player.currentTime).toBeGreaterThanOrEqual(9);
    expect(() => (player.currentTime = NaN)).toThrow('currentTime: NaN');
    expect((await speaking).playedSeconds).toBe(10);
    expect(player.currentTime).toBe(10);
  });
});

describe('TtsPlayer.skip', () => {
  it('goes by sentences over what is there', async () => {
    const sentence = 'One sentence of words. ';
    const speaking = player.speak(sentence.repeat(20));
    const seconds = sentence.length * 0.02;
    await until(() => player.currentTime > 3.6 * seconds);
    player.pause();
    await until(() => player.state === 'paused');
    const at = async (count: number) => {
      const seeked = new Promise((resolve) =>
        player.addEventListener('seeked', resolve, { once: true }),
      );
      player.skip(count);
      await seeked;
      return player.currentTime / seconds;
    };
    const first = await at(-2);
    expect(first).toBeCloseTo(Math.round(first), 2);
    expect(await at(1)).toBeCloseTo(first + 1, 2);
    expect(await at(-1)).toBeCloseTo(first, 2);
    expect(await at(-99)).toBe(0);
    expect(await at(99)).toBeCloseTo(20, 1);
    expect(() => player.skip(0.5)).toThrow('skip: 0.5');
    player.resume();
    await speaking;
    player.skip(1);
  });
});

describe('what is heard', () => {
  it('is reported in order: chunks, their words, and the time', async () => {
    const heard: string[] = [];
    player.addEventListener('chunkstart', ({ detail }) =>
      heard.push(`start ${detail.chunk.index}`),
    );
    player.addEventListener('boundary', ({ detail }) => heard.push(`word ${detail.charIndex}`));
    player.addEventListener('chunkend', ({ detail }) => heard.push(`end ${detail.chunk.index}`));
    let times = 0;
    player.addEventListener('timeupdate', () => times++);
    await player.speak(
      (async function* () {
        yield 'One two ';
        yield 'three.';
      })(),
    );
    expect(heard).toEqual(['start 0', 'word 0', 'word 4', 'end 0', 'start 1', 'word 8', 'end 1']);
    expect(times).toBeGreaterThan(0);
  });
});

describe('the outputs', () => {
  it('are all as loud, as fast and at the same device, later ones too', async () => {
    const changes: string[] = [];
    player.addEventListener('volumechange', () => changes.push('volume'));
    player.addEventListener('ratechange', () => changes.push('rate'));
    player.volume = 0.5;
    player.volume = 0.5;
    player.playbackRate = 2;
    await player.setSinkId('device');
    await player.speak('x'.repeat(200));
    player.muted = true;
    expect([outputs[0]!.volume, outputs[0]!.sinkId]).toEqual([0, 'device']);
    await player.speak('text', { profile: 'CINEMATIC' });
    expect([outputs[1]!.volume, outputs[1]!.sinkId]).toEqual([0, 'device']);
    player.muted = false;
    expect([outputs[1]!.volume, player.volume, player.sinkId]).toEqual([0.5, 0.5, 'device']);
    expect(changes).toEqual(['volume', 'rate', 'volume', 'volume']);
    expect(heardFrames(outputs[0]!) / 16_000).toBeCloseTo(2, 0);
  });

  it('refuse what they cannot', () => {
    expect(() => (player.volume = 1.1)).toThrow('volume: 1.1; allowed: 0 to 1');
    expect(() => (player.volume = NaN)).toThrow('volume: NaN');
    expect(() => (player.playbackRate = 5)).toThrow('playbackRate: 5; allowed: 0.5 to 4');
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
