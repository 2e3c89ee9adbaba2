import { TtsError } from '../errors.ts';
import { BlobBytes } from './blob-bytes.ts';

/**
 * What ONNX Runtime and browsers say where memory ends: C++'s exception when the wasm heap cannot
 * grow, which has 4 GB at most; those of the engines for buffers and for the heap itself.
 */
const OUT_OF_MEMORY =
  /bad_alloc|out of memory|allocation failed|could not allocate|cannot allocate/i;

/** Why a graph's session could not be made. */
export function loadingError(
  graph: string,
  error: unknown,
  files: readonly { readonly path: string; readonly data: Blob | Uint8Array }[],
): TtsError {
  for (const { path, data } of files) {
    if (!(data instanceof BlobBytes) || data.failure === undefined) continue;
    const message = `${path} could not be read`;
    const code = isOutOfMemory(data.failure) ? 'memory-full' : 'storage-failed';
    return new TtsError(code, message, { cause: data.failure });
  }
  const code = isOutOfMemory(error) ? 'memory-full' : 'engine-failed';
  return new TtsError(code, `the ${graph} graph could not be loaded`, { cause: error });
}

/**
 * A run of a graph, whose failure for want of memory gets a code.
 * @throws TtsError `memory-full`; ONNX Runtime's own errors for the rest
 */
export async function withMemoryErrors<T>(run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    throw new TtsError('memory-full', 'a graph had too little memory to run', { cause: error });
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && OUT_OF_MEMORY.test(error.message);
}
