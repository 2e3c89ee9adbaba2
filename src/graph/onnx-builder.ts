import {
  encodeModel,
  type Attribute,
  type Dimension,
  type Initializer,
  type OnnxNode,
  type OnnxType,
  type ValueInfo,
} from './onnx-proto.ts';

/** The element type in which a graph computes. */
export type GraphDtype = 'f32' | 'f16';

/** Where a weight lies: a range of one of the pack's files, row-major, little-endian. */
export interface WeightLocation {
  /** `u8` for the codes of a quantized matrix. */
  readonly dtype: GraphDtype | 'u8';
  readonly shape: readonly number[];
  readonly file: string;
  /** Offset in the file, in bytes. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
}

/** Finds weights by their normalized checkpoint name. */
export interface WeightIndex {
  has(name: string): boolean;
  /** @throws TtsError `pack-invalid` for a name that the pack lacks */
  get(name: string): WeightLocation;
}

/** A graph ready for ONNX Runtime, with the names of the files that hold its weights. */
export interface OnnxModel {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Files to hand to the runtime as external data. */
  readonly files: readonly string[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}

/** The name of a value inside the graph. */
export type Value = string & { readonly __value?: never };

/** An omitted optional input. */
export const ABSENT: Value = '';

/**
 * Builds an ONNX graph node by node. Weights stay where they are (external data); a weight stored
 * in another type than the graph computes in gets a `Cast`, and layout changes are ordinary nodes:
 * the runtime folds both into constants when the session is created.
 */
export class OnnxBuilder {
  readonly #name: string;
  readonly #dtype: GraphDtype;
  readonly #weights: WeightIndex;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers: Initializer[] = [];
  readonly #inputs: ValueInfo[] = [];
  readonly #outputs: ValueInfo[] = [];
  readonly #loaded = new Map<string, Value>();
  #counter = 0;

  constructor(name: string, dtype: GraphDtype, weights: WeightIndex) {
    this.#name = name;
    this.#dtype = dtype;
    this.#weights = weights;
  }

  /** Declares a graph input. */
  input(name: string, type: OnnxType, shape: readonly Dimension[]): Value {
    this.#inputs.push({ name, type, shape });
    return name;
  }

  /** Declares a graph output under a name of its own. */
  output(value: Value, name: string, type: OnnxType, shape: readonly Dimension[]): void {
    this.#add('Identity', '', [value], {}, [name]);
    this.declareOutput(name, type, shape);
  }

  /** Declares as an output a value that already bears the name, given to `node` as its output. */
  declareOutput(name: string, type: OnnxType, shape: readonly Dimension[]): void {
    this.#outputs.push({ name, type, shape });
  }

  /** The stored shape of a weight. */
  shapeOf(weight: string): readonly number[] {
    return this.#weights.get(weight).shape;
  }

  hasWeight(weight: string): boolean {
    return this.#weights.has(weight);
  }

  /** A weight in the graph's type, or in `dtype`; `shape` may regroup its axes. */
  weight(
    name: string,
    shape: readonly number[] = this.shapeOf(name),
    dtype: GraphDtype = this.#dtype,
  ): Value {
    const stored = this.stored(name, shape);
    if (this.#weights.get(name).dtype === dtype) return stored;
    return this.#once(`${stored}:${dtype}`, () => this.cast(stored, dtype));
  }

  /** A weight as it is stored, in whatever type: the codes of a quantized matrix. */
  stored(name: string, shape: readonly number[] = this.shapeOf(name)): Value {
    return this.#once(`${name}:${shape.join('x')}`, () => {
      const { dtype, file, offset, length } = this.#weights.get(name);
      const initializer = this.#unique(name);
      const external = { file, offset, length };
      this.#initializers.push({ name: initializer, type: dtype, shape, external });
      return initializer;
    });
  }

  /** A weight matrix `[out, in]` as `[in, out]`, for `MatMul`. */
  transposedWeight(name: string): Value {
    const shape = this.shapeOf(name).filter((size, axis) => axis < 2 || size !== 1);
    return this.node('Transpose', [this.weight(name, shape)], { perm: [1, 0] });
  }

  cast(value: Value, to: GraphDtype = this.#dtype): Value {
    return this.node('Cast', [value], { to: to === 'f32' ? 1 : 10 });
  }

