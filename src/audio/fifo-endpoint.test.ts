import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAbort } from '../errors.ts';
import { FifoEndpoint } from './fifo-endpoint.ts';
import { FifoProducer } from './fifo-producer.ts';
import type { WorkletEvent } from './fifo-protocol.ts';

const RATE = 16_000;
const QUANTUM = 128;

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
    capacityFrames: 8000,
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
  const producer = new FifoProducer(port2, { capacityFrames });
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
    expect(events.at(-1)).toEqual({
      type: 'ended',
      utterance: 1,
      renderedFrames: samples.length,
      underruns: 0,
    });
    const [playing] = events;
    expect(playing).toMatchObject({ type: 'playing', renderedFrames: 0, epochMs: 1234 });
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
      renderedFrames: 3210,
      contextTime: 3210 / RATE,
    });
    const progress = events.filter((event) => event.type === 'progress');
    expect(progress).toHaveLength(3);
    expect(progress[0]).toMatchObject({ renderedFrames: 1664, bufferedFrames: 1546 });
  });

  it('reports an overflow of a producer that does not wait', async () => {
    const { port1, port2 } = new MessageChannel();
    endpoint.receive({ type: 'start', utterance: 1, port: port1, prebufferFrames: 1 });
    port2.postMessage({ type: 'block', samples: new Float32Array(9000) });
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
    expect(events.at(-1)).toMatchObject({ type: 'stopped', renderedFrames: 1600, underruns: 0 });
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
    expect(events).toMatchObject([{ type: 'stopped', utterance: 1 }]);
  });

  it('keeps the events of two utterances apart when one interrupts the other', async () => {
    const first = start(1);
    await first.write(new Float32Array(4000).fill(0.5));
    await tick();
    process(2);
    const second = start(2);
    await second.write(new Float32Array(1500).fill(0.25));
    second.end();
    await tick();
    process(20);
    expect(events.filter((event) => event.type !== 'progress')).toMatchObject([
      { type: 'playing', utterance: 1 },
      { type: 'stopped', utterance: 1 },
      { type: 'playing', utterance: 2, renderedFrames: 0 },
      { type: 'ended', utterance: 2, renderedFrames: 1500 },
    ]);
  });

  it('goes on until closed, and after that until its fade has been heard', async () => {
    const producer = start(1);
    await producer.write(new Float32Array(4000).fill(0.5));
    await tick();
    expect(process(2)).toBe(true);
    endpoint.receive({ type: 'close' });
    expect(process(1)).toBe(true);
    expect(process(3)).toBe(false);
  });
});
