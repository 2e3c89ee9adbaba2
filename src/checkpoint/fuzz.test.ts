import { describe, expect, test } from 'vitest';
import { bytesSource } from './byte-source.ts';
import { type Dice, EDGES, fuzz, hostileJson, NAMES, type Outcomes } from '../../tools/fuzz.ts';
import { openCheckpoint, openXttsCheckpoint } from './open-checkpoint.ts';
import { openSafetensors, writeSafetensors } from './safetensors.ts';
import type { TensorFile } from './tensor-file.ts';
import { openTorchCheckpoint, readSpeakers } from './torch-checkpoint.ts';
import {
  call,
  f32Tensor,
  goldenSource,
  pickle,
  tensorPickle,
  torchFile,
  tuple,
  zeros,
  zipFile,
  type Picklable,
} from './torch-fixtures.ts';
import { readPickle } from './torch-pickle.ts';

/**
 * Hostile checkpoints by the thousand: no hang, no crash, no memory beyond bounds, and whatever is
 * refused is refused with a code.
 */

const TENSORS = new Map([
  [
    'gpt.a.weight',
    f32Tensor(
      [4, 8],
      Array.from({ length: 32 }, (_, i) => i),
    ),
  ],
  ['gpt.a.bias', zeros('f16', [4])],
  ['count', zeros('i64', [])],
]);

/** Reads what a file offers, some tensors of it at least. */
async function readAll(file: TensorFile): Promise<void> {
  for (const name of file.names().slice(0, 50)) {
    file.info(name);
    await file.read(name);
  }
}

async function readEveryWay(bytes: Uint8Array<ArrayBuffer>, dice: Dice): Promise<void> {
  const source = bytesSource(bytes, 'model.pth');
  switch (dice.below(4)) {
    case 0:
      return readAll(await openCheckpoint(source));
    case 1:
      return readAll(await openXttsCheckpoint(source));
    case 2:
      await readSpeakers(source);
      return;
    default:
      return readAll(await openTorchCheckpoint(source));
  }
}

/** That the cases reached both ends, and that nothing but the expected codes came out. */
function expectCodes(outcomes: Outcomes, total: number, codes: readonly string[]): void {
  expect([...outcomes.values()].reduce((a, b) => a + b, 0)).toBe(total);
  expect(codes).toEqual(expect.arrayContaining([...outcomes.keys()]));
  expect(outcomes.get('checkpoint-invalid')).toBeGreaterThan(total / 20);
}

const CODES = ['read', 'checkpoint-invalid', 'checkpoint-truncated', 'checkpoint-not-xtts'];

