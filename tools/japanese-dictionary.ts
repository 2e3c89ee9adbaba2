import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Reads the Japanese dictionary from the installed package, for `registerJapanese` in Node. */
export async function readJapaneseDictionary(): Promise<Uint8Array<ArrayBuffer>> {
  const url = import.meta.resolve('lindera-wasm-ipadic/lindera_wasm_bg.wasm');
  return new Uint8Array(await readFile(fileURLToPath(url)));
}
