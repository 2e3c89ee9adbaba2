import { expect, test } from 'vitest';
import { isTtsError } from '../errors.ts';
import { bytesSource, type ByteSource } from './byte-source.ts';
import { openSafetensors, planSafetensors, writeSafetensors } from './safetensors.ts';
import { readFloat32, type Tensor } from './tensor-file.ts';
import { countingSource, f32Tensor, goldenSource, seededRandom, zeros } from './torch-fixtures.ts';

/** A file of any header, true or not. */
function file(header: unknown, dataBytes: number): ByteSource {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytesSource(bytes, 'x.safetensors');
}

const entry = (begin: number, end: number, shape: unknown = [(end - begin) / 4]): unknown => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

const TENSORS = new Map<string, Tensor>([
  ['odd', zeros('u8', [3])],
  ['bias', f32Tensor([5], [1, 2, 3, 4, 5])],
  ['weight', f32Tensor([4, 8], new Array<number>(32).fill(0.5))],
  ['scalar', zeros('i64', [])],
  ['empty', zeros('f16', [2, 0])],
  ['__proto__', f32Tensor([1], [9])],
  ['voz/ção', f32Tensor([16], new Array<number>(16).fill(-1))],
]);

test('what is written is read again', async () => {
  const opened = await openSafetensors(bytesSource(writeSafetensors(TENSORS), 'x'));
  expect([...opened.names()].sort()).toEqual([...TENSORS.keys()].sort());
  for (const [name, tensor] of TENSORS) {
    const { dtype, shape } = tensor;
    expect(opened.info(name)).toEqual({ dtype, shape, byteLength: tensor.bytes.length });
    expect(await opened.read(name)).toEqual(tensor);
  }
});

test('data follows the head without gaps, on 64 bytes where lengths allow it', async () => {
  const bytes = writeSafetensors(TENSORS);
  const { head, order, totalBytes } = planSafetensors(TENSORS);
  expect(head.length % 64).toBe(0);
  expect(totalBytes).toBe(bytes.length);
  expect(bytes.subarray(0, head.length)).toEqual(head);
  const opened = await openSafetensors(bytesSource(bytes, 'x'));
  let end = head.length;
  for (const { name, offset } of order) {
    expect(offset).toBe(end);
    expect(opened.offsetOf(name)).toBe(offset);
    end += opened.info(name).byteLength;
  }
  expect(end).toBe(totalBytes);
  for (const name of ['weight', 'voz/ção']) expect(opened.offsetOf(name) % 64, name).toBe(0);
  expect(opened.offsetOf('bias') % 4).toBe(0);
  expect(opened.offsetOf('scalar') % 8).toBe(0);
});

test('files of the reference implementation are read', async () => {
  const golden = await openSafetensors(goldenSource('weightnorm.safetensors'));
  expect(golden.names()).toContain('ups.0.weight');
  expect(golden.info('ups.0.weight').shape).toEqual([48, 24, 16]);
  expect((await readFloat32(golden, 'ups.0.weight')).length).toBe(48 * 24 * 16);
  expect(() => golden.info('none')).toThrow(/weightnorm.safetensors has no tensor none/);
});

test('opening reads the header only', async () => {
  const source = countingSource(writeSafetensors(new Map([['x', zeros('f32', [10_000])]])));
  const opened = await openSafetensors(source);
  expect(source.readBytes).toBe(128);
  await opened.read('x');
  expect(source.readBytes).toBe(128 + 40_000);
});

test('metadata and gaps are allowed', async () => {
  const opened = await openSafetensors(
    file({ __metadata__: { format: 'pt' }, a: entry(0, 4), b: entry(8, 12) }, 16),
  );
  expect(opened.names()).toEqual(['a', 'b']);
});

test.each<[string, unknown, RegExp]>([
  ['no JSON', '{"a":', /no JSON/],
  ['no object', '[1]', /no object/],
  ['no entry', { a: 1 }, /no shape/],
  ['no offsets', { a: { dtype: 'F32', shape: [1] } }, /no shape or no place/],
  ['a negative size', { a: entry(0, 4, [-1]) }, /no shape/],
  ['a fraction', { a: entry(0, 4, [0.5]) }, /no shape/],
  ['offsets backwards', { a: entry(4, 0) }, /no shape/],
  ['another length', { a: entry(0, 8, [3]) }, /8 bytes instead of 12/],
  ['sizes that overflow', { a: entry(0, 0, [2 ** 50, 2 ** 50]) }, /instead of/],
  ['an overlap', { a: entry(0, 8), b: entry(4, 12) }, /overlaps/],
  ['an unknown type', { a: { dtype: 'F8_E4M3', shape: [1], data_offsets: [0, 1] } }, /F8_E4M3/],
  [
    'a type that is a nest of lists',
    `{"a":{"dtype":${'['.repeat(1e5)}${']'.repeat(1e5)},"shape":[],"data_offsets":[0,4]}}`,
    /no type/,
  ],
])('%s is refused', async (_, header, message) => {
  await expect(openSafetensors(file(header, 16))).rejects.toThrow(message);
  const open = openSafetensors(file(header, 16));
  await expect(open).rejects.toMatchObject({ code: 'checkpoint-invalid' });
});

test('a header of gigabytes is refused unread', async () => {
  const bytes = new Uint8Array(16).fill(0xff, 0, 5);
  await expect(openSafetensors(bytesSource(bytes, 'x'))).rejects.toThrow(/not plausible/);
});

test('cut off anywhere, it is truncated', async () => {
  const whole = writeSafetensors(TENSORS);
  for (let length = 0; length < whole.length; length++) {
    const open = openSafetensors(bytesSource(whole.subarray(0, length), 'cut'));
    await expect(open, `${length}`).rejects.toMatchObject({ code: 'checkpoint-truncated' });
  }
});

test('2000 damaged headers give tensors or a typed error', async () => {
  const intact = writeSafetensors(TENSORS);
  const headBytes = planSafetensors(TENSORS).head.length;
  const random = seededRandom(3);
  for (let lap = 0; lap < 2000; lap++) {
    const damaged = intact.slice();
    for (let n = 0; n < 3; n++) {
      damaged[Math.floor(random() * headBytes)] = Math.floor(random() * 256);
    }
    try {
      const opened = await openSafetensors(bytesSource(damaged, 'damaged'));
      for (const name of opened.names()) await opened.read(name);
    } catch (error) {
      if (!isTtsError(error)) throw new Error(`lap ${lap}`, { cause: error });
    }
  }
});
