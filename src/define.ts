/** Registers `<xtts-player>`, unless the page has one by that name already. */
import { XttsPlayerElement } from './element/xtts-player-element.ts';

// Two copies of the library on a page would both want the name.
if (!customElements.get('xtts-player')) customElements.define('xtts-player', XttsPlayerElement);

export { XttsPlayerElement };
