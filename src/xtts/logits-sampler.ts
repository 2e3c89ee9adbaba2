import { TtsError } from '../errors.ts';
import { uniform } from './random.ts';

/** How the next code is chosen from the logits. */
export interface SamplingOptions {
  /** Divides the logits; above 0. 1 changes nothing. */
  readonly temperature: number;
  /** Keeps the k most probable codes; 0 keeps all. */
  readonly topK: number;
  /** Keeps the smallest set of codes whose probability reaches p; 1 keeps all. */
  readonly topP: number;
  /** Divides positive and multiplies negative logits of codes seen before; 1 changes nothing. */
  readonly repetitionPenalty: number;
  /** Takes the most probable code after the penalty; temperature, top-k and top-p do not count. */
  readonly greedy: boolean;
  readonly seed: number;
  /** Number of the utterance's chunk, so that chunks draw different numbers. */
  readonly stream: number;
}

/** The reference fills the prompt's place in its id list with this id, which is thus penalized. */
const FAKE_PROMPT_CODE = 1;

/**
 * Chooses codes as transformers' `generate` does, in its order: repetition penalty, temperature,
 * top-k, top-p, softmax, one draw (SPEC §6.3).
 */
export class LogitsSampler {
  readonly #options: SamplingOptions;
  readonly #seen: Set<number>;
  #drawn = 0;

  /** @throws TtsError `option-invalid` */
  constructor(startCode: number, options: SamplingOptions) {
    requireRange('temperature', options.temperature, options.temperature > 0);
    requireRange('topK', options.topK, Number.isInteger(options.topK) && options.topK >= 0);
    requireRange('topP', options.topP, options.topP > 0 && options.topP <= 1);
    requireRange('repetitionPenalty', options.repetitionPenalty, options.repetitionPenalty > 0);
    this.#options = options;
    this.#seen = new Set([FAKE_PROMPT_CODE, startCode]);
  }

  /**
   * Chooses the next code and remembers it.
   * @throws TtsError `engine-failed` when a logit is not a number
   */
  next(logits: Float32Array): number {
    const code = this.#options.greedy ? argmax(this.#penalized(logits)) : this.#draw(logits);
    this.remember(code);
    return code;
  }

  /** Takes a code as drawn, e.g. one that is forced. */
  remember(code: number): void {
    this.#seen.add(code);
    this.#drawn++;
  }

  /** The probabilities from which the next code is drawn, `[codes]`. */
  probabilities(logits: Float32Array): Float32Array {
    const scores = this.#penalized(logits);
    const probabilities = new Float32Array(scores.length);
    const kept = this.#options.greedy ? rank(scores) : this.#filter(scores);
    for (const { code, probability } of softmax(scores, kept)) probabilities[code] = probability;
    return probabilities;
  }

  #draw(logits: Float32Array): number {
    const scores = this.#penalized(logits);
    const candidates = softmax(scores, this.#filter(scores));
    let rest = uniform(this.#options.seed, this.#options.stream, this.#drawn);
    for (const { code, probability } of candidates) {
      rest -= probability;
      if (rest < 0) return code;
    }
    return candidates.at(-1)!.code;
  }

  #penalized(logits: Float32Array): Float32Array {
    if (!logits.every(Number.isFinite)) {
      throw new TtsError('engine-failed', 'the model computed logits that are not numbers');
    }
    const { repetitionPenalty } = this.#options;
    const scores = Float32Array.from(logits);
    if (repetitionPenalty === 1) return scores;
    for (const code of this.#seen) {
      const score = scores[code];
      if (score === undefined) continue;
      scores[code] = score < 0 ? score * repetitionPenalty : score / repetitionPenalty;
    }
    return scores;
  }

  /** Applies temperature in place; returns the codes that stay, best first. */
  #filter(scores: Float32Array): number[] {
    const { temperature, topK, topP } = this.#options;
    for (let i = 0; i < scores.length; i++) scores[i]! /= temperature;
    let kept = rank(scores);
    if (topK > 0 && topK < kept.length) {
      const weakest = scores[kept[topK - 1]!]!;
      kept = kept.filter((code) => scores[code]! >= weakest);
    }
    if (topP >= 1) return kept;
    // From the least probable up, codes go while their sum is at most 1 − p; the best one stays.
    const candidates = softmax(scores, kept);
    let sum = 0;
    let size = kept.length;
    for (; size > 1; size--) {
      sum += candidates[size - 1]!.probability;
      if (sum > 1 - topP) break;
    }
    return kept.slice(0, size);
  }
}

/** Codes by falling score; the lower code first where scores are equal. */
function rank(scores: Float32Array): number[] {
  return Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]! || a - b);
}

function argmax(scores: Float32Array): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i;
  return best;
}

/** Softmax over `codes`, which are given best first. */
function softmax(
  scores: Float32Array,
  codes: readonly number[],
): { readonly code: number; readonly probability: number }[] {
  const peak = scores[codes[0]!]!;
  const weights = codes.map((code) => Math.exp(scores[code]! - peak));
  const total = weights.reduce((a, b) => a + b, 0);
  return codes.map((code, i) => ({ code, probability: weights[i]! / total }));
}

function requireRange(name: string, value: number, ok: boolean): void {
  if (!ok) throw new TtsError('option-invalid', `${name} is ${value}`);
}
