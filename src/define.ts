/** Registers `<xtts-player>`, unless the page has one by that name already. */
import { XttsPlayerElement } from './element/xtts-player-element.ts';

if (!customElements.get('xtts-player')) customElements.define('xtts-player', XttsPlayerElement);
