import { expect, it } from 'vitest';
import { PcmRecorder } from './pcm-recorder.ts';
import { seededRandom } from './seeded-random-fixture.ts';
import { writeWav } from './wav.ts';

it('keeps what a WAV file of 16 bits would, however it is added and taken', async () => {
  const random = seededRandom(4);
  const samples = Float32Array.from({ length: 300_000 }, () => 2.2 * random() - 1.1);
  const recorder = new PcmRecorder();
  const blobs: Blob[] = [];
  let frames = 0;
  for (let at = 0; at < samples.length;) {
    const to = at + Math.floor(random() ** 4 * 150_000);
    recorder.add(samples.subarray(at, to));
    at = to;
    if (random() < 0.3 || at >= samples.length) {
      const part = recorder.take();
      if (part) blobs.push(part.blob);
      frames += part?.frames ?? 0;
    }
  }
  const wav = writeWav({ sampleRate: 16_000, channels: [samples] });
  expect(frames).toBe(samples.length);
  expect(new Uint8Array(await new Blob(blobs).arrayBuffer())).toEqual(wav.subarray(44));
  expect(recorder.take()).toBeUndefined();
});
