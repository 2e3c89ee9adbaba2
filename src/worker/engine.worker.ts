import * as Comlink from 'comlink';
import { createBrowserRuntime } from '../runtime/browser-runtime.ts';
import { EngineService } from './engine-service.ts';
import { registerTransferHandlers } from './transfer.ts';

registerTransferHandlers();
Comlink.expose(new EngineService(createBrowserRuntime));
