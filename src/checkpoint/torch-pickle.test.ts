import { expect, test } from 'vitest';
import { Opaque, TorchTensor, type PickleValue } from './pickle-values.ts';
import { call, pickle, RawPickle, tensorPickle, tuple, type Picklable } from './torch-fixtures.ts';
import { readPickle } from './torch-pickle.ts';

function roundTrip(value: Picklable): PickleValue {
  return readPickle(pickle(value), 'test');
}

function code(bytes: Iterable<number>): unknown {
  try {
    readPickle(Uint8Array.from(bytes), 'test');
    return 'read';
  } catch (error) {
    return (error as { code: unknown }).code;
  }
}

test('plain values', () => {
  const value = new Map<string, Picklable>([
    ['none', null],
    ['list', [true, false, -5, 1.5, 'ção']],
    ['dict', new Map([['a', []]])],
  ]);
  expect(roundTrip(value)).toEqual(value);
});

test.each<[string, number[], PickleValue]>([
  ['LONG1', [0x8a, 2, 0, 0x80], -32768],
  ['LONG1 of no bytes', [0x8a, 0], 0],
  ['LONG1 beyond 2^53', [0x8a, 8, 0, 0, 0, 0, 0, 0, 0, 0x40], 1n << 62n],
  ['a very long integer', [0x8a, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1], new Opaque('int')],
  ['LONG4', [0x8b, 1, 0, 0, 0, 7], 7],
  ['BININT2', [0x4d, 1, 2], 0x201],
  ['SHORT_BINUNICODE', [0x8c, 1, 0x61], 'a'],
  ['BINUNICODE8', [0x8d, 1, 0, 0, 0, 0, 0, 0, 0, 0x61], 'a'],
  ['SHORT_BINBYTES', [0x43, 1, 9], Uint8Array.of(9)],
  ['FRAME', [0x95, 0, 0, 0, 0, 0, 0, 0, 0, 0x4b, 1], 1],
  ['TUPLE2', [0x4b, 1, 0x4b, 2, 0x86], [1, 2]],
  ['DICT', [0x28, 0x4b, 1, 0x4b, 2, 0x64], new Map([[1, 2]])],
  ['LIST and APPEND', [0x28, 0x6c, 0x4b, 1, 0x61], [1]],
  ['MEMOIZE and BINGET', [0x4b, 5, 0x94, 0x30, 0x68, 0], 5],
  ['DUP and POP_MARK', [0x4b, 5, 0x28, 0x4b, 1, 0x32, 0x31], 5],
  ['POP of a mark', [0x4b, 5, 0x28, 0x30], 5],
  ['STACK_GLOBAL', [0x8c, 1, 0x61, 0x8c, 1, 0x62, 0x93], new Opaque('a.b')],
  ['NEWOBJ', [0x63, 0x61, 10, 0x62, 10, 0x29, 0x81], new Opaque('a.b')],
  ['sets', [0x8f, 0x28, 0x4b, 1, 0x90], new Opaque('set')],
])('%s', (_, opcodes, value) => {
  expect(readPickle(Uint8Array.from([0x80, 4, ...opcodes, 0x2e]), 'test')).toEqual(value);
});

test('a tensor is its window on a storage', () => {
  const tensor = roundTrip(
    tensorPickle({ key: '7', dtype: 'f16', shape: [2, 3], strides: [1, 2], offset: 5 }),
  );
  expect(tensor).toBeInstanceOf(TorchTensor);
  expect(tensor).toMatchObject({
    storage: { key: '7', dtype: 'f16' },
    offset: 5,
    shape: [2, 3],
    strides: [1, 2],
  });
});

test('a Parameter is its tensor', () => {
  const tensor = tensorPickle({ key: '0', dtype: 'f32', shape: [] });
  const parameter = call('torch._utils _rebuild_parameter', tensor, true, null);
  expect(roundTrip(parameter)).toMatchObject({ shape: [] });
});

test('the metadata that follows a state dict is ignored', () => {
  const metadata = new Map([['_metadata', new Map()]]);
  const dict = new RawPickle(call('collections OrderedDict'), [0x7d], 'b');
  expect(roundTrip(dict)).toEqual(new Map());
  expect(roundTrip([call('collections OrderedDict'), metadata])).toEqual([new Map(), metadata]);
});

