import { expect, it, vi } from 'vitest';
import { BlobBytes } from './blob-bytes.ts';
import { loadingError, withMemoryErrors } from './runtime-error.ts';

// As ONNX Runtime 1.30, Chromium and Firefox put it.
const MESSAGES = [
  "Can't create a session. ERROR_CODE: 6, ERROR_MESSAGE: std::bad_alloc",
  'Array buffer allocation failed',
  'WebAssembly.Memory(): could not allocate memory',
  'out of memory',
];

it.each(MESSAGES)('knows that memory was missing: %s', async (message) => {
  const cause = new Error(message);
  expect(loadingError('gpt', cause, [])).toMatchObject({ code: 'memory-full', cause });
  const run = withMemoryErrors(Promise.reject(cause));
  await expect(run).rejects.toMatchObject({ code: 'memory-full', cause });
});

it('takes other failures for what they are', async () => {
  const cause = new Error(
    "Can't create a session. ERROR_CODE: 10, ERROR_MESSAGE: no such operator",
  );
  const error = loadingError('gpt', cause, [{ path: 'gpt.safetensors', data: new Blob() }]);
  expect(error).toMatchObject({ code: 'engine-failed', cause });
  expect(error.message).toContain('gpt');
  await expect(withMemoryErrors(Promise.reject(cause))).rejects.toBe(cause);
});

it('tells of a file that could not be read', () => {
  const cause = new DOMException('it was changed', 'NotReadableError');
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer(): never {
        throw cause;
      }
    },
  );
  const data = BlobBytes.open(new Blob(['abc']));
  vi.unstubAllGlobals();
  expect(() => data.subarray(0, 1)).toThrow(cause);
  const error = loadingError('gpt', new Error('ERROR_CODE: 1'), [{ path: 'a.bin', data }]);
  expect(error).toMatchObject({ code: 'storage-failed', cause });
  expect(error.message).toContain('a.bin');
});
