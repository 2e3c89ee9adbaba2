import type { PackDtype } from '../pack/manifest.ts';
import type { XttsEngine } from './engine.ts';

/**
 * What a pack's exact weights make of a prompt and of forced codes, kept in the pack: a device whose
 * results differ from it too much does not compute what it should (DESIGN §8).
 */
export interface SelfTest {
  /** `[32, width]` */
  readonly conditioningLatents: Float32Array<ArrayBuffer>;
  /** `[speaker width]` */
  readonly speakerEmbedding: Float32Array<ArrayBuffer>;
  /** Language tag included, `[START]` and `[STOP]` not. */
  readonly textIds: readonly number[];
  /** `SELF_TEST_CODES` codes, decoded after the prompt one by one whatever the logits say. */
  readonly codes: readonly number[];
  /** `[codes + 1, width]`: of the start code and of each forced code. */
  readonly latents: Float32Array<ArrayBuffer>;
  /** `[code rows]`: of the last position. */
  readonly logits: Float32Array<ArrayBuffer>;
  /** The vocoder's whole output for `latents`, −1…1 at the output sample rate. */
  readonly samples: Float32Array<ArrayBuffer>;
}

/** Forced codes of a self-test. */
export const SELF_TEST_CODES = 16;

/** What the 24 bits of an f32 can tell apart. */
const MAX_SNR_DB = 144;

/** How far a device is from the exact results. */
export interface SelfTestErrors {
  /** ‖device − exact‖ / ‖exact‖; infinite when the device gives something that is no number. */
  readonly latents: number;
  /** As `latents`. */
  readonly logits: number;
  /** Signal to noise of the vocoder alone, from the exact latents, in dB, at most `MAX_SNR_DB`. */
  readonly pcmSnrDb: number;
}

export interface SelfTestResult extends SelfTestErrors {
  /** Time that it took. */
  readonly milliseconds: number;
}

/**
 * Runs a self-test on an opened engine, whose sequence it replaces.
 * @throws TtsError, or the signal's reason
 */
export async function runSelfTest(
  engine: Pick<XttsEngine, 'teacherForce'>,
  selfTest: SelfTest,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<SelfTestResult> {
  const startedAt = performance.now();
  const { conditioningLatents, speakerEmbedding, textIds, codes, latents } = selfTest;
  const voice = { name: 'self-test', conditioningLatents, speakerEmbedding };
  const actual = await engine.teacherForce({ voice, textIds, codes, latents }, options.signal);
  return { ...compareResults(actual, selfTest), milliseconds: performance.now() - startedAt };
}

/** How far results are from the exact ones. */
export function compareResults(
  actual: Pick<SelfTest, 'latents' | 'logits' | 'samples'>,
  exact: Pick<SelfTest, 'latents' | 'logits' | 'samples'>,
): SelfTestErrors {
  const snrDb = -20 * Math.log10(relativeError(actual.samples, exact.samples));
  return {
    latents: relativeError(actual.latents, exact.latents),
    logits: relativeError(actual.logits, exact.logits),
    pcmSnrDb: Math.min(MAX_SNR_DB, snrDb),
  };
}

/** The measures by which a device misses what is asked of it; none when it passes. */
export function missedTolerances(
  errors: SelfTestErrors,
  tolerances: SelfTestErrors,
): (keyof SelfTestErrors)[] {
  const missed: (keyof SelfTestErrors)[] = [];
  if (!(errors.latents <= tolerances.latents)) missed.push('latents');
  if (!(errors.logits <= tolerances.logits)) missed.push('logits');
  if (!(errors.pcmSnrDb >= tolerances.pcmSnrDb)) missed.push('pcmSnrDb');
  return missed;
}

/** ‖a − b‖ / ‖b‖; infinite for different lengths and for values that are no numbers. */
function relativeError(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let error = 0;
  let norm = 0;
  for (let i = 0; i < a.length; i++) {
    error += (a[i]! - b[i]!) ** 2;
    norm += b[i]! ** 2;
  }
  if (error === 0) return 0;
  const relative = Math.sqrt(error / norm);
  return Number.isNaN(relative) ? Infinity : relative;
}

/**
 * What a device must keep, by the dtype of the pack, whose rounding counts too. The roundings alone
 * give, for random weights of XTTS v2's size and for the trained bundled pack (bench/self-test.ts):
 * latents f16 7e-4, q8f16 1.7e-2 and 6e-3, q4f16 0.26 and 0.10; PCM 70 dB. Computing in f16
 * with sums in f32 raises f16 to 1.8e-3 and 9e-4, and PCM to 61 dB. The rest is for devices that
 * also sum in f16.
 */
export const SELF_TEST_TOLERANCES: Readonly<Record<PackDtype, SelfTestErrors>> = {
  f32: { latents: 1e-4, logits: 1e-4, pcmSnrDb: 60 },
  f16: { latents: 2e-2, logits: 2e-2, pcmSnrDb: 30 },
  q8f16: { latents: 4e-2, logits: 4e-2, pcmSnrDb: 30 },
  q4f16: { latents: 0.4, logits: 0.4, pcmSnrDb: 30 },
};
