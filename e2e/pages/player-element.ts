/** A page that embeds `<xtts-player>`: tests put in what they want. */
import '../../src/define.ts';
import type { XttsPlayerElement } from '../../src/element/xtts-player-element.ts';

declare global {
  interface Window {
    /** Puts an element into the page, and notes what it dispatches as `type`. */
    embed?: (html: string) => XttsPlayerElement;
    seenEvents?: string[];
    /** All layout shifts, whether the user had done something or not: from where to where. */
    layoutShifts?: string[];
    policyViolations?: string[];
  }
}

const seen: string[] = (window.seenEvents = []);
window.policyViolations = [];
window.layoutShifts = [];

const TYPES =
  'play playing pause seeked ended volumechange ratechange error change xtts-statechange ' +
  'xtts-boundary xtts-chunk xtts-metrics xtts-progress xtts-cancelled xtts-notice';

window.embed = (html) => {
  const section = document.createElement('section');
  section.innerHTML = html;
  const element = section.querySelector('xtts-player')!;
  for (const type of TYPES.split(' ')) element.addEventListener(type, () => seen.push(type));
  document.querySelector('main')!.append(section);
  return element;
};

interface LayoutShift extends PerformanceEntry {
  readonly sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

new PerformanceObserver((list) => {
  for (const { sources } of list.getEntries() as LayoutShift[]) {
    for (const { node, previousRect, currentRect } of sources) {
      const what = `${node?.nodeName ?? 'in a shadow tree'}:`;
      window.layoutShifts!.push([what, ...[previousRect, currentRect].map(placeOf)].join(' '));
    }
  }
}).observe({ type: 'layout-shift', buffered: true });

function placeOf({ x, y, width, height }: DOMRect): string {
  return [x, y, width, height].map(Math.round).join();
}

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  window.policyViolations!.push(`${violatedDirective} ${blockedURI}`);
});