describe('archives', () => {
  /** A field of a ZIP record, by its place in the file. */
  interface Field {
    readonly at: number;
    readonly bytes: 2 | 4 | 8;
  }

  const LOCAL = [4, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2] as const;
  const CENTRAL = [4, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4] as const;
  const END64 = [4, 8, 2, 2, 4, 4, 8, 8, 8, 8] as const;
  const LOCATOR = [4, 4, 8, 4] as const;
  const END = [4, 2, 2, 2, 2, 4, 4, 2] as const;
  const ZIP64_EXTRA = [2, 2, 8, 8, 8] as const;

  /** Every field of every record, found by its signature. */
  function fieldsOf(file: Uint8Array<ArrayBuffer>): Field[] {
    const buffer = Buffer.from(file.buffer);
    const fields: Field[] = [];
    const add = (start: number, widths: readonly (2 | 4 | 8)[]): number => {
      let at = start;
      for (const bytes of widths) {
        fields.push({ at, bytes });
        at += bytes;
      }
      return at;
    };
    const records = [
      ['PK\x03\x04', LOCAL],
      ['PK\x01\x02', CENTRAL],
      ['PK\x06\x06', END64],
      ['PK\x06\x07', LOCATOR],
      ['PK\x05\x06', END],
    ] as const;
    for (const [signature, widths] of records) {
      for (let at = -1; (at = buffer.indexOf(signature, at + 1, 'latin1')) >= 0;) {
        const end = add(at, widths);
        if (widths === CENTRAL && buffer.readUInt16LE(at + 30) > 0) {
          add(end + buffer.readUInt16LE(at + 28), ZIP64_EXTRA);
        }
      }
    }
    return fields;
  }

  const bases = [false, true].map((zip64) => {
    const entries = new Map<string, Uint8Array>();
    const stateDict = new Map<string, Picklable>();
    for (const [name, { dtype, shape, bytes }] of TENSORS) {
      const key = String(stateDict.size);
      stateDict.set(name, tensorPickle({ key, dtype, shape }));
      entries.set(`archive/data/${key}`, bytes);
    }
    const data = pickle(new Map([['model', stateDict]]));
    const order = new TextEncoder().encode('little');
    const all = new Map([['archive/data.pkl', data], ['archive/byteorder', order], ...entries]);
    const file = zipFile(all, { zip64 });
    return { file, fields: fieldsOf(file) };
  });

  test('1800 with fields of their records changed', async () => {
    const outcomes = await fuzz(1800, (dice) => {
      const { file, fields } = dice.pick(bases);
      const damaged = file.slice();
      const view = new DataView(damaged.buffer);
      const read = ({ at, bytes }: Field): number =>
        bytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
      for (let n = dice.below(4); n >= 0; n--) {
        const field = dice.pick(fields);
        const old = read(field);
        const others = [old - 1, old + 1, read(dice.pick(fields)), file.length - 1, file.length];
        const value = dice.pick(dice.chance(0.5) ? EDGES : others);
        if (field.bytes === 8) view.setBigUint64(field.at, BigInt(Math.max(0, value)), true);
        else if (field.bytes === 4) view.setUint32(field.at, value, true);
        else view.setUint16(field.at, value, true);
      }
      return readEveryWay(damaged, dice);
    });
    expectCodes(outcomes, 1800, CODES);
    expect(outcomes.get('read')).toBeGreaterThan(50);
  });

  test('400 with hostile names', async () => {
    const outcomes = await fuzz(400, (dice) => {
      const name = (): string => dice.pick(['archive/', '', 'a/', ...NAMES]) + dice.pick(['data.pkl', 'data/0', 'byteorder', ...NAMES]); // prettier-ignore
      const model = new Map([[dice.pick(NAMES), tensorPickle({ key: dice.pick(['0', ...NAMES]), dtype: 'f32', shape: [2] })]]); // prettier-ignore
      const entries = new Map<string, Uint8Array>([[name(), new Uint8Array(8)]]);
      for (let n = dice.below(6); n > 0; n--) entries.set(name(), new Uint8Array(dice.below(99)));
      if (dice.chance(0.9)) entries.set(dice.pick(['archive/data.pkl', '../data.pkl']), pickle(model)); // prettier-ignore
      if (dice.chance(0.5)) entries.set('archive/data/0', new Uint8Array(8));
      return readEveryWay(zipFile(entries, { zip64: dice.chance(0.3) }), dice);
    });
    expectCodes(outcomes, 400, CODES);
  });

  test('300 cut off, or with what torch never writes', async () => {
    const outcomes = await fuzz(300, (dice) => {
      const { file } = dice.pick(bases);
      const whole = dice.chance(0.3) ? torchFile(TENSORS) : file;
      const method = dice.pick([8, 9, 12, 14, 93, 99, 0xffff]);
      const compressed = zipFile(new Map([['a/data.pkl', pickle(null)]]), { method });
      const bytes = dice.pick([whole.slice(0, dice.below(whole.length)), compressed]);
      return readEveryWay(bytes, dice);
    });
    expectCodes(outcomes, 300, CODES);
  });
});

