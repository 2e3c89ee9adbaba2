/**
 * The panels of packs, voices and licences, with packs that are made up. Its address takes
 * `?language=pt-BR`, `?voices=N`, and `?page` for the whole page.
 */
import '../../src/app/about-panel.ts';
import { AcceptedLicenses } from '../../src/ui/licenses/accepted-licenses.ts';
import '../../src/ui/packs/pack-panel.ts';
import '../../src/read/read-page.ts';
import '../../src/ui/voices/voice-picker.ts';
import type { VoiceEvent } from '../../src/ui/voices/voice-events.ts';
import { TtsPlayer } from '../../src/player/player.ts';
import { FakePacks, storedPack } from './fake-packs.ts';
import { XTTS_VOICES } from './xtts-voices.ts';

declare global {
  interface Window {
    packPage?: {
      readonly api: FakePacks;
      /** The URLs of the packs that were asked to speak. */
      readonly used: string[];
      /** What was asked of voices, as `type voice`. */
      readonly voiceEvents: string[];
      readonly storedPack: typeof storedPack;
      /** Shows what the fake holds now. */
      refresh(): void;
    };
  }
}

const { searchParams } = new URL(location.href);
const interfaceLanguage = searchParams.get('language') === 'pt-BR' ? 'pt-BR' : 'en';
document.documentElement.lang = interfaceLanguage;
const bundledUrl = new URL('/models/nano/', location.href).href;

const api = new FakePacks();
const licenses = new AcceptedLicenses();
const used: string[] = [];
const voiceEvents: string[] = [];

const licenseText = 'The terms in full.\n'.repeat(60);
const xtts = storedPack({ key: 'xtts-v2', name: 'XTTS v2', licenseText });
api.packs = [
  xtts,
  storedPack({
    key: 'partial',
    name: 'XTTS v2, narrator',
    dtype: 'q8f16',
    totalBytes: 552_000_000,
    storedBytes: 237_000_000,
    state: 'partial',
  }),
  storedPack({
    key: 'files',
    name: 'From a folder',
    state: 'partial',
    storedBytes: 93_000_000,
    origin: { kind: 'files' },
  }),
  storedPack({ key: 'damaged', name: 'An old one', languages: ['pt'], state: 'damaged' }),
];

document.addEventListener('xtts-use-pack', ({ packUrl }) => used.push(packUrl));

if (searchParams.has('page')) {
  const page = document.createElement('xtts-read-page');
  const newPlayer = (): TtsPlayer => new TtsPlayer({ packUrl: bundledUrl, device: 'wasm' });
  document.addEventListener('xtts-use-pack', ({ packUrl }) => {
    page.packUrl = packUrl;
    void page.player?.close();
    // The made-up packs have no files: the bundled one speaks for them.
    page.player = newPlayer();
  });
  page.packs = api;
  page.licenses = licenses;
  page.bundledUrl = bundledUrl;
  page.packUrl = bundledUrl;
  page.player = newPlayer();
  document.body.replaceChildren(page);
} else {
  const panel = document.createElement('xtts-pack-panel');
  panel.packs = api;
  panel.licenses = licenses;
  panel.interfaceLanguage = interfaceLanguage;
  panel.bundledUrl = bundledUrl;
  panel.activeUrl = bundledUrl;
  document.addEventListener('xtts-use-pack', ({ packUrl }) => (panel.activeUrl = packUrl));

  const about = document.createElement('xtts-about-panel');
  about.licenses = licenses;
  about.interfaceLanguage = interfaceLanguage;

  const picker = document.createElement('xtts-voice-picker');
  picker.interfaceLanguage = interfaceLanguage;
  const names = XTTS_VOICES.slice(0, Number(searchParams.get('voices') ?? XTTS_VOICES.length));
  picker.voices = [{ name: 'Minha avó', isOwn: true }, ...names.map((name) => ({ name }))];
  picker.value = names[0];
  picker.canPreview = true;
  picker.canImport = true;
  for (const type of ['choose', 'preview', 'export', 'remove'] as const) {
    picker.addEventListener(`xtts-voice-${type}`, ({ voice }: VoiceEvent) => {
      voiceEvents.push(`${type} ${voice}`);
      if (type === 'choose') picker.value = voice;
    });
  }
  picker.addEventListener('xtts-voice-import', ({ files }) => {
    voiceEvents.push(`import ${files.map(({ name }) => name).join(', ')}`);
  });
  document.querySelector('main')!.append(picker, panel, about);
}

window.packPage = {
  api,
  used,
  voiceEvents,
  storedPack,
  refresh() {
    const panel = document.querySelector('xtts-pack-panel')!;
    panel.refresh();
  },
};
