import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinSamples } from '../audio/join.ts';
import { readWav, wavHeader, writeWav } from '../audio/wav.ts';
import { isTtsError } from '../errors.ts';
import { pcmBytes } from '../../tools/speech-server.ts';
import { joinBytes } from './join-bytes.ts';
import { PcmParser } from './pcm-parser.ts';
import type { SoundParser } from './sound-parser.ts';
import { WavParser } from './wav-parser.ts';

const RATE = 22_050;
const SAMPLES = Float32Array.from(
  { length: 200 },
  (_, i) => Math.round(3e4 * Math.sin(i)) / 32_768,
);

/** Parses bytes that arrive cut at the given places. */
function parse(parser: SoundParser, bytes: Uint8Array, cuts: readonly number[] = []): Float32Array {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
  places.sort((a, b) => a - b);
  const parts = places.slice(1).map((to, i) => parser.push(bytes.subarray(places[i], to)));
  parser.end();
  return joinSamples(parts);
}

function chunk(name: string, content: Uint8Array, size = content.length): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length % 2));
  for (let i = 0; i < 4; i++) bytes[i] = name.charCodeAt(i);
  new DataView(bytes.buffer).setUint32(4, size, true);
  bytes.set(content, 8);
  return bytes;
}

function format(code: number, channels: number, bits: number, rate = RATE): Uint8Array {
  const view = new DataView(new ArrayBuffer(16));
  view.setUint16(0, code, true);
  view.setUint16(2, channels, true);
  view.setUint32(4, rate, true);
  view.setUint32(8, (rate * channels * bits) / 8, true);
  view.setUint16(12, (channels * bits) / 8, true);
  view.setUint16(14, bits, true);
  return new Uint8Array(view.buffer);
}

function riff(...chunks: readonly Uint8Array[]): Uint8Array {
  const body = chunks.reduce((all, next) => joinBytes(all, next), new Uint8Array(0));
  const head = chunk('RIFF', new TextEncoder().encode('WAVE'), 4 + body.length);
  return joinBytes(head, body);
}

describe('PcmParser', () => {
  it('gives the same samples wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (cuts) => {
        expect(parse(new PcmParser(RATE), pcmBytes(SAMPLES), cuts)).toEqual(SAMPLES);
      }),
    );
  });

  it('fails where a sample is cut', () => {
    expect(() => parse(new PcmParser(RATE), new Uint8Array(3))).toThrow(
      expect.objectContaining({ code: 'speech-server-failed' }),
    );
  });
});

describe('WavParser', () => {
  const kinds: readonly (readonly [string, number, number])[] = [
    ['8 bits', 1, 8],
    ['16 bits', 1, 16],
    ['24 bits', 1, 24],
    ['32 bits', 1, 32],
    ['float', 3, 32],
  ];
  it.each(kinds)('reads %s, of one channel or two, cut anywhere', (_name, code, bits) => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2),
        fc.uint8Array({ maxLength: 240 }),
        fc.array(fc.nat()),
        fc.constantFrom(undefined, 0, 0xffff_ffff, 0x7fff_ffff, 0xffff_ffff - 36),
        (channels, content, cuts, size) => {
          const whole = content.slice(
            0,
            content.length - (content.length % ((channels * bits) / 8)),
          );
          const data = chunk('data', whole, size);
          // Of an unknown length, nothing can stand behind it.
          const padded = size === undefined ? data : data.subarray(0, 8 + whole.length);
          const bytes = riff(
            chunk('LIST', new Uint8Array(7)),
            chunk('fmt ', format(code, channels, bits)),
            chunk('fact', new Uint8Array(4)),
            padded,
          );
          let expected: Float32Array | undefined;
          try {
            const { channels: read } = readWav(
              riff(chunk('fmt ', format(code, channels, bits)), chunk('data', whole)),
            );
            const [left, right = left!] = read;
            // As doubles, which are rounded once.
            expected = left!.map((sample, i) => (sample + right[i]!) / 2);
          } catch {
            expected = undefined; // NaN among the floats.
          }
          const parser = new WavParser();
          if (!expected) return void expect(() => parse(parser, bytes, cuts)).toThrow();
          const samples = parse(parser, bytes, cuts);
          expect(samples.length).toBe(expected.length);
          samples.forEach((sample, i) => expect(sample).toBeCloseTo(expected[i]!, 6));
          expect(parser.sampleRate).toBe(RATE);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves out what stands behind the audio', () => {
    const wav = writeWav({ sampleRate: RATE, channels: [SAMPLES] });
    const bytes = joinBytes(wav, chunk('LIST', new Uint8Array(100).fill(77)));
    expect(parse(new WavParser(), bytes, [100, 450])).toEqual(SAMPLES);
  });

  it.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'speech-server-failed'],
    [
      'half a header',
      wavHeader({ sampleRate: RATE, channelCount: 1, frames: 9 }).slice(0, 30),
      'speech-server-failed',
    ],
    [
      'missing audio',
      wavHeader({ sampleRate: RATE, channelCount: 1, frames: 9 }),
      'speech-server-failed',
    ],
    ['an MP3', new TextEncoder().encode('ID3 and more than that'), 'speech-server-invalid'],
    ['no format', riff(chunk('data', new Uint8Array(4))), 'speech-server-invalid'],
    ['A-law', riff(chunk('fmt ', format(6, 1, 8))), 'speech-server-invalid'],
    ['1 Hz', riff(chunk('fmt ', format(1, 1, 16, 1))), 'speech-server-invalid'],
    ['a huge format', riff(chunk('fmt ', format(1, 1, 16), 1e9)), 'speech-server-invalid'],
  ])('refuses %s', (_name, bytes, code) => {
    expect(() => parse(new WavParser(), bytes)).toThrow(expect.objectContaining({ code }));
  });

  it('survives any bytes', () => {
    const wav = writeWav({ sampleRate: RATE, channels: [SAMPLES] });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(60), fc.nat(255))),
        fc.array(fc.nat()),
        (edits, cuts) => {
          const bytes = wav.slice();
          for (const [at, value] of edits) bytes[at] = value;
          try {
            parse(new WavParser(), bytes, cuts);
          } catch (error) {
            expect(isTtsError(error) && error.code).toMatch(/^speech-server-(failed|invalid)$/);
          }
        },
      ),
    );
  });
});