test('a foreign global is a placeholder, whatever is done with it', () => {
  const system = call('os system', 'rm -rf /');
  expect(roundTrip(system)).toEqual(new Opaque('os.system'));
  const built = new RawPickle(system, [0x7d, 0x62, 0x28, 0x4b, 1, 0x65, 0x4b, 1, 0x4b, 2, 0x73]);
  expect(roundTrip(built)).toEqual(new Opaque('os.system'));
  expect(roundTrip(new RawPickle('cbuiltins\neval\n'))).toEqual(new Opaque('builtins.eval'));
  expect(roundTrip(call('__proto__ constructor'))).toBeInstanceOf(Opaque);
});

test('arguments that make no tensor give a placeholder or an error, never a tensor', () => {
  const rebuild = 'torch._utils _rebuild_tensor_v2';
  expect(roundTrip(call(rebuild))).toBeInstanceOf(Opaque);
  expect(roundTrip(call(rebuild, 'storage', 0, tuple(), tuple()))).toBeInstanceOf(Opaque);
  for (const shape of [[-1], [1.5], new Array<number>(40).fill(1), [2 ** 30, 2 ** 30]]) {
    const tensor = tensorPickle({ key: '0', dtype: 'f32', shape });
    expect(() => roundTrip(tensor), shape.join()).toThrow(/storage 0/);
  }
});

test.each<[string, number[], string]>([
  ['nothing', [], 'checkpoint-truncated'],
  ['no STOP', [0x80, 2, 0x4e], 'checkpoint-truncated'],
  ['STOP without a value', [0x2e], 'checkpoint-invalid'],
  ['a string of 4 GiB', [0x58, 0xff, 0xff, 0xff, 0xff, 0x61], 'checkpoint-truncated'],
  ['a string of 2^64 bytes', [0x8d, ...new Array<number>(8).fill(0xff)], 'checkpoint-truncated'],
  ['an integer of 4 GiB', [0x8b, 0xff, 0xff, 0xff, 0xff], 'checkpoint-truncated'],
  ['protocol 9', [0x80, 9, 0x4e, 0x2e], 'checkpoint-invalid'],
  ['an unknown opcode', [0xff], 'checkpoint-invalid'],
  ['an unset memo entry', [0x68, 1], 'checkpoint-invalid'],
  ['a missing mark', [0x74], 'checkpoint-invalid'],
  ['a pop below a mark', [0x4e, 0x28, 0x61], 'checkpoint-invalid'],
  ['a tuple across a mark', [0x4e, 0x28, 0x4e, 0x86], 'checkpoint-invalid'],
  ['items for a number', [0x4b, 1, 0x4b, 1, 0x61], 'checkpoint-invalid'],
  ['a key without a value', [0x7d, 0x28, 0x4e, 0x75], 'checkpoint-invalid'],
  ['a global without an end', [0x63, ...new Array<number>(5000).fill(0x61)], 'checkpoint-invalid'],
  ['a global of numbers', [0x4b, 1, 0x4b, 1, 0x93], 'checkpoint-invalid'],
])('%s is refused', (_, bytes, expected) => {
  expect(code(bytes)).toBe(expected);
});

test('bombs end within bounds', () => {
  const started = performance.now();
  const repeat = (count: number, ...opcodes: number[]): number[] =>
    Array.from({ length: count }, () => opcodes).flat();
  // Nested ever deeper: nothing here recurses.
  expect(code([0x5d, ...repeat(300_000, 0x85), 0x2e])).toBe('read');
  // A list that holds itself many times: endless paths, one object.
  expect(code([0x5d, 0x94, ...repeat(200_000, 0x68, 0, 0x61), 0x2e])).toBe('read');
  // Pairs of pairs: 2^200000 paths.
  expect(code([0x5d, ...repeat(200_000, 0x32, 0x86), 0x2e])).toBe('read');
  // Without an end of operations.
  expect(code([0x5d, ...repeat(1_000_001, 0x94), 0x2e])).toBe('checkpoint-invalid');
  expect(performance.now() - started).toBeLessThan(5000);
});

test('a long key that is sought again and again costs nothing', () => {
  // Equal, long, two objects: each search would compare them to the end.
  const long = `X\0\0\x40\0${'x'.repeat(2 ** 22)}`;
  const pickled = `${long}q\x000${long}q\x010}h\x00Ns${'h\x01Ns'.repeat(100_000)}.`;
  const startedAt = performance.now();
  expect(code(Buffer.from(pickled, 'latin1'))).toBe('read');
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('a text that is longer than any name is a placeholder', () => {
  expect(roundTrip('x'.repeat(4096))).toBe('x'.repeat(4096));
  expect(roundTrip('x'.repeat(4097))).toEqual(new Opaque('str'));
});
