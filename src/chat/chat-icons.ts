import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Lines on a square of 24. */
const SHAPES = {
  send: svg`<path d="M5 12h13M12 5l7 7-7 7" />`,
  stop: svg`<path d="M7 7h10v10H7z" fill="currentcolor" />`,
  settings: svg`<path d="M4 7h10M18 7h2M4 17h2M10 17h10" /><circle cx="16" cy="7" r="2" /><circle cx="8" cy="17" r="2" />`,
  keys: svg`<path d="M9.2 9a2.9 2.9 0 1 1 4.2 2.6c-1 .5-1.4 1.1-1.4 2.1" /><path d="M12 17.4v.1" /><circle cx="12" cy="12" r="9.2" />`,
  down: svg`<path d="M12 5v13M6 12.5l6 6 6-6" />`,
  voice: svg`<path d="M4 9v6h4l5 4.5v-15L8 9zM16 8.5a5 5 0 0 1 0 7M18.6 5.8a9 9 0 0 1 0 12.4" />`,
  mute: svg`<path d="M4 9v6h4l5 4.5v-15L8 9zM17 9.5l5 5M22 9.5l-5 5" />`,
  book: svg`<path d="M12 6.5C10 5 7 4.5 3.5 4.5v13c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2v-13C17 4.5 14 5 12 6.5zm0 0v13" />`,
  close: svg`<path d="M6 6l12 12M18 6L6 18" />`,
} as const satisfies Record<string, SVGTemplateResult>;

/** An icon in the color of the text; it says nothing to those who do not see it. */
export function chatIcon(shape: keyof typeof SHAPES): TemplateResult {
  return html`<svg class="line-icon" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[shape]}</svg>`;
}