  /** A scalar in the graph's type. */
  scalar(value: number): Value {
    const raw = new Uint8Array(new Float32Array([value]).buffer);
    const name = this.#unique('scalar');
    this.#initializers.push({ name, type: 'f32', shape: [], raw });
    return this.#dtype === 'f32' ? name : this.cast(name, 'f16');
  }

  /** A vector of 64-bit integers, as shapes, axes and indices want it. */
  ints(values: readonly number[]): Value {
    const raw = new Uint8Array(new BigInt64Array(values.map(BigInt)).buffer);
    const name = this.#unique('ints');
    this.#initializers.push({ name, type: 'i64', shape: [values.length], raw });
    return name;
  }

  /** A vector of 32-bit integers. */
  int32s(values: readonly number[]): Value {
    const raw = new Uint8Array(Int32Array.from(values).buffer);
    const name = this.#unique('int32s');
    this.#initializers.push({ name, type: 'i32', shape: [values.length], raw });
    return name;
  }

  reshape(value: Value, shape: readonly number[]): Value {
    return this.node('Reshape', [value, this.ints(shape)]);
  }

  transpose(value: Value, perm: readonly number[]): Value {
    return this.node('Transpose', [value], { perm });
  }

  /** `value[..., from:to, ...]` along one axis. */
  slice(value: Value, axis: number, from: number, to: number): Value {
    return this.node('Slice', [value, this.ints([from]), this.ints([to]), this.ints([axis])]);
  }

  add(a: Value, b: Value): Value {
    return this.node('Add', [a, b]);
  }

  mul(a: Value, b: Value): Value {
    return this.node('Mul', [a, b]);
  }

  /** A convolution of kernel 1 with bias over `[1, C, T]`, as a matrix product. */
  pointwise(x: Value, name: string): Value {
    const [out, into] = this.shapeOf(`${name}.weight`) as [number, number];
    const product = this.node('MatMul', [this.weight(`${name}.weight`, [out, into]), x]);
    return this.add(product, this.weight(`${name}.bias`, [out, 1]));
  }

  /** `x / max(‖x‖₂, 1e-12)` over the last axis, as torch's `normalize`. */
  unitLength(x: Value): Value {
    const norm = this.node('ReduceL2', [x, this.ints([-1])], { keepdims: 1 });
    return this.node('Div', [x, this.node('Max', [norm, this.scalar(1e-12)])]);
  }

  /** Appends a node of the standard operator set with one output. */
  node(
    op: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    const output = this.#unique(op);
    this.#add(op, '', inputs, attributes, [output]);
    return output;
  }

  /**
   * Appends a node of ONNX Runtime's own operator set. `outputs` names its outputs; `ABSENT` leaves
   * one out and `null` asks for a generated name.
   */
  contrib(
    op: string,
    inputs: readonly Value[],
    attributes: Readonly<Record<string, Attribute>>,
    outputs: readonly (string | null)[] = [null],
  ): Value[] {
    const names = outputs.map((name) => name ?? this.#unique(op));
    this.#add(op, 'com.microsoft', inputs, attributes, names);
    return names;
  }

  build(): OnnxModel {
    const files = new Set<string>();
    for (const item of this.#initializers) {
      if ('external' in item) files.add(item.external.file);
    }
    return {
      name: this.#name,
      bytes: encodeModel({
        name: this.#name,
        nodes: this.#nodes,
        initializers: this.#initializers,
        inputs: this.#inputs,
        outputs: this.#outputs,
      }),
      files: [...files],
      inputs: this.#inputs,
      outputs: this.#outputs,
    };
  }

  #once(key: string, make: () => Value): Value {
    const known = this.#loaded.get(key);
    if (known !== undefined) return known;
    const value = make();
    this.#loaded.set(key, value);
    return value;
  }

  #add(
    op: string,
    domain: OnnxNode['domain'],
    inputs: readonly Value[],
    attributes: OnnxNode['attributes'],
    outputs: readonly string[],
  ): void {
    this.#nodes.push({ op, domain, name: this.#unique(`n_${op}`), inputs, outputs, attributes });
  }

  #unique(stem: string): string {
    return `${stem}#${this.#counter++}`;
  }
}
