import type { ConvertOptions } from '../pack/convert.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { computeSelfTest } from './compute-self-test.ts';
import { writeSelfTest } from './self-test-file.ts';

/** What a conversion calls to compute a pack's self-test, on a runtime that it opens and closes. */
export function conversionSelfTest(
  openRuntime: () => Runtime | Promise<Runtime>,
): NonNullable<ConvertOptions['selfTest']> {
  return async ({ folder, config, signal, onProgress }) => {
    const { tensors, vocabJson, speakers } = folder;
    const runtime = await openRuntime();
    try {
      const model = { tensors, config, vocabJson, voice: speakers[0] };
      return writeSelfTest(await computeSelfTest(model, runtime, { signal, onProgress }));
    } finally {
      await runtime.close();
    }
  };
}
