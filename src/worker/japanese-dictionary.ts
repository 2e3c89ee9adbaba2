import dictionaryUrl from 'lindera-wasm-ipadic/lindera_wasm_bg.wasm?url';
import { TtsError } from '../errors.ts';

/**
 * Fetches the Japanese dictionary from beside the app, where the build puts it.
 * @throws TtsError `network`
 */
export async function fetchJapaneseDictionary(): Promise<Response> {
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
