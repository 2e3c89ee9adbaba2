import { TtsError } from '../errors.ts';
import { elementCount, findNonFinite, toFloat32 } from './dtype.ts';
import { missingTensor, type Tensor, type TensorFile, type TensorInfo } from './tensor-file.ts';

/** Both spellings of a weight-normed `X.weight`: torch's `weight_norm` before and after 2.0. */
const SPELLINGS = [
  { magnitude: '.weight_g', direction: '.weight_v' },
  {
    magnitude: '.parametrizations.weight.original0',
    direction: '.parametrizations.weight.original1',
  },
];

/**
 * A view in which each weight-normed convolution has its effective `X.weight`, as `f32`, whichever
 * way the file spells it; the magnitude and direction are gone. All else is as in `file`.
 * @throws TtsError `checkpoint-invalid` when a magnitude and direction do not belong together or
 *   stand beside a plain weight; `read` throws `checkpoint-tensor-invalid` when a fold is no number
 */
export function foldedTensors(file: TensorFile): TensorFile {
  const present = new Set(file.names());
  const pairs = new Map<string, { magnitude: string; direction: string }>();
  const names = file.names().flatMap((name) => {
    for (const { magnitude, direction } of SPELLINGS) {
      const suffix = [magnitude, direction].find((ending) => name.endsWith(ending));
      if (suffix === undefined) continue;
      const stem = name.slice(0, -suffix.length);
      const pair = { magnitude: stem + magnitude, direction: stem + direction };
      const weight = `${stem}.weight`;
      assertPair(file, present, pair, weight);
      if (suffix === magnitude) return [];
      if (pairs.has(weight)) throw invalid(`${weight} is in the checkpoint twice`);
      pairs.set(weight, pair);
      return [weight];
    }
    return [name];
  });
  const known = new Set(names);
  const find = (name: string): string => {
    if (known.has(name)) return name;
    throw missingTensor('the checkpoint', name);
  };
  return {
    format: file.format,
    names: () => names,
    info(name): TensorInfo {
      const pair = pairs.get(name);
      if (!pair) return file.info(find(name));
      const { shape } = file.info(pair.direction);
      return { dtype: 'f32', shape, byteLength: elementCount(shape) * 4 };
    },
    async read(name, signal): Promise<Tensor> {
      const pair = pairs.get(name);
      if (!pair) return file.read(find(name), signal);
      const magnitude = await file.read(pair.magnitude, signal);
      return foldWeightNorm(magnitude, await file.read(pair.direction, signal), name);
    },
  };
}

function assertPair(
  file: TensorFile,
  present: ReadonlySet<string>,
  pair: { magnitude: string; direction: string },
  weight: string,
): void {
  for (const half of [pair.magnitude, pair.direction]) {
    if (!present.has(half)) throw invalid(`${half} is missing, ${weight} cannot be folded`);
  }
  if (present.has(weight)) throw invalid(`${weight} is there both plain and weight-normed`);
  const rows = file.info(pair.direction).shape[0];
  const { shape } = file.info(pair.magnitude);
  if (rows === undefined || shape[0] !== rows || elementCount(shape) !== rows) {
    throw invalid(`${pair.magnitude} has the shape [${shape.join(', ')}], not one value a row`);
  }
}

/**
 * `W = g · v / ‖v‖₂`, the norm over all axes but the first, without an epsilon (torch `weight_norm`
 * with `dim=0`). For transposed convolutions the first axis is the *input* channel.
 *
 * Computed in f64, returned as `f32` in the shape of `v`; `g` has one value for each of its rows.
 * @throws TtsError `checkpoint-tensor-invalid` when the result is no number, as for a row of zeros
 */
export function foldWeightNorm(magnitude: Tensor, direction: Tensor, name: string): Tensor {
  const g = toFloat32(magnitude.bytes, magnitude.dtype);
  const weight = toFloat32(direction.bytes, direction.dtype);
  const rowLength = weight.length / g.length;
  for (let row = 0; row < g.length; row++) {
    const values = weight.subarray(row * rowLength, (row + 1) * rowLength);
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!;
    const scale = g[row]! / Math.sqrt(sum);
    for (let i = 0; i < values.length; i++) values[i] = values[i]! * scale;
  }
  const bytes = new Uint8Array(weight.buffer);
  const folded: Tensor = { dtype: 'f32', shape: direction.shape, bytes };
  assertFinite(name, folded);
  return folded;
}

/**
 * Refuses a tensor with a NaN or an infinity, which would silence the whole model.
 * @throws TtsError `checkpoint-tensor-invalid`, naming the tensor
 */
export function assertFinite(name: string, tensor: Tensor): void {
  const index = findNonFinite(tensor.bytes, tensor.dtype);
  if (index < 0) return;
  const message = `${name} has a NaN or an infinity, first at element ${index}: the checkpoint`;
  throw new TtsError(
    'checkpoint-tensor-invalid',
    `${message} is damaged or was saved after a divergence`,
  );
}

function invalid(what: string): TtsError {
  return new TtsError('checkpoint-invalid', what);
}
