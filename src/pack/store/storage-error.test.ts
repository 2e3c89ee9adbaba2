import { expect, test } from 'vitest';
import { TtsError } from '../../errors.ts';
import { openingError, storageError } from './storage-error.ts';

test.each([
  ['QuotaExceededError', 'storage-full', 'storage-full'],
  ['SecurityError', 'storage-failed', 'storage-unavailable'],
  ['InvalidStateError', 'storage-failed', 'storage-unavailable'],
  ['NotReadableError', 'storage-failed', 'storage-failed'],
  ['NoModificationAllowedError', 'storage-failed', 'storage-failed'],
])('%s is %s, at opening %s', (name, code, codeAtOpening) => {
  const cause = new DOMException('as the browser says', name);
  expect(storageError(cause, 'reading a/b')).toMatchObject({
    code,
    cause,
    message: `reading a/b failed: ${name}: as the browser says`,
  });
  expect(openingError(cause, 'IndexedDB')).toMatchObject({ code: codeAtOpening, cause });
});

test('what has a code keeps it, and what is no error is told too', () => {
  const error = new TtsError('storage-full', 'no room');
  expect(storageError(error, 'writing a/b')).toBe(error);
  expect(openingError(error, 'IndexedDB')).toBe(error);
  expect(storageError('why not', 'writing a/b')).toMatchObject({
    code: 'storage-failed',
    message: 'writing a/b failed: why not',
    cause: 'why not',
  });
});
