import type { ByteSource } from '../checkpoint/byte-source.ts';
import { openXttsCheckpoint } from '../checkpoint/open-checkpoint.ts';
import { readSpeakers } from '../checkpoint/torch-checkpoint.ts';
import { TtsError } from '../errors.ts';
import type { CheckpointFolder } from './convert.ts';
import { readText, type SourceFolder } from './source-folder.ts';

const MODEL_NAMES = ['model.pth', 'model.safetensors', 'best_model.pth', 'pytorch_model.bin'];
const MODEL_FILE = /\.(pth|pt|bin|safetensors)$/;
/** What else lies in such folders under the same endings. */
const OTHER_FILES = /^(speakers_xtts|dvae|mel_stats|voices|self-test)\b/;
const LICENSE_NAMES = ['LICENSE.txt', 'LICENSE', 'LICENSE.md'];

/** Far more than any has; a vocabulary of XTTS v2 has 0.4 MB. */
const MAX_TEXT_BYTES = 2 ** 24;

/** An opened checkpoint, with what tells it from another one. */
export interface OpenedCheckpoint extends CheckpointFolder {
  /** The folder's name, for people. */
  readonly name: string;
  /** Length of the checkpoint's own file, in bytes. */
  readonly modelBytes: number;
  /** Names and lengths of the files: other ones have others, as a rule. */
  readonly identity: string;
}

/**
 * Opens a folder with `model.pth` (or another checkpoint, or the one named), `config.json`,
 * `vocab.json` and, if there, `speakers_xtts.pth` and a licence. Reads headers only.
 * @throws TtsError `checkpoint-invalid` saying which file is missing, and others
 */
export async function openCheckpointFolder(
  folder: SourceFolder,
  options: { readonly model?: string | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<OpenedCheckpoint> {
  const { signal } = options;
  const model = await findModel(folder, options.model, signal);
  const configJson = await text(folder, 'config.json', signal);
  const vocabJson = await text(folder, 'vocab.json', signal);
  const speakers = await folder.open('speakers_xtts.pth', signal);
  const license = await openFirst(folder, LICENSE_NAMES, signal);
  return {
    tensors: await openXttsCheckpoint(model, signal),
    configJson,
    vocabJson,
    speakers: speakers ? await readSpeakers(speakers, signal) : [],
    licenseText: license && (await readText(license, MAX_TEXT_BYTES, signal)),
    name: folder.name,
    modelBytes: model.size,
    identity: JSON.stringify([model.name, model.size, speakers?.size, configJson, vocabJson]),
  };
}

async function findModel(
  folder: SourceFolder,
  named: string | undefined,
  signal: AbortSignal | undefined,
): Promise<ByteSource> {
  const usual = await openFirst(folder, named === undefined ? MODEL_NAMES : [named], signal);
  if (usual) return usual;
  const isOther = (name: string): boolean => !MODEL_FILE.test(name) || OTHER_FILES.test(name);
  const others = (folder.names ?? []).filter((name) => named === undefined && !isOther(name));
  const [only] = others;
  if (only !== undefined && others.length === 1) return (await folder.open(only, signal))!;
  const found = others.length > 1 ? `, but several others: ${others.join(', ')}` : '';
  throw new TtsError(
    'checkpoint-invalid',
    `${folder.name} has no checkpoint ${named ?? 'model.pth'}${found}`,
  );
}

async function text(
  folder: SourceFolder,
  name: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const source = await folder.open(name, signal);
  if (!source) throw new TtsError('checkpoint-invalid', `${folder.name} has no ${name}`);
  const text = await readText(source, MAX_TEXT_BYTES, signal);
  if (text !== undefined) return text;
  throw new TtsError('checkpoint-invalid', `${name} has ${source.size} bytes: too many`);
}

async function openFirst(
  folder: SourceFolder,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ByteSource | undefined> {
  for (const name of names) {
    // A server is asked for each; a list of files says at once.
    if (folder.names?.includes(name) === false) continue;
    const source = await folder.open(name, signal);
    if (source) return source;
  }
  return undefined;
}
