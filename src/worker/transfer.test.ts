import { expect, it } from 'vitest';
import { isAbort, isTtsError, TtsError } from '../errors.ts';
import { CPML, isLicenseError, LicenseError } from '../pack/license.ts';
import { packError, unpackError } from './transfer.ts';

const cross = (error: unknown): Error => unpackError(structuredClone(packError(error)));

it('keeps code, message and causes of a TtsError', () => {
  const cause = new RangeError('offset 7');
  const arrived = cross(new TtsError('pack-invalid', 'gpt.safetensors is cut', { cause }));
  expect(isTtsError(arrived) && arrived.code).toBe('pack-invalid');
  expect(arrived.message).toBe('gpt.safetensors is cut');
  expect(arrived.cause).toMatchObject({ name: 'RangeError', message: 'offset 7' });
});

it('keeps an abort an abort', () => {
  expect(isAbort(cross(new DOMException('stopped', 'AbortError')))).toBe(true);
});

it('carries what is no Error', () => {
  expect(cross('a string').message).toBe('a string');
});

it('keeps the licence that must be accepted', () => {
  const arrived = cross(new LicenseError(CPML));
  expect(isLicenseError(arrived) && arrived.license).toEqual(CPML);
  expect(arrived.message).toBe(new LicenseError(CPML).message);
});
