import { describe, expect, it } from 'vitest';
import { isTtsError, TtsError } from '../errors.ts';
import { assertLicense, CPML, isLicenseError, licenseFor } from './license.ts';

const dims = (layers: number, width: number) => ({
  gpt: {
    layers,
    width,
    heads: 16,
    maxTextTokens: 402,
    maxCodes: 605,
    startCode: 1024,
    stopCode: 1025,
  },
});

describe('licenseFor', () => {
  it.each([
    ['XTTS v2 and its fine-tunes', 30, 1024, CPML],
    ['a smaller model', 6, 192, { name: 'unknown' }],
    ['as many layers of another width', 30, 512, { name: 'unknown' }],
  ])('takes %s for what it is', (_, layers, width, license) => {
    expect(licenseFor(dims(layers, width))).toEqual(license);
  });

  it('believes who converts', () => {
    const given = { name: 'bought from Coqui' };
    expect(licenseFor(dims(30, 1024), given)).toBe(given);
  });
});

describe('assertLicense', () => {
  it.each([
    ['a licence that asks for nothing', { name: 'MIT' }, []],
    ['one that was accepted', CPML, ['other', 'cpml']],
    ['one that nobody knows and that was accepted', { name: 'X', id: 'x', consent: true }, ['x']],
  ])('lets %s through', (_, license, accepted) => {
    expect(() => assertLicense(license, accepted)).not.toThrow();
  });

  it.each([
    ['CPML', CPML, []],
    ['CPML when another was accepted', CPML, ['CPML', 'cpml2', '']],
    ['one that nobody knows', { name: 'X', id: 'x', consent: true }, ['cpml']],
    ['one that cannot be accepted', { name: 'X', consent: true }, ['undefined', 'X']],
  ])('stops at %s, and says which', (_, license, accepted) => {
    let thrown: unknown;
    try {
      assertLicense(license, accepted);
    } catch (error) {
      thrown = error;
    }
    expect(isLicenseError(thrown) && thrown.license).toBe(license);
    expect(isTtsError(thrown) && thrown.code).toBe('license-not-accepted');
    expect(thrown).toMatchObject({ message: expect.stringContaining(license.name) as string });
  });

  it('names id, name and address', () => {
    expect(() => assertLicense(CPML, [])).toThrow(
      'the licence "cpml" must be accepted first: Coqui Public Model License 1.0.0, https://',
    );
  });
});

it('tells a licence error from others', () => {
  expect(isLicenseError(new TtsError('network', 'offline'))).toBe(false);
  expect(isLicenseError(new TtsError('license-not-accepted', 'without its licence'))).toBe(false);
});
