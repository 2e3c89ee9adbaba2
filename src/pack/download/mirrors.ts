import { TtsError, type TtsErrorCode } from '../../errors.ts';
import { RequestError } from './request.ts';

/** The addresses of a pack's folder, the one that served last first. */
export class Mirrors {
  #bases: readonly string[];

  /**
   * @param urls folders; a trailing slash is added if missing
   * @throws TtsError `option-invalid` for none, or for one that is no URL
   */
  constructor(urls: readonly string[]) {
    if (urls.length === 0) throw new TtsError('option-invalid', 'a pack needs an address');
    this.#bases = urls.map(folderUrl);
  }

  /** All of them, in the order to try them in. */
  inTurn(): string[] {
    return [...this.#bases];
  }

  /** Puts the one that served first, so that no other file waits for those that do not. */
  prefer(base: string): void {
    this.#bases = [base, ...this.#bases.filter((other) => other !== base)];
  }
}

function folderUrl(url: string): string {
  let folder: URL;
  try {
    folder = new URL(url);
  } catch (cause) {
    throw new TtsError('option-invalid', `${JSON.stringify(url)} is not a URL`, { cause });
  }
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return folder.href;
}

/** Whether an error is of a mirror or of what it sent, so that another mirror may do better. */
export function isMirrorFault(error: unknown): error is TtsError {
  return error instanceof TtsError && MIRROR_FAULTS.includes(error.code);
}

const MIRROR_FAULTS: readonly TtsErrorCode[] = ['network', 'source-changed', 'pack-invalid'];

/**
 * One error for a file that no mirror gave, naming each address and what was wrong with it. Its code
 * is `source-changed` if any mirror has a file of another version, `network` if any may still give
 * the right one, `pack-invalid` if one gave wrong bytes, and `pack-file-missing` if none has the file.
 */
export function mirrorsError(name: string, faults: readonly TtsError[]): TtsError {
  const codes = faults.map((fault) =>
    fault instanceof RequestError && fault.isMissing ? 'pack-file-missing' : fault.code,
  );
  const order = ['source-changed', 'network', 'pack-invalid'] as const;
  const code = order.find((one) => codes.includes(one)) ?? 'pack-file-missing';
  const reasons = [...new Set(faults.map((fault) => fault.message))].join('; ');
  return new TtsError(code, `${name} could not be fetched: ${reasons}`, { cause: faults.at(-1) });
}
