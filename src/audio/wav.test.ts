import { describe, expect, it } from 'vitest';
import { isTtsError } from '../errors.ts';
import { goldenBytes, maxDifference } from '../../tools/golden.ts';
import { mixToMono } from './pcm.ts';
import { readWav, writeWav } from './wav.ts';

interface Layout {
  readonly code?: number;
  readonly bits?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly frameBytes?: number;
  readonly extensible?: boolean;
}

const bytesOf = (text: string) => [...text].map((char) => char.charCodeAt(0));
const u16 = (value: number) => [value & 255, (value >> 8) & 255];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];
const chunk = (name: string, data: number[], size = data.length) => [
  ...bytesOf(name),
  ...u32(size),
  ...data,
  ...(data.length % 2 ? [0] : []),
];
const riff = (...chunks: number[][]) =>
  new Uint8Array(
    [...bytesOf('RIFF'), ...u32(4 + chunks.flat().length), ...bytesOf('WAVE')].concat(...chunks),
  );

function fmt({
  code = 1,
  bits = 16,
  channels = 1,
  rate = 8000,
  frameBytes,
  extensible,
}: Layout = {}) {
  const frame = frameBytes ?? (channels * bits) / 8;
  const body = [...u16(channels), ...u32(rate), ...u32(rate * frame), ...u16(frame), ...u16(bits)];
  if (!extensible) return chunk('fmt ', [...u16(code), ...body]);
  const guid = [...u16(code), ...[0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113]];
  return chunk('fmt ', [...u16(0xfffe), ...body, ...u16(22), ...u16(bits), ...u32(0), ...guid]);
}

const floatBytes = (value: number, bits: 32 | 64) => {
  const view = new DataView(new ArrayBuffer(bits / 8));
  if (bits === 32) view.setFloat32(0, value, true);
  else view.setFloat64(0, value, true);
  return [...new Uint8Array(view.buffer)];
};

describe('readWav', () => {
  it.each([
    ['8-bit', { bits: 8 }, [0, 128, 255], [-1, 0, 127 / 128]],
    ['16-bit', { bits: 16 }, [...u16(0x8000), ...u16(0x4000)], [-1, 0.5]],
    ['24-bit', { bits: 24 }, [0, 0, 0x80, 0, 0, 0x40, 255, 255, 255], [-1, 0.5, -1 / 8388608]],
    ['32-bit', { bits: 32 }, [...u32(0x80000000), ...u32(0x40000000)], [-1, 0.5]],
    [
      'float',
      { bits: 32, code: 3 },
      [...floatBytes(1.5, 32), ...floatBytes(-0.25, 32)],
      [1.5, -0.25],
    ],
    ['double', { bits: 64, code: 3 }, floatBytes(0.125, 64), [0.125]],
    ['extensible PCM', { bits: 16, extensible: true }, u16(0x4000), [0.5]],
    ['extensible float', { bits: 32, code: 3, extensible: true }, floatBytes(0.5, 32), [0.5]],
  ] as const)('reads %s', (_, layout, data, expected) => {
    const { sampleRate, channels } = readWav(riff(fmt(layout), chunk('data', [...data])));
    expect(sampleRate).toBe(8000);
    expect(channels.map((c) => [...c])).toEqual([expected]);
  });

  it('reads chunks in any order, odd ones padded, and separates the channels', () => {
    const bytes = riff(
      chunk('LIST', [1, 2, 3]),
      chunk('data', [1, 64, 200, 192, 255, 32]),
      chunk('id3 ', [9]),
      fmt({ bits: 8, channels: 3 }),
    );
    const { channels } = readWav(bytes);
    expect(channels.map((c) => [...c].map((x) => x * 128))).toEqual([
      [-127, 64],
      [-64, 127],
      [72, -96],
    ]);
  });

  it('takes the rest of the file for a stream of unknown length', () => {
    const bytes = riff(fmt(), chunk('data', [...u16(0x4000), ...u16(0x4000)], 0xffffffff));
    expect(readWav(bytes).channels[0]).toHaveLength(2);
  });

  it('reads a view into a larger buffer', () => {
    const whole = new Uint8Array(100);
    const bytes = riff(fmt(), chunk('data', u16(0x4000)));
    whole.set(bytes, 7);
    expect([...readWav(whole.subarray(7, 7 + bytes.length)).channels[0]!]).toEqual([0.5]);
  });

  it.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('this is no sound file')],
    ['big-endian RIFX', new Uint8Array([...bytesOf('RIFX'), ...u32(4), ...bytesOf('WAVE')])],
    ['no chunks', riff()],
    ['no data', riff(fmt())],
    ['no format', riff(chunk('data', [0, 0]))],
    ['a short format', riff(chunk('fmt ', [1, 0]), chunk('data', [0, 0]))],
    [
      'a short extensible format',
      riff(chunk('fmt ', [...u16(0xfffe), ...fmt().slice(10)]), chunk('data', [])),
    ],
    ['truncated data', riff(fmt(), chunk('data', [0, 0], 400))],
    ['a compressed format', riff(fmt({ code: 85 }), chunk('data', [0, 0]))],
    ['no channels', riff(fmt({ channels: 0 }), chunk('data', [0, 0]))],
    [
      '65535 channels',
      riff(fmt({ channels: 65535, bits: 8, frameBytes: 65535 }), chunk('data', [0])),
    ],
    ['a rate of 0', riff(fmt({ rate: 0 }), chunk('data', [0, 0]))],
    ['a rate of 4 GHz', riff(fmt({ rate: 0xffffffff }), chunk('data', [0, 0]))],
    ['12 bits', riff(fmt({ bits: 12 }), chunk('data', [0, 0]))],
    ['a wrong frame size', riff(fmt({ frameBytes: 0 }), chunk('data', [0, 0]))],
    ['NaN', riff(fmt({ code: 3, bits: 32 }), chunk('data', floatBytes(NaN, 32)))],
    ['a double too large', riff(fmt({ code: 3, bits: 64 }), chunk('data', floatBytes(1e300, 64)))],
  ])('refuses %s', (_, bytes) => {
    expect(codeOf(() => readWav(bytes))).toBe('audio-invalid');
  });

  it('reads or refuses, and never breaks, whatever bytes are changed', () => {
    const good = riff(fmt({ channels: 2 }), chunk('LIST', [1, 2]), chunk('data', [1, 2, 3, 4]));
    for (let at = 0; at < good.length; at++) {
      for (const value of [0, 1, 127, 255]) {
        const bytes = good.slice();
        bytes[at] = value;
        expect([null, 'audio-invalid']).toContain(codeOf(() => readWav(bytes)));
      }
      expect([null, 'audio-invalid']).toContain(codeOf(() => readWav(good.slice(0, at))));
    }
  });
});

