import { TtsError } from '../errors.ts';

/** The contents of a `vocab.json`, checked: what `XttsTokenizer` works from. */
export interface Vocabulary {
  /** Token → id. */
  readonly ids: ReadonlyMap<string, number>;
  /** Pairs of tokens in order of priority; may hold duplicates, of which the last one counts. */
  readonly merges: readonly (readonly [left: string, right: string])[];
  /** Tokens that are cut out of the raw text before anything else, with their ids. */
  readonly added: ReadonlyMap<string, number>;
  readonly unknownToken: string;
}

/** XTTS v2 has 6681 text tokens; far beyond, a file is hostile and its embedding could not exist. */
const MAX_TOKEN_ID = 1_000_000;
/** The real one has 361 219 characters. */
const MAX_CHARS = 2 ** 21;
/** XTTS v2 has some 25; they become one pattern, whose size the platform limits. */
const MAX_ADDED = 1000;
const MAX_ADDED_CHARS = 100;

function invalid(what: string, cause?: unknown): TtsError {
  return new TtsError('pack-invalid', `vocab.json: ${what}.`, { cause });
}

function asRecord(value: unknown, name: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw invalid(`"${name}" is not an object`);
}

function asId(value: unknown, token: string): number {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_TOKEN_ID) {
    return value as number;
  }
  throw invalid(`token ${JSON.stringify(token.slice(0, 40))} has no id in 0…${MAX_TOKEN_ID}`);
}

/** Settings of the file format that XTTS does not use: any other value would need other code. */
function refuseOtherSettings(root: Record<string, unknown>, model: Record<string, unknown>): void {
  if (model['type'] !== undefined && model['type'] !== 'BPE') throw invalid('the model is not BPE');
  const preTokenizer = root['pre_tokenizer'] as { type?: unknown } | null | undefined;
  if (preTokenizer && preTokenizer.type !== 'Whitespace') {
    throw invalid('the pre-tokenizer is not Whitespace');
  }
  if (root['normalizer']) throw invalid('a normalizer is not supported');
  for (const name of [
    'dropout',
    'continuing_subword_prefix',
    'end_of_word_suffix',
    'fuse_unk',
    'byte_fallback',
    'ignore_merges',
  ]) {
    if (model[name]) throw invalid(`"model.${name}" is not supported`);
  }
}

function readMerge(entry: unknown, rank: number): readonly [string, string] {
  const parts = typeof entry === 'string' ? entry.split(' ') : entry;
  if (Array.isArray(parts) && parts.length === 2) {
    const [left, right] = parts as unknown[];
    if (typeof left === 'string' && typeof right === 'string' && left !== '' && right !== '') {
      return [left, right];
    }
  }
  // The entry itself may be nested too deep to be shown.
  throw invalid(`merge ${rank} is not a pair of tokens`);
}

function readAdded(entry: unknown): readonly [string, number] {
  const token = asRecord(entry, 'added_tokens[]');
  const content = token['content'];
  if (typeof content !== 'string' || content === '') throw invalid('an added token has no content');
  if (content.length > MAX_ADDED_CHARS) throw invalid('an added token is too long');
  if (token['single_word'] || token['lstrip'] || token['rstrip']) {
    throw invalid(`added token ${JSON.stringify(content.slice(0, 40))} has unsupported settings`);
  }
  return [content, asId(token['id'], content)];
}

/**
 * Reads a Hugging Face *tokenizers* JSON file as XTTS uses it (BPE, whitespace pre-tokenizer).
 *
 * @throws TtsError `pack-invalid` for anything that is not such a file.
 */
export function readVocabulary(text: string): Vocabulary {
  if (text.length > MAX_CHARS) throw invalid(`${text.length} characters are not plausible`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw invalid('not JSON', cause);
  }
  const root = asRecord(parsed, 'vocab.json');
  const model = asRecord(root['model'], 'model');
  refuseOtherSettings(root, model);
  const ids = new Map<string, number>();
  for (const [token, id] of Object.entries(asRecord(model['vocab'], 'model.vocab'))) {
    ids.set(token, asId(id, token));
  }
  const merges = model['merges'] ?? [];
  const added = root['added_tokens'] ?? [];
  if (!Array.isArray(merges)) throw invalid('"model.merges" is not a list');
  if (!Array.isArray(added)) throw invalid('"added_tokens" is not a list');
  if (added.length > MAX_ADDED) throw invalid(`${added.length} added tokens are too many`);
  const unknownToken = model['unk_token'] ?? '[UNK]';
  if (typeof unknownToken !== 'string') throw invalid('"model.unk_token" is not a string');
  return {
    ids,
    merges: merges.map(readMerge),
    added: new Map(added.map(readAdded)),
    unknownToken,
  };
}
