/** Bytes of one sample of 16-bit PCM. */
export const PCM16_BYTES = 2;

/** Full scale of 16-bit PCM: the float ±1 is ±32768 steps, of which +32768 does not exist. */
const FULL_SCALE = 32_768;

/** A float sample as a signed 16-bit integer: rounded to the nearest step, clipped, NaN as 0. */
export function toPcm16(sample: number): number {
  const step = Math.round(sample * FULL_SCALE);
  return Number.isNaN(step) ? 0 : Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, step));
}

/** The floats in −1…1 of little-endian 16-bit PCM, in an array of its own. */
export function fromPcm16(bytes: ArrayBuffer): Float32Array<ArrayBuffer> {
  const view = new DataView(bytes);
  const samples = new Float32Array(Math.floor(bytes.byteLength / PCM16_BYTES));
  for (let i = 0; i < samples.length; i++) {
    samples[i] = view.getInt16(i * PCM16_BYTES, true) / FULL_SCALE;
  }
  return samples;
}
