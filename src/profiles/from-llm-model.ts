import { CINEMATIC, FAST, type LatencyProfile } from './profile.ts';

/** Models of at least this many billion parameters narrate (`CINEMATIC`); smaller ones converse. */
const CINEMATIC_FROM_BILLIONS = 7;

/** No model name is longer; anything beyond is not looked at. */
const MAX_NAME_LENGTH = 256;

/**
 * Names that carry no size, in billions of parameters as their publishers state them (the default
 * tag where a registry has several). First match wins, so the special comes before the general.
 */
const KNOWN_FAMILIES: readonly (readonly [pattern: RegExp, billions: number])[] = [
  [/phi-?(?:3|3\.5|4)[-:]?mini/, 3.8],
  [/phi-?3[-:.\d]*small/, 7],
  [/phi-?3[-:.\d]*medium/, 14],
  [/phi-?3/, 3.8],
  [/phi-?4/, 14],
  [/phi-?2/, 2.7],
  [/ministral/, 8],
  [/mixtral/, 46.7],
  [/(?:mistral|magistral)[-:]?small/, 24],
  [/mistral[-:]?nemo/, 12],
  [/mistral[-:]?(?:medium|large)/, 123],
  [/mistral/, 7],
  [/tiny-?llama/, 1.1],
  [/llama-?3\.3/, 70],
  [/llama-?3\.2/, 3],
  [/llama-?3/, 8],
  [/llama-?4/, 109],
  [/gemma-?3n/, 4],
  [/gemma-?3/, 4],
  [/gemma-?2/, 9],
  [/gemma/, 7],
  [/qwen-?3/, 8],
  [/qwen-?2/, 7],
  [/deepseek[-:]?(?:v3|chat|reasoner)/, 671],
  [/deepseek[-:]?r1/, 8],
  [/command[-:]?r/, 35],
  [/smol-?lm/, 1.7],
];

/** A number with its unit that is a word of its own: `7b`, `8x7b`, `a3b`, `e4b`, `0.5B`. */
function sizes(name: string, unit: 'b' | 't' | 'm'): number[] {
  const pattern = new RegExp(
    `(?<![a-z0-9.,])(?:[ae])?(?:(\\d{1,4})x)?(\\d{1,6}(?:[.,]\\d{1,4})?)\\s?${unit}(?![a-z0-9])`,
    'g',
  );
  return [...name.matchAll(pattern)].map(
    ([, experts, size]) => Number(experts ?? 1) * Number(size?.replace(',', '.')),
  );
}

/**
 * The size that a model's name states or implies, in billions of parameters; `undefined` when it
 * says nothing. A mixture of experts counts as a whole (`8x7b` = 56, `30b-a3b` = 30).
 */
export function billionsOfParameters(modelName: string): number | undefined {
  const name = modelName.slice(0, MAX_NAME_LENGTH).toLowerCase();
  // Trillions and millions come last: `BitNet-2B-4T` counts training tokens, `14B-1M` its context.
  for (const [unit, billions] of [
    ['b', 1],
    ['t', 1000],
    ['m', 0.001],
  ] as const) {
    const found = sizes(name, unit);
    if (found.length > 0 && !(unit === 'm' && found.every((size) => size < 10))) {
      return Math.max(...found) * billions;
    }
  }
  return KNOWN_FAMILIES.find(([pattern]) => pattern.test(name))?.[1];
}

/**
 * The profile that suits a language model, read from its name as people write it (`qwen2.5:1.5b`,
 * `Qwen2.5-14B-Instruct-AWQ`): under 7 billion parameters `FAST`, else `CINEMATIC`; a name that
 * says nothing gives `FAST`, which only costs prosody where the other would cost time.
 */
export function profileForLlm(modelName: string): LatencyProfile {
  const billions = billionsOfParameters(modelName) ?? 0;
  return billions < CINEMATIC_FROM_BILLIONS ? FAST : CINEMATIC;
}
