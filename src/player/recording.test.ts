import { describe, expect, it } from 'vitest';
import { joinSamples } from '../audio/join.ts';
import { PcmRecorder } from '../audio/pcm-recorder.ts';
import { readWav, writeWav } from '../audio/wav.ts';
import { SpeechRecording } from './recording.ts';

const samples = Float32Array.from({ length: 100_000 }, (_, i) => 0.8 * Math.sin(i / 20));

function record(lengths: readonly number[]): SpeechRecording {
  const recording = new SpeechRecording(16_000);
  const recorder = new PcmRecorder();
  let at = 0;
  for (const length of lengths) {
    recorder.add(samples.subarray(at, at + length));
    at += length;
    recording.add(recorder.take()!);
  }
  return recording;
}

describe('SpeechRecording', () => {
  it('is a WAV file at any time', async () => {
    const recording = record([1, 30_000, 69_999]);
    expect([recording.frames, recording.seconds]).toEqual([100_000, 6.25]);
    const wav = recording.toWav();
    expect(wav.type).toBe('audio/wav');
    const bytes = new Uint8Array(await wav.arrayBuffer());
    expect(bytes).toEqual(writeWav({ sampleRate: 16_000, channels: [samples] }));
  });

  it('can be read in blocks', async () => {
    const blocks: Float32Array[] = [];
    for await (const block of record([50_000, 50_000]).blocks()) blocks.push(block);
    expect(blocks.map(({ length }) => length)).toEqual([48_000, 48_000, 4000]);
    const [expected] = readWav(writeWav({ sampleRate: 16_000, channels: [samples] })).channels;
    expect(joinSamples(blocks)).toEqual(expected);
  });

  it('is an empty file when there is nothing', async () => {
    const recording = new SpeechRecording(24_000);
    expect(recording.isComplete).toBe(false);
    recording.finish();
    expect(recording.isComplete).toBe(true);
    const bytes = new Uint8Array(await recording.toWav().arrayBuffer());
    expect(readWav(bytes)).toEqual({ sampleRate: 24_000, channels: [new Float32Array(0)] });
    for await (const block of recording.blocks()) expect(block).toBe('nothing');
  });

  it('says that a browser without an encoder cannot save WebM', async () => {
    await expect(record([1000]).toWebm()).rejects.toMatchObject({ code: 'encoder-unavailable' });
  });

  it('does not become a WAV file that is too long for one', () => {
    const recording = new SpeechRecording(24_000);
    recording.add({ blob: new Blob(), frames: 2 ** 31 });
    expect(() => recording.toWav()).toThrow('exceed 4 GiB');
  });
});
