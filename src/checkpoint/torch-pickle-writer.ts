import { elementCount, type Dtype } from './dtype.ts';

/** A value that `writePickle` can write. Plain arrays are lists, maps are dicts. */
export type Picklable =
  | null
  | boolean
  | number
  | string
  | readonly Picklable[]
  | ReadonlyMap<string, Picklable>
  | PickleTuple
  | PickleGlobal
  | PickleCall
  | PersistentId
  | RawPickle;

export class PickleTuple {
  readonly items: readonly Picklable[];

  constructor(items: readonly Picklable[]) {
    this.items = items;
  }
}

/** A class or function by name. */
export class PickleGlobal {
  /** Module and name, as `collections OrderedDict`. */
  readonly name: `${string} ${string}`;

  constructor(name: `${string} ${string}`) {
    this.name = name;
  }
}

/** What a global returns, with the items and attributes that are then set on it. */
export class PickleCall {
  readonly callee: PickleGlobal;
  readonly args: PickleTuple;
  readonly items: ReadonlyMap<string, Picklable> | undefined;
  readonly state: Picklable | undefined;

  constructor(
    global: `${string} ${string}`,
    args: readonly Picklable[],
    items?: ReadonlyMap<string, Picklable>,
    state?: Picklable,
  ) {
    this.callee = new PickleGlobal(global);
    this.args = new PickleTuple(args);
    this.items = items;
    this.state = state;
  }
}

/** A reference to what lies outside of the pickle. */
export class PersistentId {
  readonly id: Picklable;

  constructor(id: Picklable) {
    this.id = id;
  }
}

/** Opcodes as they are, text among them in UTF-8, and values in between. */
export class RawPickle {
  readonly parts: readonly RawPart[];

  constructor(...parts: readonly RawPart[]) {
    this.parts = parts;
  }
}

type RawPart =
  string | readonly number[] | PickleTuple | PickleGlobal | PickleCall | PersistentId | RawPickle;

/** A tuple of values. */
export function tuple(...items: readonly Picklable[]): PickleTuple {
  return new PickleTuple(items);
}

/** A global called with arguments. */
export function call(global: `${string} ${string}`, ...args: readonly Picklable[]): PickleCall {
  return new PickleCall(global, args);
}

/** An `OrderedDict`, with attributes such as the `_metadata` of a state dict. */
export function orderedDict(
  items?: ReadonlyMap<string, Picklable>,
  attributes?: ReadonlyMap<string, Picklable>,
): PickleCall {
  return new PickleCall('collections OrderedDict', [], items, attributes);
}

export interface TensorOptions {
  /** Of the storage, whose bytes are the archive's entry `data/KEY`. */
  readonly key: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** In elements. @default row-major */
  readonly strides?: readonly number[] | undefined;
  /** In elements. @default 0 */
  readonly offset?: number | undefined;
  /** The device that the tensor was on. @default 'cpu' */
  readonly location?: string | undefined;
}

const STORAGE_NAMES: Record<Dtype, string> = {
  f64: 'DoubleStorage',
  f32: 'FloatStorage',
  f16: 'HalfStorage',
  bf16: 'BFloat16Storage',
  i64: 'LongStorage',
  i32: 'IntStorage',
  i16: 'ShortStorage',
  i8: 'CharStorage',
  u8: 'ByteStorage',
  bool: 'BoolStorage',
};

/** What torch writes for a tensor. */
export function tensorPickle(options: TensorOptions): PickleCall {
  const { key, dtype, shape, offset = 0, location = 'cpu' } = options;
  const strides = options.strides ?? shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const storageClass = new PickleGlobal(`torch ${STORAGE_NAMES[dtype]}`);
  const id = tuple('storage', storageClass, key, location, elementCount(shape));
  const args = [new PersistentId(id), offset, tuple(...shape), tuple(...strides)];
  return call('torch._utils _rebuild_tensor_v2', ...args, false, orderedDict());
}

/**
 * A pickle of protocol 2, opcode by opcode and with the memo as CPython's own `pickle._Pickler`
 * writes it, which `torch.save` uses.
 */
export function writePickle(value: Picklable): Uint8Array<ArrayBuffer> {
  return new Pickler().run(value);
}

/** CPython sets items in batches of so many. */
const BATCH = 1000;

class Pickler {
  readonly #out: number[] = [];
  /** Places in the memo, by value for texts and globals, by identity for the rest. */
  readonly #memo = new Map<unknown, number>();
  readonly #encoder = new TextEncoder();

