/**
 * The page of index.html. Its address takes `?device=wasm|webgpu|auto`, and `?pack=URL` for a pack
 * other than the bundled one; the URL may be relative and ends in a slash.
 */
import { PackManager } from '../player/pack-manager.ts';
import { TtsPlayer, type TtsPlayerOptions } from '../player/player.ts';
import { registerServiceWorker, tellServiceWorker } from './app-update.ts';
import { findSupportProblem } from './browser-support.ts';
import { chosenPack, rememberPack } from './chosen-pack.ts';
import { SpeechPage } from './speech-page.ts';

declare global {
  interface Window {
    /** The page's player, for tests, measurements and the curious. */
    xttsPlayer?: TtsPlayer;
  }
}

const DEVICES = ['auto', 'webgpu', 'wasm'] as const satisfies TtsPlayerOptions['device'][];
const BUNDLED_URL = new URL('models/nano/', document.baseURI).href;
const { searchParams } = new URL(location.href);

/** The pack that the address asks for; what is no URL is looked for beside the page, and not found. */
function askedPack(): string | undefined {
  const pack = searchParams.get('pack');
  if (pack === null) return undefined;
  const url = URL.canParse(pack, document.baseURI) ? pack : encodeURIComponent(pack);
  return new URL(url, document.baseURI).href;
}

/** Lets a pack speak from now on. */
function speakWith(packUrl: string): TtsPlayer {
  void window.xttsPlayer?.close();
  const device = DEVICES.find((name) => name === searchParams.get('device'));
  const player = new TtsPlayer({ packUrl, device, acceptedLicenses: page.licenses.ids });
  window.xttsPlayer = player;
  page.player = player;
  page.packUrl = packUrl;
  return player;
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
  page.bundledUrl = BUNDLED_URL;
  page.packs = new PackManager();
  page.addEventListener('xtts-use-pack', ({ packUrl }) => {
    rememberPack(packUrl);
    speakWith(packUrl);
  });
  speakWith(askedPack() ?? chosenPack(BUNDLED_URL));
}
document.body.append(page);
if (import.meta.env.PROD && page.player) void keepOffline(page.player);
