import { PbfWriter } from 'pbf';

/**
 * The part of ONNX's protocol-buffer schema that this project writes. Field numbers are those of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (IR version 10); `pbf` does the wire format.
 */

/** `TensorProto.DataType` of the element types in use. */
export const ONNX_TYPE = { f32: 1, u8: 2, i32: 6, i64: 7, f16: 10 } as const;
export type OnnxType = keyof typeof ONNX_TYPE;

/** A dimension: a size, or the name of a symbolic one. */
export type Dimension = number | string;

export interface ValueInfo {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly Dimension[];
}

/** An initializer: bytes inside the model, or a range of an external file. */
export type Initializer = {
  readonly name: string;
  readonly type: OnnxType;
  readonly shape: readonly number[];
} & (
  | { readonly raw: Uint8Array }
  | {
      readonly external: {
        readonly file: string;
        readonly offset: number;
        readonly length: number;
      };
    }
);

/** Attribute values: an integral `number` in a `{ float }` wrapper is written as a float. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

export interface OnnxNode {
  readonly op: string;
  readonly domain: '' | 'com.microsoft';
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly Initializer[];
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}

/** Opset 20 is the first with `Gelu`. */
const OPSET = 20;
const IR_VERSION = 10;
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** Serializes a `ModelProto`. */
export function encodeModel(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  const pbf = new PbfWriter();
  pbf.writeVarintField(1, IR_VERSION);
  pbf.writeStringField(2, 'xtts-web');
  pbf.writeMessage(7, writeGraph, graph);
  pbf.writeMessage(8, writeOpset, { domain: '', version: OPSET });
  pbf.writeMessage(8, writeOpset, { domain: 'com.microsoft', version: 1 });
  return new Uint8Array(pbf.finish());
}

function writeOpset(opset: { domain: string; version: number }, pbf: PbfWriter): void {
  pbf.writeStringField(1, opset.domain);
  pbf.writeVarintField(2, opset.version);
}

function writeGraph(graph: OnnxGraph, pbf: PbfWriter): void {
  for (const node of graph.nodes) pbf.writeMessage(1, writeNode, node);
  pbf.writeStringField(2, graph.name);
  for (const initializer of graph.initializers) pbf.writeMessage(5, writeTensor, initializer);
  for (const input of graph.inputs) pbf.writeMessage(11, writeValueInfo, input);
  for (const output of graph.outputs) pbf.writeMessage(12, writeValueInfo, output);
}

function writeNode(node: OnnxNode, pbf: PbfWriter): void {
  for (const input of node.inputs) pbf.writeStringField(1, input);
  for (const output of node.outputs) pbf.writeStringField(2, output);
  pbf.writeStringField(3, node.name);
  pbf.writeStringField(4, node.op);
  for (const entry of Object.entries(node.attributes)) pbf.writeMessage(5, writeAttribute, entry);
  if (node.domain !== '') pbf.writeStringField(7, node.domain);
}

function writeAttribute([name, value]: [string, Attribute], pbf: PbfWriter): void {
  pbf.writeStringField(1, name);
  if (typeof value === 'string') {
    pbf.writeStringField(4, value);
    pbf.writeVarintField(20, ATTRIBUTE_TYPE.string);
  } else if (typeof value === 'number') {
    pbf.writeVarintField(3, value);
    pbf.writeVarintField(20, ATTRIBUTE_TYPE.int);
  } else if ('float' in value) {
    pbf.writeFloatField(2, value.float);
    pbf.writeVarintField(20, ATTRIBUTE_TYPE.float);
  } else {
    for (const item of value) pbf.writeVarintField(8, item);
    pbf.writeVarintField(20, ATTRIBUTE_TYPE.ints);
  }
}

function writeTensor(tensor: Initializer, pbf: PbfWriter): void {
  for (const size of tensor.shape) pbf.writeVarintField(1, size);
  pbf.writeVarintField(2, ONNX_TYPE[tensor.type]);
  pbf.writeStringField(8, tensor.name);
  if ('raw' in tensor) {
    pbf.writeBytesField(9, tensor.raw);
    return;
  }
  const { file, offset, length } = tensor.external;
  for (const [key, value] of [
    ['location', file],
    ['offset', String(offset)],
    ['length', String(length)],
  ] as const) {
    pbf.writeMessage(13, writeStringEntry, { key, value });
  }
  const EXTERNAL = 1;
  pbf.writeVarintField(14, EXTERNAL);
}

function writeStringEntry(entry: { key: string; value: string }, pbf: PbfWriter): void {
  pbf.writeStringField(1, entry.key);
  pbf.writeStringField(2, entry.value);
}

function writeValueInfo(value: ValueInfo, pbf: PbfWriter): void {
  pbf.writeStringField(1, value.name);
  pbf.writeMessage(2, writeTensorType, value);
}

function writeTensorType(value: ValueInfo, pbf: PbfWriter): void {
  pbf.writeMessage(1, writeTypeBody, value);
}

function writeTypeBody(value: ValueInfo, pbf: PbfWriter): void {
  pbf.writeVarintField(1, ONNX_TYPE[value.type]);
  pbf.writeMessage(2, writeShape, value.shape);
}

function writeShape(shape: readonly Dimension[], pbf: PbfWriter): void {
  for (const size of shape) pbf.writeMessage(1, writeDimension, size);
}

function writeDimension(size: Dimension, pbf: PbfWriter): void {
  if (typeof size === 'number') pbf.writeVarintField(1, size);
  else pbf.writeStringField(2, size);
}
