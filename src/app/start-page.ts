/**
 * What the pages of the app have in common: the address takes `?device=wasm|webgpu|auto`, and
 * `?pack=URL` for a pack other than the bundled one; the URL may be relative and ends in a slash.
 */
import { PackManager, type Packs } from '../player/pack-manager.ts';
import { TtsPlayer, type TtsPlayerOptions } from '../player/player.ts';
import { findSupportProblem, type SupportProblem } from '../ui/browser-support.ts';
import type { AcceptedLicenses } from '../ui/licenses/accepted-licenses.ts';
import '../ui/packs/pack-events.ts';
import '../ui/speech-server/speech-server-events.ts';
import {
  rememberedSpeechServer,
  rememberSpeechServer,
  speechServerOptions,
  type SpeechServerSettings,
} from '../ui/speech-server/speech-server-settings.ts';
import { registerServiceWorker, tellServiceWorker, type AppUpdate } from './app-update.ts';
import { chosenPack, rememberPack } from './chosen-pack.ts';

declare global {
  interface Window {
    /** The page's player, for tests, measurements and the curious. */
    xttsPlayer?: TtsPlayer;
  }
}

/** A page of the app, which is given what it works with, and says when another pack shall speak. */
export interface AppPage extends HTMLElement {
  /** Why this browser cannot speak: said instead of loading anything. */
  problem: SupportProblem | null;
  /** Who speaks; another one may take its place. */
  player: TtsPlayer | undefined;
  /** A new version of the page, offered until the user puts it off. */
  newVersion: AppUpdate | null;
  /** The packs of this browser. */
  packs: Packs | undefined;
  /** The absolute URL of the pack that comes with the app. */
  bundledUrl: string | undefined;
  /** The absolute URL of the pack that speaks. */
  packUrl: string | undefined;
  /** The licences that the user has accepted. */
  licenses: AcceptedLicenses;
  /** What the user has said of a speech server; the page says when that changes. */
  speechServer: SpeechServerSettings;
}

const DEVICES = ['auto', 'webgpu', 'wasm'] as const satisfies TtsPlayerOptions['device'][];

/** Shows the page instead of its skeleton, with a player of the pack that was asked for, chosen last, or bundled. */
export function startPage(page: AppPage): void {
  const bundledUrl = new URL('models/nano/', document.baseURI).href;
  page.problem = findSupportProblem(globalThis);
  if (!page.problem) {
    page.bundledUrl = bundledUrl;
    page.packs = new PackManager();
    page.addEventListener('xtts-use-pack', ({ packUrl }) => {
      rememberPack(packUrl);
      speakWith(page, packUrl);
    });
    page.speechServer = rememberedSpeechServer();
    page.addEventListener('xtts-speech-server-choose', ({ settings }) => {
      rememberSpeechServer(settings);
      page.speechServer = settings;
      speakWith(page, page.packUrl ?? bundledUrl);
    });
    speakWith(page, askedPack() ?? chosenPack(bundledUrl));
  }
  document.body.append(page);
  document.getElementById('skeleton')?.remove();
  if (import.meta.env.PROD && page.player) void keepOffline(page, page.player);
}

/** The pack that the address asks for; what is no URL is looked for beside the page, and not found. */
function askedPack(): string | undefined {
  const pack = new URL(location.href).searchParams.get('pack');
  if (pack === null) return undefined;
  const url = URL.canParse(pack, document.baseURI) ? pack : encodeURIComponent(pack);
  return new URL(url, document.baseURI).href;
}

/** Lets a pack speak from now on. */
function speakWith(page: AppPage, packUrl: string): void {
  void page.player?.close();
  const asked = new URL(location.href).searchParams.get('device');
  const device = DEVICES.find((name) => name === asked);
  const player = new TtsPlayer({
    packUrl,
    device,
    acceptedLicenses: page.licenses.ids,
    ...speechServerOptions(page.speechServer),
  });
  window.xttsPlayer = player;
  page.player = player;
  page.packUrl = packUrl;
}

/**
 * Makes the app start offline from now on. After the voice has loaded, so as not to slow that down:
 * most of what is kept is then in the browser's cache.
 */
async function keepOffline(page: AppPage, player: TtsPlayer): Promise<void> {
  // The page shows why it failed; it may well succeed at the next start.
  const info = await player.load().catch(() => null);
  const registration = await registerServiceWorker((update) => (page.newVersion = update));
  if (registration && info?.device === 'webgpu') await tellServiceWorker('keep-webgpu');
}
