/** Decoded audio: one array per channel, all of the same length, nominally −1…1. */
export interface PcmAudio {
  /** Frames per second, in Hz. */
  readonly sampleRate: number;
  readonly channels: readonly Float32Array<ArrayBuffer>[];
}

/**
 * The mean of all channels, as the reference takes it before resampling. A mono input is returned
 * as it is, not copied; no channels give an empty array.
 */
export function mixToMono(audio: PcmAudio): Float32Array<ArrayBuffer> {
  const [first, ...others] = audio.channels;
  if (first === undefined) return new Float32Array(0);
  if (others.length === 0) return first;
  const mono = new Float32Array(first.length);
  for (let i = 0; i < mono.length; i++) {
    let sum = first[i]!;
    for (const channel of others) sum += channel[i]!;
    mono[i] = sum / audio.channels.length;
  }
  return mono;
}
