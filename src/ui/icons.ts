import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Shapes on a square of 24. */
const SHAPES = {
  listen: svg`<path d="M4 9v6h4l5 4.5v-15L8 9zM16 8.5a5 5 0 0 1 0 7M18.6 5.8a9 9 0 0 1 0 12.4" />`,
  download: svg`<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14" />`,
  remove: svg`<path d="M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13" />`,
  open: svg`<path d="M6 9l6 6 6-6" />`,
} as const satisfies Record<string, SVGTemplateResult>;

/** An icon in the color of the text; it says nothing to those who do not see it. */
export function lineIcon(shape: keyof typeof SHAPES): TemplateResult {
  return html`<svg class="line-icon" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[shape]}</svg>`;
}