describe('pickles', () => {
  /** Opcodes whose argument has a fixed length, in bytes. */
  const FIXED = new Map<number, number>([
    ...[...'().0]NQRabdelstu}'].map((c) => [c.charCodeAt(0), 0] as const),
    ...[0x31, 0x32, 0x81, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94].map((c) => [c, 0] as const), // prettier-ignore
    ...([['K', 1], ['M', 2], ['J', 4], ['G', 8], ['q', 1], ['r', 4], ['h', 1], ['j', 4]] as const).map(([c, n]) => [c.charCodeAt(0), n] as const), // prettier-ignore
    ...([
      [0x80, 1],
      [0x95, 8],
    ] as const),
  ]);
  /** Opcodes whose argument begins with its own length, in so many bytes. */
  const COUNTED = new Map<number, number>([
    ...([
      [0x58, 4],
      [0x8c, 1],
      [0x8d, 8],
      [0x8a, 1],
      [0x8b, 4],
      [0x55, 1],
      [0x54, 4],
    ] as const),
    ...([
      [0x43, 1],
      [0x42, 4],
      [0x8e, 8],
      [0x96, 8],
    ] as const),
  ]);

  /** A pickle as its operations. */
  function operationsOf(bytes: Uint8Array): Uint8Array[] {
    const operations: Uint8Array[] = [];
    for (let at = 0; at < bytes.length;) {
      const opcode = bytes[at]!;
      const counted = COUNTED.get(opcode);
      let end = at + 1 + (FIXED.get(opcode) ?? 0);
      if (counted !== undefined) end = at + 1 + counted + bytes[at + 1]! + 256 * (counted > 1 ? bytes[at + 2]! : 0); // prettier-ignore
      if (opcode === 0x63) end = bytes.indexOf(10, bytes.indexOf(10, at) + 1) + 1;
      operations.push(bytes.subarray(at, end));
      at = end;
    }
    return operations;
  }

  const GLOBALS = [
    ...['os\nsystem', 'builtins\neval', 'builtins\n__import__', '__proto__\nconstructor', '\n'],
    ...['collections\nOrderedDict', 'torch._utils\n_rebuild_tensor_v2', 'torch\nFloatStorage'],
    ...['torch._utils\n_rebuild_parameter', 'torch.storage\nUntypedStorage', 'x'.repeat(2000)],
  ];

  /** One operation, of any kind, with any argument. */
  function anyOperation(dice: Dice): Uint8Array {
    const opcode = dice.pick([...FIXED.keys(), ...COUNTED.keys(), 0x63, 0x63, dice.below(256)]);
    if (opcode === 0x63) return Buffer.from(`c${dice.pick(GLOBALS)}\n`);
    const width = COUNTED.get(opcode);
    if (width === undefined) {
      const bytes = Uint8Array.from({ length: FIXED.get(opcode) ?? 0 }, () => dice.pick([0, 1, 2, 255, dice.below(256)])); // prettier-ignore
      return Uint8Array.of(opcode, ...bytes);
    }
    const text = Buffer.from(dice.pick([...NAMES, 'storage', 'model', '0', 'gpt_cond_latent']));
    const claimed = BigInt(dice.chance(0.2) ? dice.pick(EDGES) : text.length);
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt.asUintN(64, claimed), true);
    return Uint8Array.of(opcode, ...length.subarray(0, width), ...text);
  }

  const voice = new Map<string, Picklable>([
    ['gpt_cond_latent', tensorPickle({ key: '0', dtype: 'f32', shape: [1, 2, 4] })],
    ['speaker_embedding', tensorPickle({ key: '1', dtype: 'f32', shape: [1, 4, 1] })],
  ]);
  const config = new Map<string, Picklable>([['x', tuple(1, 2.5, 'y')], ['o', call('a b', [1])]]); // prettier-ignore
  const bases = [
    new Map<string, Picklable>([
      ['config', config],
      ['model', new Map([['gpt.w', tensorPickle({ key: '0', dtype: 'f32', shape: [2, 4] })]])],
      ['step', 7],
    ]),
    new Map([['Ana', voice], ['Bia', voice]]), // prettier-ignore
    voice,
  ].map((root) => operationsOf(pickle(root)));

  function fileOf(data: Uint8Array): Uint8Array<ArrayBuffer> {
    const entries = [['a/data.pkl', data], ['a/data/0', new Uint8Array(32)], ['a/data/1', new Uint8Array(16)]] as const; // prettier-ignore
    return zipFile(new Map(entries));
  }

  test('2200 with operations lost, moved, repeated or put in', async () => {
    const outcomes = await fuzz(2200, (dice) => {
      const operations = [...dice.pick(bases)];
      for (let n = dice.below(5); n >= 0; n--) {
        const at = dice.below(operations.length);
        switch (dice.below(5)) {
          case 0:
            operations.splice(at, 1 + dice.below(3));
            break;
          case 1:
            operations.splice(at, 0, anyOperation(dice));
            break;
          case 2:
            operations.splice(at, 1, anyOperation(dice));
            break;
          case 3:
            operations.splice(at, 0, ...operations.splice(dice.below(operations.length), 3));
            break;
          default:
            operations.splice(at, 0, ...Array.from({ length: dice.pick([2, 50, 2000]) }, () => operations[at] ?? anyOperation(dice))); // prettier-ignore
        }
      }
      return readEveryWay(fileOf(Buffer.concat(operations)), dice);
    });
    expectCodes(outcomes, 2200, CODES);
    expect(outcomes.get('read')).toBeGreaterThan(50);
  });

  test('800 of random operations', async () => {
    const outcomes = await fuzz(800, (dice) => {
      const operations = Array.from({ length: dice.below(60) }, () => anyOperation(dice));
      const bytes = Uint8Array.from(Buffer.concat([...operations, Buffer.of(0x2e)]));
      readPickle(bytes, 'test');
      return readEveryWay(fileOf(bytes), dice);
    });
    expectCodes(outcomes, 800, CODES);
  });

  test('900 with tensors and voices that cannot be', async () => {
    const dtypes = ['f64', 'f32', 'f16', 'bf16', 'i64', 'u8', 'bool'] as const;
    const outcomes = await fuzz(900, (dice) => {
      const sizes = (): number[] =>
        Array.from({ length: dice.below(dice.chance(0.1) ? 80 : 5) }, () => dice.pick([0, 1, 1, 2, 4, 32, -1, 0.5, ...EDGES])); // prettier-ignore
      const tensor = (): Picklable =>
        tensorPickle({
          key: dice.pick(['0', '1', '2', ...NAMES]),
          dtype: dice.pick(dtypes),
          shape: dice.chance(0.4) ? [1, 2, 4] : sizes(),
          strides: dice.chance(0.5) ? undefined : dice.chance(0.5) ? [0, 0, 0] : sizes(),
          offset: dice.chance(0.7) ? 0 : dice.pick(EDGES),
        });
      const any = (): Picklable =>
        dice.pick([tensor(), null, 1, 'x', [tensor()], tuple(tensor()), call('os system', 'true')]);
      const names = ['gpt_cond_latent', 'speaker_embedding', 'metadata', ...NAMES];
      const entry = (): [string, Picklable] => [dice.pick(names), dice.chance(0.8) ? tensor() : any()]; // prettier-ignore
      const inner = new Map(Array.from({ length: dice.below(5) }, entry));
      const root = dice.pick<Picklable>([
        inner,
        new Map([[dice.pick(['model', 'Ana', ...NAMES]), inner]]),
        new Map([['model', any()]]),
        any(),
      ]);
      return readEveryWay(fileOf(pickle(root)), dice);
    });
    expectCodes(outcomes, 900, [...CODES, 'checkpoint-tensor-invalid']);
  });

  test('as large as they may be, and of the costliest kinds', async () => {
    const many = 499_990;
    const repeated: readonly (readonly [opcodes: string, count: number])[] = [
      ['}', many], // dicts
      [']', many], // lists
      ['K\x01\x85', many / 2], // tuples
      ['ctorch\nFloatStorage\n', many], // globals
      ['co\ns\n', many],
      ['X\x01\0\0\0aq\x00', many / 2],
      ['K\x01r\0\0\0\x01', many / 2],
      ['(', many],
      ['}}b', many / 3], // attributes
      ['ccollections\nOrderedDict\n)R', many / 3],
      ['X\x02\0\0\0é', many],
      ['\x8a\x08\x01\x02\x03\x04\x05\x06\x07\x08', many], // big integers
      ['C\x00', many], // bytes
      ['\x8f(\x90', many / 3],
    ];
    const outcomes = await fuzz(repeated.length, (_, index) => {
      const [opcodes, count] = repeated[index]!;
      const room = Math.floor((2 ** 25 - 8) / opcodes.length);
      const body = Buffer.from(opcodes, 'latin1');
      const bytes = Buffer.alloc(body.length * Math.min(Math.floor(count), room), body);
      return readPickle(Uint8Array.from(Buffer.concat([bytes, Buffer.from('N.')])), 'test');
    });
    expect(outcomes.get('read')).toBeGreaterThan(8);
  });

  test('100 with one tensor or voice many times', async () => {
    const outcomes = await fuzz(100, (dice) => {
      // A dict of many names for one tensor, or of many voices that are one.
      const tensor = dice.pick([...voice.values()]);
      const value = dice.pick<Picklable>([tensor, voice, new Map([['Ana', voice]])]);
      const count = dice.pick([10, 1000, 6000]);
      const root = new Map(Array.from({ length: count }, (_, i) => [`${i}`, value]));
      return readEveryWay(
        fileOf(pickle(dice.chance(0.5) ? root : new Map([['model', root]]))),
        dice,
      );
    });
    expectCodes(outcomes, 100, CODES);
  });
});

