import { PbfReader } from 'pbf';
import { expect, it } from 'vitest';
import { OnnxBuilder, type WeightIndex } from './onnx-builder.ts';

const WEIGHTS: WeightIndex = {
  has: (name) => name === 'w',
  get: () => ({ dtype: 'f16', shape: [4, 2], file: 'part.safetensors', offset: 128, length: 16 }),
};

/** All fields of a message by number: bytes of nested messages and strings, numbers of varints. */
function fields(bytes: Uint8Array): Map<number, (Uint8Array | number)[]> {
  const found = new Map<number, (Uint8Array | number)[]>();
  new PbfReader(bytes).readFields((tag, all, pbf) => {
    const value = pbf.type === 2 ? pbf.readBytes() : pbf.readVarint();
    all.set(tag, [...(all.get(tag) ?? []), value]);
  }, found);
  return found;
}

const nested = (value: Uint8Array | number | undefined) => fields(value as Uint8Array);
const text = (value: Uint8Array | number | undefined) =>
  new TextDecoder().decode(value as Uint8Array);

it('writes a model whose weights stay in their file, cast to the graph’s type', () => {
  const builder = new OnnxBuilder('g', 'f32', WEIGHTS);
  const x = builder.input('x', 'f32', [1, 'n', 4]);
  const product = builder.node('MatMul', [x, builder.weight('w')]);
  builder.output(product, 'y', 'f32', [1, 'n', 2]);
  const model = builder.build();
  expect(model.files).toEqual(['part.safetensors']);

  const graph = nested(fields(model.bytes).get(7)?.[0]);
  const ops = graph.get(1)!.map((node) => text(nested(node).get(4)?.[0]));
  expect(ops).toEqual(['Cast', 'MatMul', 'Identity']);

  const weight = nested(graph.get(5)?.[0]);
  expect(weight.get(1)).toEqual([4, 2]);
  expect(weight.get(2)).toEqual([10]);
  expect(weight.get(14)).toEqual([1]);
  const external = weight
    .get(13)!
    .map((entry) => [...nested(entry).values()].map(([v]) => text(v)));
  expect(external).toEqual([
    ['location', 'part.safetensors'],
    ['offset', '128'],
    ['length', '16'],
  ]);
});

it('uses a weight once however often it is asked for', () => {
  const builder = new OnnxBuilder('g', 'f16', WEIGHTS);
  expect(builder.weight('w')).toBe(builder.weight('w'));
  expect(builder.weight('w', [8])).not.toBe(builder.weight('w'));
});
