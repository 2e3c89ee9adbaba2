import { TtsError } from '../errors.ts';
import { workerFileUrl } from '../runtime/worker-files.ts';

/**
 * Fetches the Japanese dictionary.
 * @throws TtsError `network`
 */
export async function fetchJapaneseDictionary(): Promise<Response> {
  const dictionaryUrl = workerFileUrl('lindera_wasm_bg.wasm');
  let response: Response;
  try {
    response = await fetch(dictionaryUrl);
  } catch (cause) {
    throw new TtsError('network', `${dictionaryUrl} could not be fetched`, { cause });
  }
  if (!response.ok) {
    throw new TtsError('network', `${dictionaryUrl} answered ${response.status}`);
  }
  return response;
}
