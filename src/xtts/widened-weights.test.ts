import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { GOLDEN } from '../../tools/golden.ts';
import { openCheckpoint } from '../../tools/open-model.ts';
import { float16ToFloat32 } from '../checkpoint/float16.ts';
import { convertedPack, type MemoryPack } from '../pack/memory-pack-fixture.ts';
import { openPack, type Pack } from '../pack/open-pack.ts';
import { WidenedWeights } from './widened-weights.ts';

const NAME = 'gpt.gpt.h.0.mlp.c_fc.weight';

let source: MemoryPack;
let pack: Pack;

beforeAll(async () => {
  source = await convertedPack(await openCheckpoint(GOLDEN), 'f16');
  pack = await openPack(source);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

it('offers halves as floats, whose bytes it reads where they lie', async () => {
  const { shape, file, offset, length } = pack.get(NAME);
  const halves = source.read(file).slice(offset, offset + length).buffer;
  vi.stubGlobal(
    'FileReaderSync',
    class {
      readAsArrayBuffer(blob: Blob): ArrayBuffer {
        expect(blob.size).toBe(length);
        return halves;
      }
    },
  );
  const weights = WidenedWeights.of(pack);
  const found = weights.get(NAME);
  expect(found).toMatchObject({ dtype: 'f32', shape, length: 2 * length });
  const bytes = (await weights.readFile(found.file)) as Uint8Array<ArrayBuffer>;
  expect(bytes.byteLength).toBe(2 * source.read(file).length);
  const range = bytes.subarray(found.offset, found.offset + found.length);
  const expected = float16ToFloat32(new Uint16Array(halves));
  expect(new Float32Array(range.buffer, 0, range.length / 4)).toEqual(expected);
});

it('is the pack itself where a blob can only be waited for', () => {
  expect(WidenedWeights.of(pack)).toBe(pack);
});
