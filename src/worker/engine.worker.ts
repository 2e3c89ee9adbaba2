import * as Comlink from 'comlink';
import { createBrowserRuntime } from '../runtime/browser-runtime.ts';
import { registerJapanese } from '../text/japanese.ts';
import type { EngineApi } from './engine-api.ts';
import { EngineService } from './engine-service.ts';
import { fetchJapaneseDictionary } from './japanese-dictionary.ts';
import { registerTransferHandlers } from './transfer.ts';

registerTransferHandlers();
registerJapanese(fetchJapaneseDictionary);

const service = new EngineService(createBrowserRuntime);
const engine: EngineApi = {
  load: (options, onProgress, onChange) =>
    service.load(options, onProgress, onChange).finally(() => release(onProgress)),
  speak: (request, ports, onEvent, signal) =>
    service.speak(request, ports, onEvent, signal).finally(() => release(onEvent)),
  importVoices: (file) => service.importVoices(file),
  exportVoice: (name) => service.exportVoice(name),
  removeVoice: (name) => service.removeVoice(name),
  close: () => service.close(),
};
Comlink.expose(engine);

/** Gives a callback's port back now; else it is kept until this thread collects its garbage. */
function release(callback: object): void {
  (callback as Partial<Comlink.ProxyMethods>)[Comlink.releaseProxy]?.();
}
