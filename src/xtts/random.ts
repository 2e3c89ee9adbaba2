/**
 * A counter-based random generator: the n-th number of a stream is a function of (seed, stream, n)
 * alone, in 32-bit integer arithmetic, so that a GPU kernel can draw the same numbers.
 */

/** The finalizer of MurmurHash3 (public domain, Austin Appleby): every input bit reaches all others. */
function mix(value: number): number {
  let h = value >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) with 24 random bits, which f32 holds exactly. */
export function uniform(seed: number, stream: number, counter: number): number {
  const h = mix(mix(mix(seed + 0x9e3779b9) + stream) + counter);
  return (h >>> 8) / 2 ** 24;
}
