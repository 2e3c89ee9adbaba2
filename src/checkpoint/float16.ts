/*
 * Half precision on typed arrays. `Float16Array` is missing from Node 20 and from browsers that
 * have WebGPU; these loops convert some hundred million values a second, enough for a checkpoint.
 */

let floatOfHalf: Float32Array | undefined;

/** Every half as a float, 256 KiB, built on first use: widening is then one load per value. */
function halfTable(): Float32Array {
  if (floatOfHalf) return floatOfHalf;
  const table = new Float32Array(0x10000);
  for (let bits = 0; bits < 0x10000; bits++) {
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    const magnitude =
      exponent === 0
        ? fraction * 2 ** -24
        : exponent === 0x1f
          ? fraction === 0
            ? Infinity
            : NaN
          : (0x400 + fraction) * 2 ** (exponent - 25);
    table[bits] = bits & 0x8000 ? -magnitude : magnitude;
  }
  return (floatOfHalf = table);
}

/** Widens IEEE 754 halves, given as their bits. Exact. @param floats takes them. @default a new array */
export function float16ToFloat32(
  halves: Uint16Array,
  floats = new Float32Array(halves.length),
): Float32Array<ArrayBuffer> {
  const table = halfTable();
  for (let i = 0; i < halves.length; i++) floats[i] = table[halves[i]!]!;
  return floats;
}

/**
 * Narrows to IEEE 754 halves, as their bits: to the nearest, ties to even, as torch and
 * `Float16Array` round. Magnitudes from 65520 become infinity and NaN stays NaN: a caller that may
 * not store those checks the result.
 */
export function float32ToFloat16(floats: Float32Array): Uint16Array<ArrayBuffer> {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const halves = new Uint16Array(floats.length);
  for (let i = 0; i < bits.length; i++) {
    const x = bits[i]!;
    halves[i] = ((x >>> 16) & 0x8000) | halfMagnitude(x & 0x7fffffff);
  }
  return halves;
}

function halfMagnitude(x: number): number {
  if (x > 0x7f800000) return 0x7e00;
  // From 2^16 on; values between 65520 and 2^16 reach infinity by the carry below.
  if (x >= 0x47800000) return 0x7c00;
  // Normal halves, from 2^-14: rebias the exponent, add half a unit less one, and the tie's bit.
  if (x >= 0x38800000) return (x - 0x38000000 + 0xfff + ((x >>> 13) & 1)) >>> 13;
  // Half the smallest subnormal, 2^-25, is a tie and rounds to zero, which is even.
  if (x <= 0x33000000) return 0;
  const shift = 126 - (x >>> 23);
  const significand = (x & 0x7fffff) | 0x800000;
  const half = significand >>> shift;
  const rest = significand & ((1 << shift) - 1);
  const tie = 1 << (shift - 1);
  return rest > tie || (rest === tie && half & 1) ? half + 1 : half;
}
