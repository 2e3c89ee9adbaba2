import { describe, expect, it } from 'vitest';
import { goldenBytes, maxDifference, readGoldenData } from '../../tools/golden.ts';
import { gptFilterbank, gptMel, preEmphasize, speakerMel, speakerMelPower } from './mel.ts';
import { mixToMono } from './pcm.ts';
import { resample } from './resampler.ts';
import { raisedCosineWindow } from './stft.ts';
import { readWav } from './wav.ts';

const conditioning = await readGoldenData('conditioning');
const speaker = await readGoldenData('speaker');
const melStats = (await readGoldenData('model_trainer_style_expected'))('mel_stats');

const recording = (name: string) => mixToMono(readWav(goldenBytes(name)));

describe('gptMel', () => {
  it('has the filters of torchaudio', () => {
    const filters = gptFilterbank();
    const sums = Array.from({ length: 80 }, (_, band) =>
      filters.subarray(band * 1025, (band + 1) * 1025).reduce((a, b) => a + b, 0),
    );
    expect(maxDifference(sums, conditioning('mel_filter_band_sums'))).toBeLessThan(1e-5);
    const band10 = filters.subarray(10 * 1025, 11 * 1025);
    expect(maxDifference(band10, conditioning('mel_filter_band_10'))).toBeLessThan(1e-6);
  });

  it.each([
    ['a 1.5 s recording', 'ref_b_22050.wav', Infinity, 'b.mel', 130],
    ['a 4 s chunk', 'ref_a_22050.wav', 4 * 22_050, 'a.mel_chunk0', 345],
  ])('equals the reference for %s', (_, file, length, tensor, frames) => {
    const mel = gptMel(recording(file).subarray(0, length), melStats);
    expect(mel.frames).toBe(frames);
    expect(maxDifference(mel.data, conditioning(tensor))).toBeLessThan(2e-4);
  });

  it('refuses less than it can reflect', () => {
    expect(() => gptMel(new Float32Array(1024), melStats)).toThrow('more than 1024 samples');
  });
});

describe('speakerMel', () => {
  const audio = conditioning('b.audio_16000');

  it('equals the reference at each step', () => {
    const emphasized = preEmphasize(audio);
    expect(maxDifference(emphasized, speaker('b.preemphasis'))).toBeLessThan(4e-5);
    const power = speakerMelPower(emphasized);
    expect(power.frames).toBe(151);
    expect(maxDifference(power.data, speaker('b.mel_power'))).toBeLessThan(2e-3);
    expect(maxDifference(speakerMel(audio).data, speaker('b.normalised'))).toBeLessThan(1e-2);
  });

  it('equals the reference from our own resampled audio', () => {
    const resampled = resample(recording('ref_b_22050.wav'), 22_050, 16_000);
    expect(maxDifference(speakerMel(resampled).data, speaker('b.normalised'))).toBeLessThan(1e-2);
  });

  it('takes the window and filters of the checkpoint', () => {
    const zeroFilters = new Float32Array(257 * 64);
    zeroFilters[20 * 64 + 3] = 1;
    const window = raisedCosineWindow(400, 0.54);
    const { data, frames } = speakerMelPower(audio, { window, filterbank: zeroFilters });
    const bands = Array.from({ length: 64 }, (_, band) =>
      data.subarray(band * frames, (band + 1) * frames).some((value) => value > 0),
    );
    expect(bands.indexOf(true)).toBe(3);
    expect(bands.lastIndexOf(true)).toBe(3);
    expect(() => speakerMel(audio, { filterbank: [1] })).toThrow('speaker filters of 1 values');
  });
});
