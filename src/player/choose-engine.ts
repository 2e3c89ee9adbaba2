import type { RemoteOptions } from '../remote/remote-options.ts';
import type { EngineApi } from '../worker/engine-api.ts';
import { FallbackEngine } from '../worker/fallback-engine.ts';
import { SharedEngine } from '../worker/shared-engine.ts';

/** When a speech server speaks: instead of this device, or where this device cannot. */
export type SpeechServerUse = 'always' | 'fallback';

export interface EngineChoice {
  readonly speechServer?: RemoteOptions | undefined;
  readonly speechServerUse: SpeechServerUse;
  /** The server speaks, since this device cannot. */
  readonly onFallback: (reason: unknown) => void;
}

/** The engine of a player. What a server needs is fetched with the first use of one. */
export function chooseEngine({
  speechServer,
  speechServerUse,
  onFallback,
}: EngineChoice): EngineApi {
  if (!speechServer) return new SharedEngine();
  const remote = async (): Promise<EngineApi> => {
    const { RemoteEngine } = await import('../remote/remote-engine.ts');
    return new RemoteEngine(speechServer);
  };
  const local = (): EngineApi => new SharedEngine();
  return new FallbackEngine(speechServerUse === 'always' ? [remote] : [local, remote], onFallback);
}
