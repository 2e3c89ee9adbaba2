/** A page that embeds `<xtts-player>`: tests put in what they want. */
import '../../src/define.ts';
import type { XttsPlayerElement } from '../../src/element/xtts-player-element.ts';

declare global {
  interface Window {
    /** Puts an element into the page, and notes what it dispatches as `type`. */
    embed?: (html: string) => XttsPlayerElement;
    seenEvents?: string[];
    /** The sum of all layout shifts, whether the user had done something or not. */
    layoutShift?: number;
    policyViolations?: string[];
  }
}

const seen: string[] = (window.seenEvents = []);
window.policyViolations = [];
window.layoutShift = 0;

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

new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    window.layoutShift! += (entry as PerformanceEntry & { value: number }).value;
  }
}).observe({ type: 'layout-shift', buffered: true });

document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  window.policyViolations!.push(`${violatedDirective} ${blockedURI}`);
});
