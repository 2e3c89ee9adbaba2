import { assetUrl, type AssetName } from '../assets.ts';
import {
  WORKER_FILES,
  type WorkerFileName,
  type WorkerFilesMessage,
  type WorkerFileUrls,
} from '../runtime/worker-files.ts';

/**
 * Starts one of the library's workers and tells it where its files are. Browsers start no worker of
 * another origin, as from a CDN: one of the page's own is started, and imports it.
 */
export function startWorker(file: Extract<AssetName, `${string}.worker.js`>, name: string): Worker {
  const url = assetUrl(file);
  const isForeign = new URL(url).origin !== globalThis.location.origin;
  const worker = isForeign ? startForeign(url, name) : new Worker(url, { type: 'module', name });
  const names = Object.keys(WORKER_FILES) as WorkerFileName[];
  const workerFiles = Object.fromEntries(
    names.map((fileName) => [fileName, assetUrl(fileName)]),
  ) as WorkerFileUrls;
  worker.postMessage({ workerFiles } satisfies WorkerFilesMessage);
  return worker;
}

function startForeign(url: string, name: string): Worker {
  const script = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  const blobUrl = URL.createObjectURL(script);
  try {
    return new Worker(blobUrl, { type: 'module', name });
  } finally {
    // The worker has its own hold on the script from here on.
    URL.revokeObjectURL(blobUrl);
  }
}