describe('safetensors', () => {
  const whole = writeSafetensors(TENSORS);
  const headerBytes = Number(new DataView(whole.buffer).getBigUint64(0, true));
  const data = whole.subarray(8 + headerBytes);
  const header: unknown = JSON.parse(new TextDecoder().decode(whole.subarray(8, 8 + headerBytes)));

  function fileOf(text: string, claimed?: number): Uint8Array<ArrayBuffer> {
    const json = Buffer.from(text);
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt.asUintN(64, BigInt(claimed ?? json.length)));
    return Uint8Array.from(Buffer.concat([length, json, data]));
  }

  test('1500 with hostile headers', async () => {
    const outcomes = await fuzz(1500, async (dice) => {
      const text = hostileJson(header, dice);
      const claimed = dice.chance(0.1) ? dice.pick([1e8, 2 ** 22, ...EDGES]) : undefined;
      const source = bytesSource(fileOf(text, claimed), 'model.safetensors');
      const file = await (dice.chance(0.5) ? openSafetensors(source) : openCheckpoint(source));
      await readAll(file);
    });
    expectCodes(outcomes, 1500, CODES);
    expect(outcomes.get('read')).toBeGreaterThan(50);
  });

  test('as large as they may be, and of the costliest kinds', async () => {
    const size = 2 ** 22 - 200;
    const entry = '{"dtype":"U8","shape":[0],"data_offsets":[0,0]}';
    const entries = (count: number, value: string): string =>
      Array.from({ length: count }, (_, i) => `"${i}":${value}`).join();
    const kinds: readonly (() => string)[] = [
      () => `[${'[],'.repeat(size / 3)}[]]`,
      () => `[${'{},'.repeat(size / 3)}{}]`,
      () => '['.repeat(size / 2) + ']'.repeat(size / 2),
      () => '{"a":'.repeat(size / 6) + '1' + '}'.repeat(size / 6),
      () => `{${entries(size / 64, entry)}}`,
      () => `{${entries(size / 12, '1')}}`,
      () => `{"a":{"dtype":"F32","shape":[${'1,'.repeat(size / 2 - 50)}1],"data_offsets":[0,4]}}`,
      () => `{${'"a":1,'.repeat(size / 6 - 9)}"a":1}`,
      () => `{"${'x'.repeat(size - 9)}":1}`,
    ];
    const outcomes = await fuzz(kinds.length, async (_, index) => {
      await readAll(await openSafetensors(bytesSource(fileOf(kinds[index]!()), 'large')));
    });
    expect(outcomes.get('checkpoint-invalid')).toBe(kinds.length - 2);
  });
});

test('600 golden files with a few bytes changed', async () => {
  const golden = await Promise.all(
    ['speakers_xtts.pth', 'sampling.safetensors'].map((name) => {
      const source = goldenSource(name);
      return source.read(0, source.size);
    }),
  );
  const outcomes = await fuzz(600, async (dice) => {
    const bytes = dice.pick(golden).slice();
    const start = dice.chance(0.5) ? 0 : bytes.length - 3000;
    for (let n = dice.below(8); n >= 0; n--) bytes[start + dice.below(3000)] = dice.below(256);
    const source = bytesSource(bytes, 'golden');
    await readAll(await openCheckpoint(source));
    if (bytes[0] === 0x50) await readSpeakers(source);
  });
  expectCodes(outcomes, 600, [...CODES, 'checkpoint-tensor-invalid']);
});

test('an unexpected error is reported with its case', async () => {
  const crash = fuzz(5, (_, index) => {
    if (index === 3) throw new RangeError('x');
  });
  await expect(crash).rejects.toThrow(/case 3/);
});
