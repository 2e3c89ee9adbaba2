import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAbort } from '../errors.ts';
import { FifoProducer, type FifoProducerOptions } from './fifo-producer.ts';
import type { ConsumerMessage, ProducerMessage } from './fifo-protocol.ts';

let port: MessagePort;
let worklet: MessagePort;
let received: ProducerMessage[];

beforeEach(() => {
  ({ port1: port, port2: worklet } = new MessageChannel());
  received = [];
  worklet.onmessage = (event: MessageEvent<ProducerMessage>) => received.push(event.data);
});
afterEach(() => {
  port.close();
  worklet.close();
});

const open = (options: Partial<FifoProducerOptions> = {}) =>
  new FifoProducer(port, { sampleRate: 16_000, ...options });
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));
const tell = (message: ConsumerMessage) => worklet.postMessage(message);
const frames = () =>
  received.flatMap((message) => (message.type === 'block' ? [...message.samples] : []));
const ramp = (from: number, length: number) => Float32Array.from({ length }, (_, i) => from + i);
/** The state of a promise after its turn: 'open', 'done', or what it was rejected with. */
const outcome = async (promise: Promise<void>): Promise<unknown> => {
  const settled = promise.then(
    () => 'done',
    (reason: unknown) => reason,
  );
  return Promise.race([settled, tick().then(() => 'open')]);
};

describe('FifoProducer', () => {
  it('transfers whole buffers and copies parts of larger ones', async () => {
    const producer = open();
    const whole = ramp(0, 3);
    const part = ramp(0, 9).subarray(3, 5);
    await producer.write(whole);
    await producer.write(part);
    producer.end();
    await tick();
    expect([whole.length, part.length]).toEqual([0, 2]);
    expect(frames()).toEqual([0, 1, 2, 3, 4]);
    expect(received.at(-1)).toEqual({ type: 'end' });
    expect(producer.postedFrames).toBe(5);
  });

  it('waits for room, loses nothing and keeps the order', async () => {
    const producer = open({ capacityFrames: 10 });
    expect(await outcome(producer.write(ramp(0, 8)))).toBe('done');
    const waiting = producer.write(ramp(8, 27));
    for (const consumed of [1, 9, 20]) {
      expect(await outcome(waiting)).toBe('open');
      expect(frames()).toHaveLength(producer.postedFrames);
      expect(producer.outstandingFrames).toBe(10);
      tell({ type: 'consumed', frames: consumed });
      await tick();
    }
    tell({ type: 'consumed', frames: 25 });
    expect(await outcome(waiting)).toBe('done');
    await tick();
    expect(frames()).toEqual([...ramp(0, 35)]);
  });

  it('rejects with the reason of the signal, waiting or not', async () => {
    const controller = new AbortController();
    const reason = new Error('interrupted');
    const producer = open({ capacityFrames: 1, signal: controller.signal });
    const waiting = producer.write(ramp(0, 2));
    controller.abort(reason);
    expect(await outcome(waiting)).toBe(reason);
    expect(await outcome(producer.write(ramp(0, 1)))).toBe(reason);
    const late = open({ signal: controller.signal });
    expect(await outcome(late.write(ramp(0, 1)))).toBe(reason);
  });

  it('rejects with an abort when the utterance was stopped', async () => {
    const producer = open({ capacityFrames: 1 });
    const waiting = producer.write(ramp(0, 2));
    tell({ type: 'closed' });
    expect(isAbort(await outcome(waiting))).toBe(true);
  });

  it('rejects with an abort when the port at the other end is gone', async () => {
    const producer = open({ capacityFrames: 1 });
    const waiting = producer.write(ramp(0, 2));
    worklet.close();
    expect(isAbort(await outcome(waiting))).toBe(true);
  });

  it('tells when few enough frames wait', async () => {
    const producer = open();
    await producer.write(ramp(0, 20));
    const waiting = producer.waitBelow(10);
    tell({ type: 'consumed', frames: 10 });
    expect(await outcome(waiting)).toBe('open');
    tell({ type: 'consumed', frames: 11 });
    expect(await outcome(waiting)).toBe('done');
  });

  it('waits again when the user skips back', async () => {
    const producer = open({ capacityFrames: 10 });
    await producer.write(ramp(0, 10));
    tell({ type: 'consumed', frames: 10 });
    await tick();
    await producer.write(ramp(10, 8));
    tell({ type: 'consumed', frames: 2 });
    await tick();
    const waiting = producer.write(ramp(18, 1));
    expect(await outcome(waiting)).toBe('open');
    tell({ type: 'consumed', frames: 9 });
    expect(await outcome(waiting)).toBe('done');
  });

  it('passes its forecast on, and none after the end', async () => {
    const producer = open();
    producer.forecast({ realTimeFactor: 1.5, remainingFrames: 100 });
    producer.end();
    producer.forecast({ realTimeFactor: 2, remainingFrames: 50 });
    await tick();
    expect(received).toEqual([
      { type: 'forecast', realTimeFactor: 1.5, remainingFrames: 100 },
      { type: 'end' },
    ]);
  });

  it('delivers what was posted before it is closed', async () => {
    const producer = open();
    await producer.write(ramp(0, 2));
    producer.end();
    producer.close();
    await tick();
    expect(received.map((message) => message.type)).toEqual(['block', 'end']);
    await expect(producer.write(ramp(0, 1))).rejects.toThrow('after end() or close()');
  });
});