  run(value: Picklable): Uint8Array<ArrayBuffer> {
    this.#out.push(0x80, 2); // PROTO
    this.#save(value);
    this.#out.push(0x2e); // STOP
    return Uint8Array.from(this.#out);
  }

  #save(value: Picklable): void {
    if (value === null) this.#out.push(0x4e);
    else if (typeof value === 'boolean') this.#out.push(value ? 0x88 : 0x89);
    else if (typeof value === 'number') this.#saveNumber(value);
    else if (typeof value === 'string') this.#saveText(value);
    else if (value instanceof PersistentId) {
      this.#save(value.id);
      this.#out.push(0x51); // BINPERSID
    } else if (value instanceof RawPickle) this.#saveRaw(value);
    else if (value instanceof PickleGlobal) this.#saveGlobal(value);
    else if (!this.#recall(value)) this.#saveObject(value);
  }

  #saveObject(
    value: readonly Picklable[] | ReadonlyMap<string, Picklable> | PickleTuple | PickleCall,
  ): void {
    if (value instanceof PickleTuple) return this.#saveTuple(value);
    if (value instanceof PickleCall) {
      this.#save(value.callee);
      this.#save(value.args);
      this.#out.push(0x52); // REDUCE
      this.#remember(value);
      if (value.items) this.#saveItems(value.items);
      if (value.state === undefined) return;
      this.#save(value.state);
      this.#out.push(0x62); // BUILD
    } else if (value instanceof Map) {
      this.#out.push(0x7d); // EMPTY_DICT
      this.#remember(value);
      this.#saveItems(value as ReadonlyMap<string, Picklable>);
    } else {
      this.#out.push(0x5d); // EMPTY_LIST
      this.#remember(value);
      // APPENDS, APPEND
      this.#saveBatches(value as readonly Picklable[], 0x65, 0x61, (item) => this.#save(item));
    }
  }

  #saveNumber(value: number): void {
    if (!Number.isSafeInteger(value)) {
      this.#out.push(0x47, ...f64(value)); // BINFLOAT
    } else if (value >= 0 && value < 2 ** 8) {
      this.#out.push(0x4b, value); // BININT1
    } else if (value >= 0 && value < 2 ** 16) {
      this.#out.push(0x4d, ...littleEndian(value, 2)); // BININT2
    } else if (value >= -(2 ** 31) && value < 2 ** 31) {
      this.#out.push(0x4a, ...littleEndian(value, 4)); // BININT
    } else {
      const bytes = [5, 6, 7].find((count) => Math.abs(value) < 2 ** (8 * count - 1))!;
      this.#out.push(0x8a, bytes, ...littleEndian(value, bytes)); // LONG1
    }
  }

  #saveText(value: string): void {
    if (this.#recall(value)) return;
    const bytes = this.#encoder.encode(value);
    this.#out.push(0x58, ...littleEndian(bytes.length, 4)); // BINUNICODE
    for (const byte of bytes) this.#out.push(byte);
    this.#remember(value);
  }

  #saveGlobal({ name }: PickleGlobal): void {
    const key = `global ${name}`;
    if (this.#recall(key)) return;
    this.#out.push(0x63, ...this.#encoder.encode(`${name.replace(' ', '\n')}\n`)); // GLOBAL
    this.#remember(key);
  }

  #saveTuple(value: PickleTuple): void {
    const { length } = value.items;
    if (length === 0) {
      this.#out.push(0x29); // EMPTY_TUPLE, which has no place in the memo
      return;
    }
    if (length > 3) this.#out.push(0x28); // MARK
    for (const item of value.items) this.#save(item);
    this.#out.push(length > 3 ? 0x74 : 0x84 + length); // TUPLE, or TUPLE1 to TUPLE3
    this.#remember(value);
  }

  #saveItems(items: ReadonlyMap<string, Picklable>): void {
    // SETITEMS, SETITEM
    this.#saveBatches([...items], 0x75, 0x73, ([key, item]) => {
      this.#save(key);
      this.#save(item);
    });
  }

  #saveBatches<T>(items: readonly T[], many: number, one: number, save: (item: T) => void): void {
    for (let start = 0; start < items.length; start += BATCH) {
      const batch = items.slice(start, start + BATCH);
      if (batch.length > 1) this.#out.push(0x28); // MARK
      batch.forEach(save);
      this.#out.push(batch.length > 1 ? many : one);
    }
  }

  #saveRaw({ parts }: RawPickle): void {
    for (const part of parts) {
      if (typeof part === 'string') this.#out.push(...this.#encoder.encode(part));
      else if (isOpcodes(part)) this.#out.push(...part);
      else this.#save(part);
    }
  }

  #remember(value: unknown): void {
    const index = this.#memo.size;
    this.#memo.set(value, index);
    if (index < 2 ** 8)
      this.#out.push(0x71, index); // BINPUT
    else this.#out.push(0x72, ...littleEndian(index, 4)); // LONG_BINPUT
  }

  #recall(value: unknown): boolean {
    const index = this.#memo.get(value);
    if (index === undefined) return false;
    if (index < 2 ** 8)
      this.#out.push(0x68, index); // BINGET
    else this.#out.push(0x6a, ...littleEndian(index, 4)); // LONG_BINGET
    return true;
  }
}

function isOpcodes(part: RawPart): part is readonly number[] {
  return Array.isArray(part);
}

/** Two's complement. */
function littleEndian(value: number, bytes: number): number[] {
  const all = new Uint8Array(8);
  new DataView(all.buffer).setBigInt64(0, BigInt(value), true);
  return [...all.subarray(0, bytes)];
}

function f64(value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return [...bytes];
}
