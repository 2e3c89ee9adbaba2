import { TtsError } from '../errors.ts';
import { PickleCursor } from './pickle-cursor.ts';
import {
  callGlobal,
  Opaque,
  resolveGlobal,
  resolvePersistentId,
  type PickleValue,
} from './pickle-values.ts';

/** A checkpoint with its optimizer takes some 120 000. Bounds time and memory of a hostile file. */
const MAX_OPERATIONS = 500_000;
/** Longer Python integers are of no use here. */
const MAX_INTEGER_BYTES = 8;
/** Longer texts name nothing; as keys of a dict, each search would compare them to the end. */
const MAX_TEXT_BYTES = 4096;
const HIGHEST_PROTOCOL = 5;

/**
 * Reads the pickle of a torch checkpoint. Nothing in it is executed: the few globals that
 * `resolveGlobal` knows are built, all else becomes an `Opaque`. Time and memory are linear in the
 * length.
 *
 * The opcodes are those that torch writes in protocol 2, and those of protocols 3 to 5 for files
 * saved by other tools (CPython `Lib/pickletools.py`).
 * @param name what messages call the pickle
 * @throws TtsError `checkpoint-truncated` when it ends early, `checkpoint-invalid` when it is none
 */
export function readPickle(bytes: Uint8Array<ArrayBuffer>, name: string): PickleValue {
  return new Unpickler(bytes, name).run();
}

class Unpickler {
  readonly #in: PickleCursor;
  readonly #name: string;
  readonly #stack: PickleValue[] = [];
  /** Heights of the stack; what lies below the last one cannot be popped. */
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(bytes: Uint8Array<ArrayBuffer>, name: string) {
    this.#in = new PickleCursor(bytes, name);
    this.#name = name;
  }

  run(): PickleValue {
    for (let operations = 0; operations < MAX_OPERATIONS; operations++) {
      const opcode = this.#in.u8();
      if (opcode === 0x2e) return this.#pop(); // STOP
      this.#execute(opcode);
    }
    throw this.#invalid(`more than ${MAX_OPERATIONS} operations`);
  }

  #execute(opcode: number): void {
    switch (opcode) {
      case 0x80: // PROTO
        if (this.#in.u8() > HIGHEST_PROTOCOL) throw this.#invalid('an unknown protocol');
        return;
      case 0x95: // FRAME
        this.#in.u64();
        return;
      case 0x28: // MARK
        this.#marks.push(this.#stack.length);
        return;
      case 0x30: // POP
        this.#popOrUnmark();
        return;
      case 0x31: // POP_MARK
        this.#popToMark();
        return;
      case 0x32: // DUP
        this.#push(this.#top());
        return;

      case 0x4e: // NONE
        return this.#push(null);
      case 0x88: // NEWTRUE
        return this.#push(true);
      case 0x89: // NEWFALSE
        return this.#push(false);
      case 0x4b: // BININT1
        return this.#push(this.#in.u8());
      case 0x4d: // BININT2
        return this.#push(this.#in.u16());
      case 0x4a: // BININT
        return this.#push(this.#in.i32());
      case 0x8a: // LONG1
        return this.#push(this.#integer(this.#in.u8()));
      case 0x8b: // LONG4
        return this.#push(this.#integer(this.#in.u32()));
      case 0x47: // BINFLOAT, the one big-endian number
        return this.#push(this.#in.f64());

      case 0x8c: // SHORT_BINUNICODE
        return this.#push(this.#text(this.#in.u8()));
      case 0x58: // BINUNICODE
        return this.#push(this.#text(this.#in.u32()));
      case 0x8d: // BINUNICODE8
        return this.#push(this.#text(this.#in.u64()));
      case 0x55: // SHORT_BINSTRING
      case 0x43: // SHORT_BINBYTES
        return this.#push(this.#in.bytes(this.#in.u8()));
      case 0x54: // BINSTRING
      case 0x42: // BINBYTES
        return this.#push(this.#in.bytes(this.#in.u32()));
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        return this.#push(this.#in.bytes(this.#in.u64()));

      case 0x29: // EMPTY_TUPLE
      case 0x5d: // EMPTY_LIST
        return this.#push([]);
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return this.#push(this.#popMany(opcode - 0x84));
      case 0x74: // TUPLE
      case 0x6c: // LIST
        return this.#push(this.#popToMark());
      case 0x61: // APPEND
        return this.#append([this.#pop()]);
      case 0x65: // APPENDS
        return this.#append(this.#popToMark());
      case 0x7d: // EMPTY_DICT
        return this.#push(new Map());
      case 0x64: {
        // DICT
        const items = this.#popToMark();
        this.#push(new Map());
        return this.#setItems(items);
      }
      case 0x73: // SETITEM
        return this.#setItems(this.#popMany(2));
      case 0x75: // SETITEMS
        return this.#setItems(this.#popToMark());
      case 0x8f: // EMPTY_SET
        return this.#push(new Opaque('set'));
      case 0x90: // ADDITEMS
        this.#popToMark();
        return;
      case 0x91: // FROZENSET
        this.#popToMark();
        return this.#push(new Opaque('frozenset'));

      case 0x71: // BINPUT
        return this.#remember(this.#in.u8());
      case 0x72: // LONG_BINPUT
        return this.#remember(this.#in.u32());
      case 0x94: // MEMOIZE
        return this.#remember(this.#memo.size);
      case 0x68: // BINGET
        return this.#recall(this.#in.u8());
      case 0x6a: // LONG_BINGET
        return this.#recall(this.#in.u32());

      case 0x63: // GLOBAL
        return this.#push(resolveGlobal(`${this.#in.line()}.${this.#in.line()}`));
      case 0x93: {
        // STACK_GLOBAL
        const [module, name] = this.#popMany(2);
        if (typeof module !== 'string' || typeof name !== 'string') {
          throw this.#invalid('a global without a name');
        }
        return this.#push(resolveGlobal(`${module}.${name}`));
      }
      case 0x52: // REDUCE
      case 0x81: {
        // NEWOBJ
        const [callee, args] = this.#popMany(2);
        return this.#push(callGlobal(callee!, args!));
      }
      case 0x92: {
        // NEWOBJ_EX
        const [callee] = this.#popMany(3);
        return this.#push(callee instanceof Opaque ? callee : new Opaque('an object'));
      }
      case 0x62: // BUILD: attributes, such as the `_metadata` of a state dict
        this.#pop();
        this.#top();
        return;
      case 0x51: // BINPERSID
        return this.#push(resolvePersistentId(this.#pop()));
      default:
        throw this.#invalid(`the opcode 0x${opcode.toString(16)} is unknown`);
    }
  }

