/** Full scale of 16-bit PCM: WAV readers divide by it. */
const FULL_SCALE = 32_768;

/** A sample of −1…1 as a 16-bit integer: rounded to the nearest step, clipped at ±1. */
export function toPcm16(sample: number): number {
  return Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(sample * FULL_SCALE)));
}

/** A 16-bit sample as a number of −1…1. */
export function fromPcm16(sample: number): number {
  return sample / FULL_SCALE;
}