describe('writeWav', () => {
  const channels = [0, 1, 2].map((c) =>
    Float32Array.from({ length: 501 }, (_, i) => Math.sin(i + c)),
  );

  it('keeps every bit as float32', () => {
    const back = readWav(writeWav({ sampleRate: 24_000, channels }, 'float32'));
    expect(back).toEqual({ sampleRate: 24_000, channels });
  });

  it('rounds to the nearest step as pcm16, and clips', () => {
    const back = readWav(writeWav({ sampleRate: 16_000, channels }));
    channels.forEach((channel, c) => {
      expect(maxDifference(back.channels[c]!, channel)).toBeLessThanOrEqual(1 / 32768);
    });
    const loud = Float32Array.of(2, -2);
    const clipped = readWav(writeWav({ sampleRate: 16_000, channels: [loud] }));
    expect([...clipped.channels[0]!]).toEqual([32767 / 32768, -1]);
  });

  it('gives back the bytes of a file that it has read', () => {
    const golden = goldenBytes('ref_c_44100_stereo.wav');
    const audio = readWav(golden);
    expect([audio.sampleRate, audio.channels.length]).toEqual([44_100, 2]);
    expect(maxDifference(writeWav(audio), golden)).toBe(0);
  });

  it('refuses channels of unequal length', () => {
    const uneven = { sampleRate: 1, channels: [new Float32Array(1), new Float32Array(2)] };
    expect(codeOf(() => writeWav(uneven))).toBe('audio-invalid');
  });
});

describe('mixToMono', () => {
  it('takes the mean', () => {
    const channels = [Float32Array.of(1, 0), Float32Array.of(0, 0.5)];
    expect([...mixToMono({ sampleRate: 1, channels })]).toEqual([0.5, 0.25]);
  });
});

/** The code of the error thrown, null if none is; anything but a TtsError passes through. */
function codeOf(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    if (isTtsError(error)) return error.code;
    throw error;
  }
}
