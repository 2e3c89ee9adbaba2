/**
 * Seeded normal numbers, some 50 million a second: sfc32 (Chris Doty-Humphrey, PractRand) for the
 * bits, Box and Muller's transform for the bell.
 */
export class GaussianSource {
  #a = 0;
  #b = 0;
  #c: number;
  #counter = 1;

  constructor(seed: number) {
    this.#c = seed | 0;
    // As the generator's author has it: after 15 rounds the seed is everywhere.
    this.fill(new Float32Array(16), 1);
  }

  /** Fills with normal numbers of the given standard deviation, two by two. */
  fill(target: Float32Array, deviation: number): void {
    let [a, b, c, counter] = [this.#a, this.#b, this.#c, this.#counter];
    for (let i = 0; i < target.length; i += 2) {
      const first = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + first) | 0;
      const second = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + second) | 0;
      // From 2^-32 to 1: the logarithm of 0 would be infinite.
      const radius = deviation * Math.sqrt(-2 * Math.log(((first >>> 0) + 1) / 2 ** 32));
      const angle = (second >>> 0) * ((2 * Math.PI) / 2 ** 32);
      target[i] = radius * Math.cos(angle);
      // Beyond the end of an odd length this does nothing.
      target[i + 1] = radius * Math.sin(angle);
    }
    [this.#a, this.#b, this.#c, this.#counter] = [a, b, c, counter];
  }
}
