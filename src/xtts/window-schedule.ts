/** Sizes of the vocoder's windows, in latents (46 ms each). */
export interface WindowSchedule {
  readonly first: number;
  readonly growth: number;
  readonly longest: number;
}

/**
 * The first window is small so that sound comes early; later ones grow, since each window decodes
 * 26 frames (0.28 s) of context besides its own.
 */
export const DEFAULT_WINDOWS: WindowSchedule = { first: 6, growth: 1.6, longest: 48 };

/** The shortest: for the first code as for all that follow. */
export const WARM_UP_WINDOWS: WindowSchedule = { first: 1, growth: 1, longest: 1 };
