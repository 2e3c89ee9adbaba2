/** The names of the two profiles; see `FAST` and `CINEMATIC`. */
export type ProfileName = 'FAST' | 'CINEMATIC';

/** How text is cut and audio is delivered: the trade of latency against prosody and fidelity. */
export interface LatencyProfile {
  readonly name: ProfileName;
  /** The longest first chunk of an utterance, in characters. */
  readonly firstChunkChars: number;
  /** The longest later chunk, in characters. */
  readonly nextChunkChars: number;
  /**
   * What later chunks may grow to once 4 s of audio wait to be heard, in characters:
   * longer chunks are spoken with better prosody, and nothing presses any more.
   */
  readonly steadyChunkChars: number;
  /** Where a chunk may end: at any word, or at a sentence or clause first of all. */
  readonly cutAt: 'word' | 'clause';
  /** PCM sample rate in Hz. */
  readonly sampleRate: number;
  /** Length of one posted audio block, in milliseconds. */
  readonly blockMs: number;
  /** Audio that must be buffered before playback starts, in milliseconds. */
  readonly prebufferMs: number;
}

/** For small language models and conversation: the first words are heard soonest. */
export const FAST: LatencyProfile = {
  name: 'FAST',
  firstChunkChars: 30,
  nextChunkChars: 90,
  steadyChunkChars: 180,
  cutAt: 'word',
  sampleRate: 16_000,
  blockMs: 50,
  prebufferMs: 240,
};

/** For large language models and narration: whole clauses, full sample rate. */
export const CINEMATIC: LatencyProfile = {
  name: 'CINEMATIC',
  firstChunkChars: 100,
  nextChunkChars: 150,
  steadyChunkChars: 180,
  cutAt: 'clause',
  sampleRate: 24_000,
  blockMs: 60,
  prebufferMs: 500,
};

export const PROFILES: Readonly<Record<ProfileName, LatencyProfile>> = { FAST, CINEMATIC };