  #push(value: PickleValue): void {
    this.#stack.push(value);
  }

  #top(): PickleValue {
    if (this.#stack.length <= (this.#marks.at(-1) ?? 0)) throw this.#invalid('the stack is empty');
    return this.#stack.at(-1)!;
  }

  #pop(): PickleValue {
    const value = this.#top();
    this.#stack.pop();
    return value;
  }

  #popOrUnmark(): void {
    if (this.#stack.length === this.#marks.at(-1)) this.#marks.pop();
    else this.#pop();
  }

  #popMany(count: number): PickleValue[] {
    const start = this.#stack.length - count;
    if (start < (this.#marks.at(-1) ?? 0)) throw this.#invalid('the stack is empty');
    return this.#stack.splice(start);
  }

  #popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw this.#invalid('a mark is missing');
    return this.#stack.splice(mark);
  }

  /** Items for a placeholder are dropped. */
  #append(items: readonly PickleValue[]): void {
    const list = this.#top();
    if (Array.isArray(list)) for (const item of items) list.push(item);
    else if (!(list instanceof Opaque)) throw this.#invalid('items are added to what is no list');
  }

  #setItems(items: readonly PickleValue[]): void {
    const dict = this.#top();
    if (items.length % 2 !== 0) throw this.#invalid('a key has no value');
    if (dict instanceof Map) {
      for (let i = 0; i < items.length; i += 2) dict.set(items[i]!, items[i + 1]!);
    } else if (!(dict instanceof Opaque)) {
      throw this.#invalid('items are set on what is no dict');
    }
  }

  #remember(index: number): void {
    this.#memo.set(index, this.#top());
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.#invalid(`the memo has no entry ${index}`);
    this.#push(value);
  }

  #text(length: number): PickleValue {
    if (length <= MAX_TEXT_BYTES) return this.#in.text(length);
    this.#in.bytes(length);
    return new Opaque('str');
  }

  #integer(length: number): PickleValue {
    const bytes = this.#in.bytes(length);
    return length > MAX_INTEGER_BYTES ? new Opaque('int') : decodeInteger(bytes);
  }

  #invalid(what: string): TtsError {
    return new TtsError('checkpoint-invalid', `${this.#name}, byte ${this.#in.position}: ${what}`);
  }
}

/** Little-endian two's complement; a `bigint` only where a number would not be exact. */
function decodeInteger(bytes: Uint8Array): number | bigint {
  let value = 0n;
  for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte);
  value = BigInt.asIntN(bytes.length * 8, value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
