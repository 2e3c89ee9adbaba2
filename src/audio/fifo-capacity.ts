/** Seconds of an utterance that the worklet keeps, heard ones included. */
const CAPACITY_SECONDS = 300;
/** 32 MiB of samples: above 27 kHz the ring holds less than 300 s. */
const MAX_CAPACITY_FRAMES = 2 ** 23;
/** 15 s: longer than that nobody waits for a sound. */
const MAX_GATE_SECONDS = 15;

/** Frames of the worklet's ring at a sample rate in Hz. */
export function fifoCapacityFrames(sampleRate: number): number {
  return Math.min(CAPACITY_SECONDS * sampleRate, MAX_CAPACITY_FRAMES);
}

/**
 * Frames that a producer may be ahead of what is played: a quarter of the ring. Since the other
 * three quarters can be sought, skipping back never makes blocks that are on their way overflow.
 */
export function producerCapacityFrames(capacityFrames: number): number {
  return Math.floor(capacityFrames / 4);
}

/** Frames that the gate asks for at most: so few that every producer can deliver them. */
export function maxGateFrames(capacityFrames: number, sampleRate: number): number {
  return Math.min(MAX_GATE_SECONDS * sampleRate, Math.floor(capacityFrames / 8));
}
