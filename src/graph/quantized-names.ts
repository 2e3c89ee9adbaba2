/** Bits of a weight that is stored as codes. */
export type QuantizedBits = 4 | 8;

/** Values that share a scale: the block size that ONNX Runtime's fast kernels are made for. */
export const BLOCK_SIZE = 32;

/**
 * The two tensors that stand for a matrix of `[K, N]` in a pack: `codes` u8
 * `[N, K/32, 32·bits/8]` and `scales` f16 `[N, K/32]`, the layout of `MatMulNBits`.
 */
export function quantizedNames(
  weight: string,
  bits: QuantizedBits,
): { readonly codes: string; readonly scales: string } {
  return { codes: `${weight}.q${bits}`, scales: `${weight}.scales` };
}
