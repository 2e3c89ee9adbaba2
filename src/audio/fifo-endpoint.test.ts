import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAbort } from '../errors.ts';
import { FifoEndpoint } from './fifo-endpoint.ts';
import { FifoProducer } from './fifo-producer.ts';
import type { WorkletEvent } from './fifo-protocol.ts';

const RATE = 16_000;
const QUANTUM = 128;
const CAPACITY = 32_000;

let events: WorkletEvent[];
let endpoint: FifoEndpoint;
let rendered: number[];
let frame: number;
const producers: FifoProducer[] = [];

beforeEach(() => {
  events = [];
  rendered = [];
  frame = 0;
  endpoint = new FifoEndpoint({
    sampleRate: RATE,
    capacityFrames: CAPACITY,
    post: (event) => events.push(event),
    now: () => 1234,
  });
});
afterEach(() => {
  for (const producer of producers.splice(0)) producer.close();
});

const tick = () => new Promise((resolve) => setTimeout(resolve, 2));
const types = () => events.map((event) => event.type).filter((type) => type !== 'progress');

function start(utterance: number, capacityFrames = 4000): FifoProducer {
  const { port1, port2 } = new MessageChannel();
  endpoint.receive({ type: 'start', utterance, port: port1, prebufferFrames: 1000 });
  const producer = new FifoProducer(port2, { sampleRate: RATE, capacityFrames });
  producers.push(producer);
  return producer;
}

function process(quanta: number): boolean {
  let goesOn = true;
  for (let i = 0; i < quanta; i++) {
    const output = new Float32Array(QUANTUM);
    goesOn = endpoint.process(output, frame / RATE);
    rendered.push(...output);
    frame += QUANTUM;
  }
  return goesOn;
}

