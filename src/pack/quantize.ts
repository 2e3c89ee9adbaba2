import { float16ToFloat32, float32ToFloat16 } from '../checkpoint/float16.ts';
import { BLOCK_SIZE, type QuantizedBits } from '../graph/quantized-names.ts';

/**
 * Weights in blocks of 32 with one scale each, as ONNX Runtime's `com.microsoft.MatMulNBits` reads
 * them: `weight = (code − zero point) · scale`, the zero point being the middle of the codes.
 */
export interface QuantizedMatrix {
  readonly bits: QuantizedBits;
  /** K: the inputs of the layer, a multiple of 32. */
  readonly rows: number;
  /** N: its outputs. */
  readonly columns: number;
  /** `[N, K/32, 32·bits/8]`: codes along K; of two codes in a byte the first is the lower half. */
  readonly codes: Uint8Array<ArrayBuffer>;
  /** `[N, K/32]`: halves, as their bits. May be negative. */
  readonly scales: Uint16Array<ArrayBuffer>;
  /**
   * ‖dequantized − exact‖ / ‖exact‖; 0 for a matrix of zeros, and `Infinity` where a value is not
   * finite or too large for a half, in which a kernel would have to give it back.
   */
  readonly relativeError: number;
}

/** Columns that are turned into blocks together, so that memory is read along its rows. */
const TILE_COLUMNS = 64;

/** From here on a number has no half; the smallest that has one. */
const HALF_OVERFLOW = 65520;
const HALF_MIN = 2 ** -24;
/** Halves below this are multiples of the smallest. */
const SUBNORMAL_END = 2 ** -14;

/**
 * Levels onto which a block's extreme value is laid, in search of the scale of least squared error;
 * the extreme value goes to the negative end, which has one level more, whatever its sign: a
 * negative scale makes up for it. These six take 6 % off the error of a normal distribution in 4
 * bits; sixty, to both ends, take no more than another 0.2 %. In 8 bits no search is worth its time,
 * since a finer step gains less than its clipping costs.
 */
const SEARCHED_LEVELS: Record<QuantizedBits, readonly number[]> = {
  8: [],
  4: [8, 7, 7.4, 7.7, 8.4, 8.8],
};

/**
 * Quantizes a matrix, given as the checkpoint's `[K, N]` row-major (`y = x·W`). Each block gets the
 * scale, of those tried, whose codes have the least squared error; the codes are chosen for the
 * scale as it is stored, rounded to half precision.
 *
 * @param rows K, a multiple of 32
 */
export function quantizeMatrix(
  values: Float32Array,
  rows: number,
  columns: number,
  bits: QuantizedBits,
): QuantizedMatrix {
  const blocks = rows / BLOCK_SIZE;
  const codes = new Uint8Array((columns * rows * bits) / 8);
  const scales = new Float32Array(columns * blocks);
  const tile = new Float32Array(TILE_COLUMNS * BLOCK_SIZE);
  const levels = SEARCHED_LEVELS[bits];
  const zeroPoint = 2 ** (bits - 1);
  const blockBytes = (BLOCK_SIZE * bits) / 8;
  let squaredError = 0;
  let squaredNorm = 0;
  for (let block = 0; block < blocks; block++) {
    const firstRow = block * BLOCK_SIZE;
    for (let first = 0; first < columns; first += TILE_COLUMNS) {
      const count = Math.min(TILE_COLUMNS, columns - first);
      for (let row = 0; row < BLOCK_SIZE; row++) {
        const from = (firstRow + row) * columns + first;
        for (let i = 0; i < count; i++) tile[i * BLOCK_SIZE + row] = values[from + i]!;
      }
      for (let i = 0; i < count; i++) {
        const start = i * BLOCK_SIZE;
        const scale = chooseScale(tile, start, levels, zeroPoint);
        const place = (first + i) * blocks + block;
        scales[place] = scale;
        const inverse = scale === 0 ? 0 : 1 / scale;
        const to = place * blockBytes;
        for (let k = 0; k < BLOCK_SIZE; k++) {
          const value = tile[start + k]!;
          const code = nearestCode(value * inverse, zeroPoint);
          if (bits === 8) codes[to + k] = code;
          else codes[to + (k >> 1)]! |= k & 1 ? code << 4 : code;
          const error = value - (code - zeroPoint) * scale;
          squaredError += error * error;
          squaredNorm += value * value;
        }
      }
    }
  }
  const exact = squaredError === 0;
  const relativeError = exact ? 0 : Math.sqrt(squaredError / squaredNorm);
  return {
    bits,
    rows,
    columns,
    codes,
    scales: float32ToFloat16(scales),
    relativeError: Number.isFinite(relativeError) ? relativeError : Infinity,
  };
}

