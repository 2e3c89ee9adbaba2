import * as Comlink from 'comlink';
import { createBrowserRuntime } from '../runtime/browser-runtime.ts';
import { listenForWorkerFiles } from '../runtime/worker-files.ts';
import { BROWSER_STORAGE } from './browser-storage.ts';
import type { PackApi } from './pack-api.ts';
import { PackService } from './pack-service.ts';
import { releaseCallback } from './release-callback.ts';
import { registerTransferHandlers } from './transfer.ts';

listenForWorkerFiles();
registerTransferHandlers();

const service = new PackService({
  storage: BROWSER_STORAGE,
  // On one thread, as in Node: the same checkpoint gives the same self-test on every computer.
  openRuntime: () => createBrowserRuntime('wasm', 1),
});

const packs: PackApi = {
  room: () => service.room(),
  list: () => service.list(),
  inspect: (source, signal) => service.inspect(source, signal),
  add: (source, request, onProgress, signal) =>
    service.add(source, request, onProgress, signal).finally(() => releaseCallback(onProgress)),
  resume: (key, acceptedLicenses, onProgress, signal) =>
    service
      .resume(key, acceptedLicenses, onProgress, signal)
      .finally(() => releaseCallback(onProgress)),
  verify: (key, onProgress, signal) =>
    service.verify(key, onProgress, signal).finally(() => releaseCallback(onProgress)),
  remove: (key) => service.remove(key),
  export: (key, onProgress, signal) =>
    service.export(key, onProgress, signal).finally(() => releaseCallback(onProgress)),
  close: () => service.close(),
};
Comlink.expose(packs);
