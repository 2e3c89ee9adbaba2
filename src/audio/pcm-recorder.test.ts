import { describe, expect, it } from 'vitest';
import { fromPcm16 } from './pcm16.ts';
import { PcmRecorder, type RecordedPcm } from './pcm-recorder.ts';
import { seededRandom } from './seeded-random-fixture.ts';
import { readWav, wavHeader, writeWav } from './wav.ts';

const WAV_HEADER_BYTES = 44;

describe('PcmRecorder', () => {
  it('keeps the bytes of writeWav, however the stream is split and taken', async () => {
    const random = seededRandom(11);
    for (let lap = 0; lap < 20; lap++) {
      // Beyond full scale too, and longer than the buffer of 131 072 frames.
      const samples = noise(Math.floor(random() * 400_000), random);
      const recorder = new PcmRecorder();
      const taken: (RecordedPcm | undefined)[] = [];
      for (let at = 0; at < samples.length;) {
        const length = Math.floor(random() ** 4 * 200_000);
        recorder.add(samples.subarray(at, at + length));
        at += length;
        if (random() < 0.2) taken.push(recorder.take());
      }
      taken.push(recorder.take());
      const pieces = taken.filter((piece) => piece !== undefined);
      expect(pieces.reduce((sum, { frames }) => sum + frames, 0)).toBe(samples.length);
      for (const { blob, frames } of pieces) expect(blob.size).toBe(2 * frames);
      const bytes = await bytesOf(new Blob(pieces.map(({ blob }) => blob)));
      const wav = writeWav({ sampleRate: 24_000, channels: [samples] });
      expect(Buffer.compare(bytes, wav.subarray(WAV_HEADER_BYTES))).toBe(0);
    }
  });

  it('gives nothing when there is nothing, and everything once', () => {
    const recorder = new PcmRecorder();
    expect(recorder.take()).toBeUndefined();
    recorder.add(new Float32Array(0));
    expect(recorder.take()).toBeUndefined();
    recorder.add(new Float32Array(3));
    expect(recorder.take()?.frames).toBe(3);
    expect(recorder.take()).toBeUndefined();
  });

  it('leaves what was taken alone when it goes on', async () => {
    const recorder = new PcmRecorder();
    recorder.add(Float32Array.of(0.5));
    const first = recorder.take()!;
    recorder.add(Float32Array.of(-0.5));
    expect([...(await bytesOf(first.blob))]).toEqual([0x00, 0x40]);
  });

  it('takes exactly full buffers', () => {
    const recorder = new PcmRecorder();
    recorder.add(new Float32Array(262_144));
    expect(recorder.take()).toMatchObject({ frames: 262_144, blob: { size: 524_288 } });
  });

  it('writes what is no number as silence, as writeWav does', async () => {
    const odd = Float32Array.of(NaN, Infinity, -Infinity, -0, 1, -1);
    const recorder = new PcmRecorder();
    recorder.add(odd);
    const bytes = await bytesOf(recorder.take()!.blob);
    const wav = writeWav({ sampleRate: 8000, channels: [odd] });
    expect([...bytes]).toEqual([...wav.subarray(WAV_HEADER_BYTES)]);
    expect([...fromPcm16(bytes.buffer)]).toEqual([0, 32767 / 32768, -1, 0, 32767 / 32768, -1]);
  });
});

describe('fromPcm16', () => {
  it('reads every step as readWav does', () => {
    const steps = Float32Array.from({ length: 65_536 }, (_, i) => (i - 32_768) / 32_768);
    const wav = writeWav({ sampleRate: 8000, channels: [steps] });
    expect(readWav(wav).channels[0]).toEqual(steps);
    expect(fromPcm16(wav.slice(WAV_HEADER_BYTES).buffer)).toEqual(steps);
  });
});

describe('wavHeader', () => {
  it.each(['pcm16', 'float32'] as const)('begins a file of writeWav in %s', (sampleFormat) => {
    const channels = [new Float32Array(7), new Float32Array(7)];
    const header = wavHeader({ sampleRate: 44_100, channelCount: 2, frames: 7, sampleFormat });
    const file = writeWav({ sampleRate: 44_100, channels }, sampleFormat);
    expect([...header]).toEqual([...file.subarray(0, header.length)]);
    expect(file.length).toBe(header.length + 7 * 2 * (sampleFormat === 'pcm16' ? 2 : 4));
  });

  it('refuses what no header can state', () => {
    const frames = 2_147_483_625;
    const layout = { sampleRate: 24_000, channelCount: 1 };
    expect(wavHeader({ ...layout, frames })).toHaveLength(WAV_HEADER_BYTES);
    expect(() => wavHeader({ ...layout, frames: frames + 1 })).toThrow('exceed 4 GiB');
  });
});

function noise(length: number, random: () => number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length }, () => 2.4 * random() - 1.2);
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
