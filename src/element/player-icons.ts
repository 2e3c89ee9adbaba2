import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Shapes on a square of 24. */
const SHAPES = {
  back: svg`<path d="M6 5h2.5v14H6zM20 5v14L9.5 12z" />`,
  pause: svg`<path d="M6 5h4v14H6zM14 5h4v14h-4z" />`,
  play: svg`<path d="M7 4.5v15L19.5 12z" />`,
  forward: svg`<path d="M15.5 5H18v14h-2.5zM4 5l10.5 7L4 19z" />`,
  sound: svg`<path d="M4 9v6h4l5 4.5v-15L8 9zM15.5 8.2l1.2-1.5a7 7 0 0 1 0 10.6l-1.2-1.5a5 5 0 0 0 0-7.6z" />`,
  silence: svg`<path d="M4 9v6h4l5 4.5v-15L8 9zM15.3 10l1.2-1.2 2 2 2-2 1.2 1.2-2 2 2 2-1.2 1.2-2-2-2 2-1.2-1.2 2-2z" />`,
} as const satisfies Record<string, SVGTemplateResult>;

export type PlayerIcon = keyof typeof SHAPES;

/** An icon in the color of the text; the control that bears it says what it means. */
export function playerIcon(shape: PlayerIcon): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">${SHAPES[shape]}</svg>`;
}
