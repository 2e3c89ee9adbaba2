import { describe, expect, it } from 'vitest';
import { PcmRecorder } from '../audio/pcm-recorder.ts';
import { seededRandom } from '../audio/seeded-random-fixture.ts';
import { readWav, writeWav } from '../audio/wav.ts';
import { joinSamples } from '../audio/join.ts';
import { SpeechRecording } from './recording.ts';

const RATE = 1000;

describe('SpeechRecording', () => {
  it('saves the bytes of writeWav, whatever pieces it was given', async () => {
    const { recording, samples } = record(5432);
    const wav = recording.toWav();
    expect(wav.type).toBe('audio/wav');
    const expected = writeWav({ sampleRate: RATE, channels: [samples] });
    expect(Buffer.compare(await bytesOf(wav), expected)).toBe(0);
  });

  it('counts what it holds, and ends', () => {
    const { recording } = record(2500);
    expect(recording).toMatchObject({ frames: 2500, seconds: 2.5, isComplete: false });
    recording.complete();
    expect(recording.isComplete).toBe(true);
    expect(() => recording.add({ blob: new Blob(), frames: 0 })).toThrow('complete');
  });

  it('is a file of no length before the first sound', async () => {
    const recording = new SpeechRecording(RATE);
    recording.add({ blob: new Blob(), frames: 0 });
    expect(recording).toMatchObject({ frames: 0, seconds: 0 });
    expect(readWav(await bytesOf(recording.toWav())).channels).toEqual([new Float32Array(0)]);
    expect(await read(recording)).toEqual([]);
  });

  it('refuses a blob that is not as long as it says', () => {
    const recording = new SpeechRecording(RATE);
    const add = () => recording.add({ blob: new Blob(['abc']), frames: 1 });
    expect(add).toThrow(expect.objectContaining({ code: 'audio-invalid' }));
    expect(recording.frames).toBe(0);
  });

  it.each([
    ['everything', undefined, undefined, [0, 5432]],
    ['the rest', 4000, undefined, [4000, 5432]],
    ['a stretch', 999, 3001, [999, 3001]],
    ['beyond both ends', -5, 99_999, [0, 5432]],
    ['nothing', 300, 300, [300, 300]],
    ['nothing, the wrong way round', 300, 200, [300, 300]],
  ])('reads %s', async (_, from, to, [first, last]) => {
    const { recording, samples } = record(5432);
    const blocks = await read(recording, from, to);
    expect(blocks.every((block) => block.length <= RATE)).toBe(true);
    const expected = readWav(writeWav({ sampleRate: RATE, channels: [samples] })).channels[0]!;
    expect(joinSamples(blocks)).toEqual(expected.slice(first, last));
  });

  it('reads what was there at the call while it goes on growing', async () => {
    const { recording, recorder } = record(1500);
    const reading = recording.read();
    recorder.add(new Float32Array(700));
    recording.add(recorder.take()!);
    let frames = 0;
    for await (const block of reading) frames += block.length;
    expect(frames).toBe(1500);
    expect(recording.frames).toBe(2200);
  });
});

function record(frames: number) {
  const random = seededRandom(frames);
  const samples = Float32Array.from({ length: frames }, () => 2.2 * random() - 1.1);
  const recording = new SpeechRecording(RATE);
  const recorder = new PcmRecorder();
  for (let at = 0; at < frames;) {
    const length = 1 + Math.floor(800 * random());
    recorder.add(samples.subarray(at, at + length));
    at += length;
    if (random() < 0.5 || at >= frames) recording.add(recorder.take()!);
  }
  return { recording, recorder, samples };
}

async function read(recording: SpeechRecording, from?: number, to?: number) {
  const blocks: Float32Array[] = [];
  for await (const block of recording.read(from, to)) blocks.push(block);
  return blocks;
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
