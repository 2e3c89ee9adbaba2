import * as Comlink from 'comlink';
import { withLock } from '../pack/download/lock.ts';
import { openBrowserStore } from '../pack/store/open-store.ts';
import { storageRoom } from '../pack/store/storage-room.ts';
import { createBrowserRuntime } from '../runtime/browser-runtime.ts';
import type { PackApi } from './pack-api.ts';
import { PackService } from './pack-service.ts';
import { releaseCallback } from './release-callback.ts';
import { registerTransferHandlers } from './transfer.ts';

registerTransferHandlers();

const service = new PackService({
  openStore: openBrowserStore,
  room: storageRoom,
  // Missing on insecure pages, where nothing can be stored either.
  lock: (name, task, options) =>
    withLock(`xtts-web ${name}`, task, {
      ...options,
      locks: (navigator as Partial<WorkerNavigator>).locks,
    }),
  openRuntime: () => createBrowserRuntime('wasm'),
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