describe('FifoEndpoint', () => {
  it('plays an utterance of many times its capacity, sample for sample', async () => {
    const samples = Float32Array.from({ length: 40_000 }, (_, i) => Math.sin(i));
    const producer = start(1);
    const written = (async () => {
      for (let at = 0; at < samples.length; at += 777) {
        await producer.write(samples.slice(at, at + 777));
      }
      producer.end();
    })();
    process(1);
    while (!types().includes('ended')) {
      await tick();
      // Less than the producer's lead at a time, so that nothing runs dry.
      process(8);
    }
    await written;
    expect(types()).toEqual(['playing', 'ended']);
    const ended = { type: 'ended', utterance: 1, position: samples.length, underruns: 0 };
    expect(events.at(-1)).toMatchObject(ended);
    const [playing] = events;
    expect(playing).toMatchObject({ type: 'playing', position: 0, epochMs: 1234 });
    expect(playing).toMatchObject({ reason: 'prebuffer', gateFrames: 1000 });
    const first = playing?.type === 'playing' ? Math.round(playing.contextTime * RATE) : -1;
    expect(rendered.slice(first, first + samples.length)).toEqual([...samples]);
  });

  it('reports progress ten times a second and where it ran dry', async () => {
    const producer = start(7);
    await producer.write(new Float32Array(3210));
    await tick();
    process(50);
    expect(types()).toEqual(['playing', 'underrun']);
    expect(events.find((event) => event.type === 'underrun')).toEqual({
      type: 'underrun',
      utterance: 7,
      position: 3210,
      contextTime: 3210 / RATE,
    });
    const progress = events.filter((event) => event.type === 'progress');
    expect(progress).toHaveLength(3);
    expect(progress[0]).toMatchObject({
      position: 1664,
      contextTime: expect.closeTo(1664 / RATE, 9) as number,
      bufferedFrames: 1546,
      seekableStart: 0,
    });
  });

  it('reports an overflow of a producer that does not wait', async () => {
    const { port1, port2 } = new MessageChannel();
    endpoint.receive({ type: 'start', utterance: 1, port: port1, prebufferFrames: 1 });
    port2.postMessage({ type: 'block', samples: new Float32Array(CAPACITY + 1000) });
    await tick();
    expect(events).toEqual([{ type: 'overflow', utterance: 1, lostFrames: 1000 }]);
    port2.close();
  });

  it('stops: the producer hears it at once, the page when it is silent', async () => {
    const producer = start(1);
    await producer.write(new Float32Array(4000).fill(0.5));
    await tick();
    process(10);
    const waiting = producer.write(new Float32Array(9000)).catch((error: unknown) => error);
    endpoint.receive({ type: 'stop', utterance: 1 });
    expect(isAbort(await waiting)).toBe(true);
    process(2);
    expect(types()).toEqual(['playing']);
    process(1);
    expect(events.at(-1)).toMatchObject({ type: 'stopped', position: 1280, underruns: 0 });
    expect(rendered.at(-1)).toBe(0);
  });

  it('reports stopped without rendering while nothing sounds, as in a suspended context', () => {
    start(1);
    endpoint.receive({ type: 'stop', utterance: 1 });
    endpoint.receive({ type: 'stop', utterance: 1 });
    expect(types()).toEqual(['stopped']);
  });

  it('does not let a late stop of an old utterance hit the new one', () => {
    start(1);
    start(2);
    endpoint.receive({ type: 'stop', utterance: 1 });
    endpoint.receive({ type: 'stop', utterance: 1 });
    expect(events).toMatchObject([{ type: 'stopped', utterance: 1 }]);
  });

  it('plays utterances one after the other, the next from its first sample', async () => {
    const [first, second] = [start(1), start(2)];
    for (const [producer, value] of [
      [second, 0.25],
      [first, 0.5],
    ] as const) {
      await producer.write(new Float32Array(1500).fill(value));
      producer.end();
    }
    await tick();
    process(30);
    expect(types()).toEqual(['playing', 'ended', 'playing', 'ended']);
    expect(events.map((event) => event.type !== 'closed' && event.utterance)).toEqual([1, 1, 2, 2]);
    // The next one begins with the quantum behind the end.
    expect(rendered.slice(1490, 1500)).toEqual(Array(10).fill(0.5));
    expect(rendered.slice(1536 + 100, 1536 + 1500)).toEqual(Array(1400).fill(0.25));
  });

  it('pauses whatever plays, whatever follows, and goes on', async () => {
    const first = start(1);
    await first.write(new Float32Array(3000).fill(0.5));
    first.end();
    await tick();
    process(4);
    endpoint.receive({ type: 'pause' });
    endpoint.receive({ type: 'pause' });
    expect(events.at(-1)).toMatchObject({ type: 'paused', utterance: 1, position: 512 });
    const second = start(2);
    await second.write(new Float32Array(1500).fill(0.25));
    second.end();
    await tick();
    process(100);
    expect(types()).toEqual(['playing', 'paused']);
    endpoint.receive({ type: 'resume' });
    process(60);
    expect(types().slice(2)).toEqual(['playing', 'ended', 'playing', 'ended']);
    expect(events.find((event) => event.type === 'ended')).toMatchObject({ position: 3000 });
  });

  it('plays at the rate that was set, this utterance and the next, and says so', async () => {
    const first = start(1);
    await first.write(new Float32Array(3000).fill(0.5));
    await tick();
    process(2);
    endpoint.receive({ type: 'rate', rate: 2 });
    expect(events.at(-1)).toMatchObject({ type: 'progress', playbackRate: 2, position: 256 });
    first.end();
    const second = start(2);
    await second.write(new Float32Array(3000).fill(0.25));
    second.end();
    await tick();
    process(40);
    const playing = events.filter((event) => event.type === 'playing');
    expect(playing.map(({ playbackRate }) => playbackRate)).toEqual([1, 2]);
    expect(events.at(-1)).toMatchObject({ type: 'ended', utterance: 2, position: 3000 });
    expect(frame).toBeLessThan(5500);
  });

  it('seeks, and lets the producer know how much waits again', async () => {
    const producer = start(1);
    await producer.write(new Float32Array(4000).fill(0.5));
    await tick();
    process(20);
    endpoint.receive({ type: 'seek', utterance: 1, frame: 100 });
    endpoint.receive({ type: 'seek', utterance: 9, frame: 0 });
    expect(events.at(-1)).toMatchObject({ type: 'seeked', utterance: 1, position: 100 });
    process(4);
    await tick();
    expect(producer.outstandingFrames).toBe(4000 - (100 + 4 * QUANTUM));
  });

  it('does not overflow when the user skips back while blocks are on their way', async () => {
    const producer = start(1, CAPACITY / 4);
    let written = 0;
    for (let turn = 0; turn < 600; turn++) {
      const frames = Math.min(500, CAPACITY / 4 - producer.outstandingFrames);
      if (frames > 0) {
        await producer.write(new Float32Array(frames));
        written += frames;
      }
      // The producer hears of the jump later than it writes.
      if (turn % 31 === 0) endpoint.receive({ type: 'seek', utterance: 1, frame: 0 });
      if (turn % 3 === 0) await tick();
      process(8);
    }
    expect(written).toBeGreaterThan(2 * CAPACITY);
    expect(types()).not.toContain('overflow');
  });

  it('waits longer when the producer says that it is slow', async () => {
    const producer = start(1);
    producer.forecast({ realTimeFactor: 2, remainingFrames: 1500 });
    await producer.write(new Float32Array(1500).fill(0.5));
    await tick();
    process(10);
    expect(types()).toEqual([]);
    producer.forecast({ realTimeFactor: 2, remainingFrames: 1000 });
    await tick();
    process(1);
    expect(events.at(-1)).toMatchObject({ type: 'playing', reason: 'forecast', gateFrames: 1200 });
  });

  it('remembers for the next utterance that the buffer ran dry', async () => {
    const first = start(1);
    await first.write(new Float32Array(1280).fill(0.5));
    await tick();
    process(20);
    first.end();
    await tick();
    process(1);
    expect(types()).toEqual(['playing', 'underrun', 'ended']);
    const second = start(2);
    await second.write(new Float32Array(3000).fill(0.5));
    await tick();
    process(1);
    const gap = 9 * QUANTUM;
    const raised = { type: 'playing', reason: 'raised', gateFrames: 1000 + gap };
    expect(events.at(-1)).toMatchObject(raised);
  });

  it('keeps the events of two utterances apart when one interrupts the other', async () => {
    const first = start(1);
    await first.write(new Float32Array(4000).fill(0.5));
    await tick();
    process(2);
    endpoint.receive({ type: 'stop', utterance: 1 });
    const second = start(2);
    await second.write(new Float32Array(1500).fill(0.25));
    second.end();
    await tick();
    process(20);
    expect(events.filter((event) => event.type !== 'progress')).toMatchObject([
      { type: 'playing', utterance: 1 },
      // The new one sounds while the old one fades.
      { type: 'playing', utterance: 2, position: 0 },
      { type: 'stopped', utterance: 1, position: 256 },
      { type: 'ended', utterance: 2, position: 1500 },
    ]);
  });

  it('goes on until closed, and after that until its fade has been heard', async () => {
    const producer = start(1);
    await producer.write(new Float32Array(4000).fill(0.5));
    await tick();
    expect(process(2)).toBe(true);
    endpoint.receive({ type: 'close' });
    expect(process(1)).toBe(true);
    expect(process(2)).toBe(false);
    expect(events.at(-1)).toEqual({ type: 'closed' });
  });
});
