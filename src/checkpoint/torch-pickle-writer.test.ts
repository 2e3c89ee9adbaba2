import { expect, test } from 'vitest';
import { TorchTensor } from './pickle-values.ts';
import { readPickle } from './torch-pickle.ts';
import {
  call,
  orderedDict,
  tensorPickle,
  tuple,
  writePickle,
  type Picklable,
} from './torch-pickle-writer.ts';

const hex = (value: Picklable) => Buffer.from(writePickle(value)).toString('latin1');

// Each as CPython 3.12 prints `pickle._Pickler` of protocol 2.
test.each<[string, Picklable, string]>([
  ['a small number', 7, '\x80\x02K\x07.'],
  ['two bytes', 10_000, '\x80\x02M\x10\x27.'],
  ['four bytes', -1, '\x80\x02J\xff\xff\xff\xff.'],
  ['five bytes', 2 ** 32, '\x80\x02\x8a\x05\0\0\0\0\x01.'],
  ['a float', 0.5, '\x80\x02G\x3f\xe0\0\0\0\0\0\0.'],
  ['a text', 'né', '\x80\x02X\x03\0\0\0n\xc3\xa9q\0.'],
  ['a pair', tuple(1, 2), '\x80\x02K\x01K\x02\x86q\0.'],
  ['a longer tuple', tuple(1, 2, 3, 4), '\x80\x02(K\x01K\x02K\x03K\x04tq\0.'],
  ['one item', [null], '\x80\x02]q\0Na.'],
  ['a text twice', ['a', 'a'], '\x80\x02]q\0(X\x01\0\0\0aq\x01h\x01e.'],
  ['a dict', new Map([['a', true]]), '\x80\x02}q\0X\x01\0\0\0aq\x01\x88s.'],
  ['an OrderedDict', orderedDict(), '\x80\x02ccollections\nOrderedDict\nq\0)Rq\x01.'],
])('%s, opcode by opcode', (_, value, expected) => {
  expect(hex(value)).toBe(expected);
});

test('what is written can be read', () => {
  const entries = Array.from({ length: 1500 }, (_, i) => [`name ${i}`, i * 1e6] as const);
  const shared = [1, 2];
  const state = orderedDict(new Map(entries), new Map([['_metadata', orderedDict()]]));
  const value = new Map<string, Picklable>([
    ['model', state],
    ['lists', [shared, shared]],
    ['object', call('a b', 1)],
    ['large', 2 ** 40],
  ]);
  const read = readPickle(writePickle(value), 'test') as Map<string, unknown>;
  expect(read.get('model')).toEqual(new Map(entries));
  expect(read.get('lists')).toEqual([shared, shared]);
  expect(read.get('object')).toMatchObject({ name: 'a.b' });
  expect(read.get('large')).toBe(2 ** 40);
});

test.each(['f64', 'f32', 'f16', 'bf16', 'i64', 'i32', 'i16', 'i8', 'u8', 'bool'] as const)(
  'a tensor of %s',
  (dtype) => {
    const tensor = readPickle(
      writePickle(tensorPickle({ key: '3', dtype, shape: [2, 3] })),
      'test',
    );
    expect(tensor).toEqual(new TorchTensor({ key: '3', dtype }, 0, [2, 3], [3, 1]));
  },
);
