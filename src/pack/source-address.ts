import { isTtsError, TtsError } from '../errors.ts';
import { decodeUrlPart } from './url-part.ts';

/** Where an address points. */
export interface SourceAddress {
  /** The folder, with a slash at its end. */
  readonly folder: URL;
  /** The checkpoint in it, where the address names one. */
  readonly model?: string | undefined;
  /** For people: the repository's or the folder's name. */
  readonly name: string;
}

const HUGGING_FACE = 'https://huggingface.co';
/** `owner/name`, as people write a repository of Hugging Face, whose owners have no dots. */
const REPOSITORY = /^\w[\w-]*\/\w[\w.-]*$/;
/** An address without its scheme, as browsers show it: a host with a dot, and a path. */
const WITHOUT_SCHEME = /^[\w-]+(\.[\w-]+)+(:\d+)?\/\S*$/;
const MODEL_FILE = /\.(pth|pt|bin|safetensors)$/;

/**
 * Understands what people paste: the folder of a pack or a checkpoint, the checkpoint itself, a
 * repository of Hugging Face, as `owner/name` or by the address of one of its pages; addresses with or
 * without `https://`.
 * @throws TtsError `option-invalid` for what is no address
 */
export function parseSourceAddress(text: string): SourceAddress {
  const trimmed = text.trim();
  if (REPOSITORY.test(trimmed)) return repositoryAddress(...splitRepository(trimmed));
  let url: URL;
  try {
    url = new URL(WITHOUT_SCHEME.test(trimmed) ? `https://${trimmed}` : trimmed);
  } catch (cause) {
    const message = `"${trimmed}" is neither an address nor a repository (owner/name)`;
    throw new TtsError('option-invalid', message, { cause });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TtsError('option-invalid', `${url.protocol} addresses cannot be fetched`);
  }
  url.hash = '';
  return url.origin === HUGGING_FACE ? fromHuggingFacePage(url) : fromUrl(url);
}

/** Whether `parseSourceAddress` understands it. */
export function isSourceAddress(text: string): boolean {
  try {
    parseSourceAddress(text);
    return true;
  } catch (error) {
    if (isTtsError(error)) return false;
    throw error;
  }
}

function splitRepository(text: string): [owner: string, name: string] {
  const [owner, name] = text.split('/') as [string, string];
  return [owner, name];
}

/** Pages are `/owner/name[/(tree|blob|resolve)/revision[/path]]`. */
function fromHuggingFacePage(url: URL): SourceAddress {
  const [owner, name, kind, revision, ...path] = url.pathname.split('/').filter(Boolean);
  if (owner === undefined || name === undefined) {
    throw new TtsError('option-invalid', `${url.href} names no repository`);
  }
  const isPage = kind === 'tree' || kind === 'blob' || kind === 'resolve';
  return isPage ? repositoryAddress(owner, name, revision, path) : repositoryAddress(owner, name);
}

function repositoryAddress(
  owner: string,
  name: string,
  revision = 'main',
  path: readonly string[] = [],
): SourceAddress {
  const file = [owner, name, 'resolve', revision, ...path].join('/');
  const isFile = MODEL_FILE.test(path.at(-1) ?? '');
  const address = fromUrl(new URL(`${HUGGING_FACE}/${file}${isFile ? '' : '/'}`));
  return { ...address, name: `${owner}/${name}` };
}

function fromUrl(url: URL): SourceAddress {
  const last = url.pathname.split('/').at(-1)!;
  const isModel = MODEL_FILE.test(last);
  const isFile = isModel || last === 'manifest.json' || last === 'config.json';
  const folder = new URL(isFile ? '.' : url.href, url);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  const parts = folder.pathname.split('/').filter(Boolean);
  return {
    folder,
    model: isModel ? decodeUrlPart(last) : undefined,
    name: decodeUrlPart(parts.at(-1) ?? folder.host),
  };
}
