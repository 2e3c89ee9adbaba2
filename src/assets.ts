import fifoWorklet from './audio/worklet/fifo.worklet.ts?worker&url';
import { TtsError } from './errors.ts';
import { WORKER_FILES, type WorkerFileName } from './runtime/worker-files.ts';
import remoteWorker from './remote/remote.worker.ts?worker&url';
import engineWorker from './worker/engine.worker.ts?worker&url';
import packWorker from './worker/pack.worker.ts?worker&url';

const FILES = {
  'engine.worker.js': engineWorker,
  'pack.worker.js': packWorker,
  'remote.worker.js': remoteWorker,
  'fifo.worklet.js': fifoWorklet,
  ...WORKER_FILES,
} as const satisfies Record<string, string>;

/** A file that is fetched beside the script: workers, the worklet, WebAssembly, the dictionary. */
export type AssetName =
  'engine.worker.js' | 'pack.worker.js' | 'remote.worker.js' | 'fifo.worklet.js' | WorkerFileName;

/** Where a page has put the library's files. */
export interface AssetOptions {
  /**
   * The folder that holds them all under their names, and the bundled pack in `models/nano/`;
   * relative to the page.
   * @default where the script, or what a bundler made of it, finds them
   */
  readonly baseUrl?: string | URL | undefined;
  /** Single files that lie elsewhere; relative to the page. @default none */
  readonly urls?: Readonly<Partial<Record<AssetName, string | URL>>> | undefined;
}

/** The bundled pack's folder, from that of the other files. */
const BUNDLED_PACK = 'models/nano/';

let options: AssetOptions = {};

/**
 * Says where the library's files are, for a page that hosts them itself. Call it before the first
 * player loads: what was started already stays where it is. A later call replaces the one before.
 * @throws TtsError `option-invalid` for what is no URL
 */
export function configureAssets({ baseUrl, urls = {} }: AssetOptions): void {
  for (const name of Object.keys(urls)) {
    if (Object.hasOwn(FILES, name)) continue;
    throw new TtsError('option-invalid', `configureAssets: the library has no file ${name}`);
  }
  for (const url of [baseUrl, ...Object.values(urls)]) {
    if (url === undefined || URL.canParse(url, globalThis.document?.baseURI)) continue;
    throw new TtsError('option-invalid', `configureAssets: ${String(url)} is no URL`);
  }
  options = { baseUrl, urls };
}

/** The absolute URL of a file. */
export function assetUrl(name: AssetName): string {
  const url = options.urls?.[name];
  if (url !== undefined) return fromPage(url);
  return folder() === undefined ? fromPage(FILES[name]) : new URL(name, folder()).href;
}

/** The absolute URL of the bundled pack, as a player's `packUrl`. */
export function bundledPackUrl(): string {
  // The library has it beside its files, the app beside its page.
  const isLibrary = import.meta.env.MODE === 'library';
  const home = isLibrary ? fromPage(FILES['fifo.worklet.js']) : fromPage('.');
  return new URL(BUNDLED_PACK, folder() ?? home).href;
}

function folder(): string | undefined {
  if (options.baseUrl === undefined) return undefined;
  const url = fromPage(options.baseUrl);
  return url.endsWith('/') ? url : `${url}/`;
}

function fromPage(url: string | URL): string {
  // Outside of pages, as in tests, nothing is fetched.
  const base = globalThis.document?.baseURI;
  return base === undefined ? String(url) : new URL(url, base).href;
}
