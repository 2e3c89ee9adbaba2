import { TtsError } from '../../errors.ts';

/** As the manifest's rule for its files, and short enough for every file system. */
const PLAIN_NAME = /^\w[\w.-]{0,199}$/;

/** A path in its two names. */
export interface FilePath {
  readonly folder: string;
  readonly file: string;
}

/**
 * Whether a name is one that a `FileStore` takes: letters, digits, `_`, `.` and `-`, at most 200,
 * the first no dot and no dash. What a store keeps for itself has a name that is not plain.
 */
export function isPlainName(name: string): boolean {
  return PLAIN_NAME.test(name);
}

/**
 * The two names of `folder/file`.
 * @throws TtsError `option-invalid`
 */
export function parseFilePath(path: string): FilePath {
  const [folder = '', file = '', ...rest] = path.split('/');
  if (rest.length === 0 && isPlainName(folder) && isPlainName(file)) return { folder, file };
  throw new TtsError('option-invalid', `${JSON.stringify(path)} is not folder/file in plain names`);
}

/**
 * A folder's name, once it is known to be plain.
 * @throws TtsError `option-invalid`
 */
export function checkFolder(folder: string): string {
  if (isPlainName(folder)) return folder;
  throw new TtsError(
    'option-invalid',
    `${JSON.stringify(folder)} is not the plain name of a folder`,
  );
}

/**
 * What `remove` takes: the names of `folder/file`, or those of a folder alone.
 * @throws TtsError `option-invalid`
 */
export function parseFileOrFolder(path: string): { folder: string; file?: string } {
  return path.includes('/') ? parseFilePath(path) : { folder: checkFolder(path) };
}
