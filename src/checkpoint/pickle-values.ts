import { TtsError } from '../errors.ts';
import { elementCount, type Dtype } from './dtype.ts';

/**
 * What a checkpoint's pickle can hold here. Python's tuples and lists are arrays, its dicts and
 * `OrderedDict`s are maps in their order. Values may be shared and may contain themselves: never
 * walk them without a bound.
 */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | StorageClass
  | Storage
  | TorchTensor
  | Constructor
  | Opaque;

/** Stands for any Python object that a checkpoint has no use for; nothing of it is executed. */
export class Opaque {
  /** The Python name, such as `os.system`. */
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** One of the three functions that are built: nothing else that a file names is ever called. */
export class Constructor {
  readonly name: string;
  readonly build: (args: readonly PickleValue[]) => PickleValue | undefined;

  constructor(name: string, build: (args: readonly PickleValue[]) => PickleValue | undefined) {
    this.name = name;
    this.build = build;
  }
}

/** A class such as `torch.FloatStorage`, which occurs only inside persistent ids. */
export class StorageClass {
  readonly dtype: Dtype;

  constructor(dtype: Dtype) {
    this.dtype = dtype;
  }
}

/** Raw memory of a checkpoint: the archive entry `<top>/data/<key>`. */
export class Storage {
  readonly key: string;
  readonly dtype: Dtype;

  constructor(key: string, dtype: Dtype) {
    this.key = key;
    this.dtype = dtype;
  }
}

/** A tensor as torch describes it: a strided window on a storage. Offset and strides in elements. */
export class TorchTensor {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];

  constructor(
    storage: Storage,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
  ) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** torch allows 64, but no layer has more than 5. */
const MAX_RANK = 16;

const STORAGES = new Map<string, Dtype>([
  ['torch.DoubleStorage', 'f64'],
  ['torch.FloatStorage', 'f32'],
  ['torch.HalfStorage', 'f16'],
  ['torch.BFloat16Storage', 'bf16'],
  ['torch.LongStorage', 'i64'],
  ['torch.IntStorage', 'i32'],
  ['torch.ShortStorage', 'i16'],
  ['torch.CharStorage', 'i8'],
  ['torch.ByteStorage', 'u8'],
  ['torch.BoolStorage', 'bool'],
  ['torch.storage.UntypedStorage', 'u8'],
]);

const CONSTRUCTORS = new Map<string, Constructor['build']>([
  ['collections.OrderedDict', (args) => (args.length === 0 ? new Map() : undefined)],
  ['torch._utils._rebuild_tensor_v2', rebuildTensor],
  ['torch._utils._rebuild_parameter', ([tensor]) => tensor],
]);

/** What a global name stands for: one of the closed list above, or a placeholder. */
export function resolveGlobal(name: string): PickleValue {
  const dtype = STORAGES.get(name);
  if (dtype) return new StorageClass(dtype);
  const build = CONSTRUCTORS.get(name);
  return build ? new Constructor(name, build) : new Opaque(name);
}

/** A Python call: built for the constructors of the closed list, else a placeholder. */
export function callGlobal(callee: PickleValue, args: PickleValue): PickleValue {
  if (callee instanceof Constructor) {
    const value = Array.isArray(args) ? callee.build(args) : undefined;
    return value === undefined ? new Opaque(callee.name) : value;
  }
  return callee instanceof Opaque ? callee : new Opaque('a call');
}

/** Persistent id `('storage', class, key, location, count)`; the location does not matter here. */
export function resolvePersistentId(id: PickleValue): PickleValue {
  if (!Array.isArray(id) || id[0] !== 'storage') return new Opaque('a persistent id');
  const [, storageClass, key] = id;
  if (!(storageClass instanceof StorageClass) || typeof key !== 'string') {
    return new Opaque('a storage');
  }
  return new Storage(key, storageClass.dtype);
}

/** `_rebuild_tensor_v2(storage, storage_offset, size, stride, …)`, torch `_utils.py`. */
function rebuildTensor(args: readonly PickleValue[]): PickleValue | undefined {
  const [storage, offset, shape, strides] = args;
  if (!(storage instanceof Storage)) return undefined;
  const valid =
    isCount(offset) &&
    isCounts(shape) &&
    isCounts(strides) &&
    shape.length === strides.length &&
    shape.length <= MAX_RANK &&
    // Times eight bytes at most, this stays exact.
    elementCount(shape) <= 2 ** 48;
  if (valid) return new TorchTensor(storage, offset, [...shape], [...strides]);
  throw new TtsError('checkpoint-invalid', `storage ${storage.key}: a tensor of it has no size`);
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isCounts(value: PickleValue | undefined): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}
