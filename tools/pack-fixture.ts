import { uniform } from '../src/xtts/random.ts';
import type { PackFile } from '../src/pack/manifest.ts';
import { sha256 } from '../src/pack/sha256.ts';

/** Files of random bytes, all of one length, with their entries in a manifest. */
export function packFixture(
  names: readonly string[],
  fileBytes: number,
): { readonly bytes: Map<string, Uint8Array<ArrayBuffer>>; readonly files: readonly PackFile[] } {
  const bytes = new Map(
    names.map((name, stream) => [
      name,
      Uint8Array.from({ length: fileBytes }, (_, i) => 256 * uniform(1, stream, i)),
    ]),
  );
  const files = Array.from(bytes, ([name, content]) => ({
    name,
    role: 'weights' as const,
    part: 'gpt' as const,
    bytes: content.length,
    sha256: sha256(content),
  }));
  return { bytes, files };
}
