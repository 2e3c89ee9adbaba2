import * as Comlink from 'comlink';
import { createBrowserRuntime } from '../runtime/browser-runtime.ts';
import { listenForWorkerFiles } from '../runtime/worker-files.ts';
import { registerJapanese } from '../text/japanese.ts';
import { BROWSER_STORAGE } from './browser-storage.ts';
import type { EngineApi } from './engine-api.ts';
import { EngineService } from './engine-service.ts';
import { fetchJapaneseDictionary } from './japanese-dictionary.ts';
import { releaseCallback } from './release-callback.ts';
import { registerTransferHandlers } from './transfer.ts';

listenForWorkerFiles();
registerTransferHandlers();
registerJapanese(fetchJapaneseDictionary);

const service = new EngineService(createBrowserRuntime, BROWSER_STORAGE);
const engine: EngineApi = {
  load: (options, onProgress, onChange) =>
    service.load(options, onProgress, onChange).finally(() => releaseCallback(onProgress)),
  speak: (request, ports, onEvent, signal) =>
    service.speak(request, ports, onEvent, signal).finally(() => releaseCallback(onEvent)),
  importVoices: (file) => service.importVoices(file),
  createVoice: (clip, onProgress, signal) =>
    service.createVoice(clip, onProgress, signal).finally(() => releaseCallback(onProgress)),
  exportVoice: (name) => service.exportVoice(name),
  removeVoice: (name) => service.removeVoice(name),
  close: () => service.close(),
};
Comlink.expose(engine);
