/** The latency panel of a real player with the bundled pack: `?language=pt-BR`, `?hidden`. */
import type { InterfaceLanguage } from '../../src/errors.ts';
import { TtsPlayer } from '../../src/player/player.ts';
import type { LatencyPanel } from '../../src/ui/latency/latency-panel.ts';
import '../../src/ui/latency/latency-panel.ts';

const page = {
  player: new TtsPlayer({ packUrl: '/models/nano/', device: 'wasm' }),
  panel: document.createElement('xtts-latency-panel') satisfies LatencyPanel,
  violations: [] as string[],
};

declare global {
  interface Window {
    latencyPage?: typeof page;
  }
}

document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
  page.violations.push(`${violatedDirective} ${sample}`);
});

const query = new URLSearchParams(location.search);
const language = (query.get('language') ?? 'en') as InterfaceLanguage;
document.documentElement.lang = language;
page.panel.interfaceLanguage = language;
page.panel.player = page.player;
page.panel.profile = 'FAST';
page.panel.hidden = query.has('hidden');
document.querySelector('main')!.append(page.panel);
window.latencyPage = page;
