/** The name under which the processor that captures is registered. */
export const CAPTURE_PROCESSOR = 'xtts-capture';

/** Frames that arrive at once: at 48 kHz 43 ms, often enough for a level meter. */
export const CAPTURE_FRAMES = 2048;