/** The matrix that the codes stand for, `[K, N]` row-major. */
export function dequantizeMatrix(matrix: QuantizedMatrix): Float32Array<ArrayBuffer> {
  const { bits, rows, columns, codes } = matrix;
  const scales = float16ToFloat32(matrix.scales);
  const values = new Float32Array(rows * columns);
  const zeroPoint = 2 ** (bits - 1);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const index = column * rows + row;
      const code = bits === 8 ? codes[index]! : (codes[index >> 1]! >> (index & 1 ? 4 : 0)) & 0x0f;
      const scale = scales[Math.floor(index / BLOCK_SIZE)]!;
      values[row * columns + column] = (code - zeroPoint) * scale;
    }
  }
  return values;
}

/** The scale of a block, a half; 0 for a block of zeros, NaN for one beyond the halves. */
function chooseScale(
  tile: Float32Array,
  start: number,
  levels: readonly number[],
  zeroPoint: number,
): number {
  let least = 0;
  let most = 0;
  for (let k = start; k < start + BLOCK_SIZE; k++) {
    const value = tile[k]!;
    if (value > most) most = value;
    else if (value < least) least = value;
  }
  const extreme = most > -least ? most : least;
  const size = Math.abs(extreme);
  if (size === 0) return 0;
  if (size >= HALF_OVERFLOW) return NaN;
  const spanning = spanningScale(extreme, Math.min(most, -least), zeroPoint);
  // Among the smallest halves rounding would move the scale far from what a search finds.
  if (levels.length === 0 || Math.abs(spanning) < SUBNORMAL_END) return spanning;
  // With codes q the best scale is Σwq / Σq², and the error Σw² − (Σwq)² / Σq².
  let best = 0;
  let bestScale = 0;
  for (const level of levels) {
    const inverse = -level / extreme;
    let products = 0;
    let squares = 0;
    for (let k = start; k < start + BLOCK_SIZE; k++) {
      const value = tile[k]!;
      const code = nearestCode(value * inverse, zeroPoint) - zeroPoint;
      products += value * code;
      squares += code * code;
    }
    const gain = (products * products) / squares;
    if (gain > best) {
      best = gain;
      bestScale = products / squares;
    }
  }
  return roundToHalf(bestScale);
}

/**
 * The finest scale that lays the extreme value on the negative end, or one level before it, and
 * clips no value by more than half a step. `opposite` is the size of the largest value of the other
 * sign.
 */
function spanningScale(extreme: number, opposite: number, zeroPoint: number): number {
  const size = Math.abs(extreme);
  const spans = (scale: number): boolean =>
    scale * (zeroPoint + 0.5) >= size && scale * (zeroPoint - 0.5) >= opposite;
  let scale = roundToHalf(size / zeroPoint);
  if (!spans(scale)) scale = roundToHalf(size / (zeroPoint - 1));
  // Only a subnormal half can have been rounded down that far.
  if (!spans(scale)) scale += HALF_MIN;
  return extreme > 0 ? -scale : scale;
}

/** The code nearest to a value in steps; halves go up. */
function nearestCode(steps: number, zeroPoint: number): number {
  const shifted = steps + zeroPoint + 0.5;
  if (shifted <= 0) return 0;
  const last = 2 * zeroPoint - 1;
  return shifted >= last ? last : shifted | 0;
}

/** The nearest half to a number below 65520, ties to even. */
function roundToHalf(value: number): number {
  // 2^-24 is the unit of doubles at 1.5 · 2^28.
  if (Math.abs(value) < SUBNORMAL_END) return value + 1.5 * 2 ** 28 - 1.5 * 2 ** 28;
  // Veltkamp's splitting: the upper 11 of a double's 53 bits.
  const upper = value * (2 ** 42 + 1);
  return upper - (upper - value);
}
