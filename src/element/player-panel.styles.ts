import { css } from 'lit';

/** The element as a whole: its frame, the text, the choices, what is to be said. */
export const playerPanelStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--ink);
    font: 1rem/1.5 var(--xtts-font-family, system-ui, sans-serif);
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  .panel {
    padding: var(--xtts-padding, 0.85rem);
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  .text {
    box-sizing: border-box;
    block-size: var(--xtts-text-size, 7rem);
    margin-block-end: 0.75rem;
    padding: 0.75rem 0.9rem;
    overflow-y: auto;
    font: 1.1rem/1.6 var(--xtts-text-font, Georgia, 'Times New Roman', serif);
    background: var(--paper);
    border-radius: calc(var(--radius) * 0.65);
  }

  slot[hidden] {
    display: none;
  }

  ::slotted(:first-child) {
    margin-block-start: 0;
  }

  ::slotted(:last-child) {
    margin-block-end: 0;
  }

  slot::highlight(xtts-word) {
    background-color: var(--accent-wash);
    text-decoration: underline 2px var(--accent);
  }

  slot::highlight(xtts-heard) {
    color: var(--ink-soft);
  }

  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr));
    gap: 0.75rem;
    margin-block-start: 0.75rem;
  }

  .notice,
  .alert {
    margin-block-start: 0.6rem;
  }

  .alert code {
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    slot::highlight(xtts-word) {
      color: HighlightText;
      background-color: Highlight;
    }

    slot::highlight(xtts-heard) {
      color: CanvasText;
      background-color: Canvas;
    }
  }
`;
