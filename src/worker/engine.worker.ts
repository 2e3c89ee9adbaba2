import * as Comlink from 'comlink';
import { createBrowserRuntime } from '../runtime/browser-runtime.ts';
import { registerJapanese } from '../text/japanese.ts';
import { EngineService } from './engine-service.ts';
import { fetchJapaneseDictionary } from './japanese-dictionary.ts';
import { registerTransferHandlers } from './transfer.ts';

registerTransferHandlers();
registerJapanese(fetchJapaneseDictionary);
Comlink.expose(new EngineService(createBrowserRuntime));
