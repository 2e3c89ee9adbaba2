/**
 * The page of index.html. Its address takes `?device=wasm|webgpu|auto`, and `?pack=URL` for a pack
 * other than the bundled one; the URL may be relative and ends in a slash.
 */
import { TtsPlayer, type TtsPlayerOptions } from '../player/player.ts';
import { registerServiceWorker, tellServiceWorker } from './app-update.ts';
import { findSupportProblem } from './browser-support.ts';
import { SpeechPage } from './speech-page.ts';

declare global {
  interface Window {
    /** The page's player, for tests, measurements and the curious. */
    xttsPlayer?: TtsPlayer;
  }
}

const DEVICES = ['auto', 'webgpu', 'wasm'] as const satisfies TtsPlayerOptions['device'][];

function playerOptions({ searchParams }: URL): TtsPlayerOptions {
  return {
    packUrl: new URL(searchParams.get('pack') ?? 'models/nano/', document.baseURI),
    device: DEVICES.find((device) => device === searchParams.get('device')),
  };
}

/**
 * Makes the page start offline from now on. After the voice has loaded, so as not to slow that down:
 * most of what is kept is then in the browser's cache.
 */
async function keepOffline(player: TtsPlayer): Promise<void> {
  // The page shows why it failed; it may well succeed at the next start.
  const info = await player.load().catch(() => null);
  const registration = await registerServiceWorker((update) => (page.newVersion = update));
  if (registration && info?.device === 'webgpu') await tellServiceWorker('keep-webgpu');
}

customElements.define('xtts-speech-page', SpeechPage);
const page = document.createElement('xtts-speech-page');
page.problem = findSupportProblem(globalThis);
if (!page.problem) {
  window.xttsPlayer = new TtsPlayer(playerOptions(new URL(location.href)));
  page.player = window.xttsPlayer;
}
document.body.append(page);
if (import.meta.env.PROD && page.player) void keepOffline(page.player);
