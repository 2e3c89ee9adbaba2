import * as Comlink from 'comlink';
import { releaseCallback } from '../worker/release-callback.ts';
import { registerTransferHandlers } from '../worker/transfer.ts';
import { RemoteService, type RemoteApi } from './remote-service.ts';

registerTransferHandlers();

const service = new RemoteService();
const remote: RemoteApi = {
  load: (options, signal) => service.load(options, signal),
  speak: (request, ports, onEvent, signal) =>
    service.speak(request, ports, onEvent, signal).finally(() => releaseCallback(onEvent)),
};
Comlink.expose(remote);
