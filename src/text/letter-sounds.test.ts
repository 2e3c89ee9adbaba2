import { expect, it } from 'vitest';
import { soundsOf } from './letter-sounds.ts';

/** V vowel, N sonorant, H hiss, B breath, S stop, - faint, ? any. */
const SIGNS = {
  vowel: 'V',
  sonorant: 'N',
  hiss: 'H',
  breath: 'B',
  stop: 'S',
  faint: '-',
  any: '?',
} as const;

it.each([
  ['en', 'ship', 'HVS'],
  ['en', 'This', 'BVH'],
  ['en', 'candle', 'SVNSN-'],
  ['en', 'he', 'BV'],
  ['en', 'letters', 'NV-SVNH'],
  ['en', 'night', 'NV-S'],
  ['en', 'city', 'HVSV'],
  ['en', 'don’t', 'SVNS'],
  ['pt', 'velha', 'BVNBV'],
  ['pt', 'cobre', 'SVSNV'],
  ['pt', 'coração', 'SVNVHVV'],
  ['fr', 'porte', 'SVNS-'],
  ['pl', 'źródło', 'HNVSNV'],
  ['cs', 'šest', 'HVHS'],
  ['de', 'Straße', 'HSNVHV'],
  ['ru', 'Старый', 'HSVNVN'],
  ['zh', '古老', '??'],
  ['ko', '문이', 'NVNV'],
  ['hi', 'हिन्दी', 'BVNSV'],
  ['ja', '開き', '?SV'],
  ['en', '42', '??'],
  ['en', '&', '?'],
  ['en', '', '?'],
])('%s: %s sounds like %s', (language, word, sounds) => {
  expect(
    soundsOf(word, language)
      .map((sound) => SIGNS[sound])
      .join(''),
  ).toBe(sounds);
});
