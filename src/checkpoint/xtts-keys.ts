import { TtsError } from '../errors.ts';
import { missingTensor, type TensorFile } from './tensor-file.ts';

/** Saved along by the trainer, never part of inference. */
const TRAINING = /^(dvae|torch_mel_spectrogram_style_encoder|torch_mel_spectrogram_dvae)\./;
/** Second names of entries that are kept, in files of version 1 or saved after an inference. */
const ALIASES = /^gpt\.(gpt_inference|gpt\.wte|gpt\.wpe)\./;
/** Causal masks of old transformers; the attention's real biases are `c_attn` and `c_proj`. */
const MASKS = /^gpt\.gpt\.h\.\d+\.attn\.(masked_)?bias$/;
const COUNTERS = /\.num_batches_tracked$/;
const PARAMETRIZED = /\.parametrizations\.weight\.original([01])$/;

/** How many missing names a message lists. */
const LISTED = 6;

/**
 * The one name of a tensor, whichever tool saved it, or `null` when inference has no use for it:
 * prefix `xtts.` stripped; training parts, aliases, masks and counters dropped; weight norm as
 * `weight_g` and `weight_v`. After `Xtts.get_compatible_checkpoint_state_dict` of coqui `xtts.py`.
 */
export function normalizeKey(key: string): string | null {
  const name = key.startsWith('xtts.') ? key.slice('xtts.'.length) : key;
  const dropped = [TRAINING, ALIASES, MASKS, COUNTERS].some((pattern) => pattern.test(name));
  if (dropped) return null;
  return name.replace(PARAMETRIZED, (_, half) => (half === '0' ? '.weight_g' : '.weight_v'));
}

/**
 * A view of an XTTS v2 checkpoint under the names of `normalizeKey`. Tensors that are not known
 * stay as they are.
 * @throws TtsError `checkpoint-not-xtts` with the names that speech needs and the file lacks,
 *   `checkpoint-invalid` when two tensors come to the same name
 */
export function xttsTensors(file: TensorFile): TensorFile {
  const keys = new Map<string, string>();
  for (const key of file.names()) {
    const name = normalizeKey(key);
    if (name === null) continue;
    const other = keys.get(name);
    if (other !== undefined) {
      throw new TtsError('checkpoint-invalid', `${other} and ${key} are both ${name}`);
    }
    keys.set(name, key);
  }
  assertXtts(keys, file.names());
  const names = [...keys.keys()];
  const find = (name: string): string => {
    const key = keys.get(name);
    if (key !== undefined) return key;
    throw missingTensor('the checkpoint', name);
  };
  return {
    format: file.format,
    names: () => names,
    info: (name) => file.info(find(name)),
    read: async (name, signal) => file.read(find(name), signal),
  };
}

function assertXtts(keys: ReadonlyMap<string, string>, found: readonly string[]): void {
  const missing = requiredKeys(keys).filter((name) => !isPresent(keys, name));
  if (missing.length === 0) return;
  const list = (names: readonly string[]): string =>
    names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ', …' : '');
  const has = found.length === 0 ? 'no tensors' : `${found.length} tensors: ${list(found)}`;
  const message = `${missing.length} tensors of XTTS v2 are missing: ${list(missing)}`;
  throw new TtsError('checkpoint-not-xtts', `${message}. The file has ${has}`);
}

/** A weight may be there in two halves. */
function isPresent(keys: ReadonlyMap<string, string>, name: string): boolean {
  return keys.has(name) || (keys.has(`${name}_g`) && keys.has(`${name}_v`));
}

const GPT = [
  'text_embedding.weight',
  'text_pos_embedding.emb.weight',
  'mel_embedding.weight',
  'mel_pos_embedding.emb.weight',
  'gpt.ln_f.weight',
  'gpt.ln_f.bias',
  'final_norm.weight',
  'final_norm.bias',
  'mel_head.weight',
  'mel_head.bias',
];
const GPT_BLOCK = ['ln_1', 'attn.c_attn', 'attn.c_proj', 'ln_2', 'mlp.c_fc', 'mlp.c_proj'];
const VOCODER = 'hifigan_decoder.waveform_decoder';

/**
 * What speaking needs, with as many blocks and levels as the file itself has, one at least. The
 * encoders, which only cloning needs, and the text head, which only training needs, may be absent.
 */
function requiredKeys(keys: ReadonlyMap<string, string>): string[] {
  const both = (stem: string): string[] => [`${stem}.weight`, `${stem}.bias`];
  const required = GPT.map((name) => `gpt.${name}`);
  for (let i = 0; i < countLevels(keys, 'gpt.gpt.h.'); i++) {
    required.push(...GPT_BLOCK.flatMap((part) => both(`gpt.gpt.h.${i}.${part}`)));
  }
  required.push(...both(`${VOCODER}.conv_pre`), ...both(`${VOCODER}.cond_layer`));
  for (let i = 0; i < countLevels(keys, `${VOCODER}.ups.`); i++) {
    required.push(...both(`${VOCODER}.ups.${i}`), ...both(`${VOCODER}.conds.${i}`));
  }
  for (let i = 0; i < countLevels(keys, `${VOCODER}.resblocks.`); i++) {
    for (const part of ['convs1', 'convs2']) {
      const stem = `${VOCODER}.resblocks.${i}.${part}.`;
      for (let j = 0; j < 3; j++) required.push(...both(stem + j));
    }
  }
  required.push(`${VOCODER}.conv_post.weight`);
  return required;
}

/** Far more than any model has; keeps a hostile index from making a long list. */
const MAX_LEVELS = 1000;

/** One more than the highest index behind a prefix. */
function countLevels(keys: ReadonlyMap<string, string>, prefix: string): number {
  let highest = 0;
  for (const name of keys.keys()) {
    if (!name.startsWith(prefix)) continue;
    const index = Number.parseInt(name.slice(prefix.length), 10);
    if (index > highest && index < MAX_LEVELS) highest = index;
  }
  return highest + 1;
}
