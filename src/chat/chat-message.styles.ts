import { css } from 'lit';

/** A message: set like a page of a book, with its buttons under it. */
export const chatMessageStyles = css`
  :host {
    display: block;
    padding: 0.35rem 0.6rem;
    border-radius: 12px;
  }

  .name {
    margin-block-end: 0.15rem;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 600;
    letter-spacing: 0.04em;
  }

  .body {
    min-height: 1.7em;
    font-family: Georgia, 'Iowan Old Style', 'Times New Roman', serif;
    font-size: 1.1875rem;
    line-height: 1.65;
    overflow-wrap: anywhere;
  }

  /* It failed before there was a word. */
  .reply > .body:not(:has(*)) {
    display: none;
  }

  .question {
    width: fit-content;
    max-width: min(100%, 34rem);
    margin-inline-start: auto;
  }

  .question .name {
    text-align: end;
  }

  .question .body {
    padding: 0.45rem 0.95rem;
    font-family: system-ui, sans-serif;
    font-size: 1.0625rem;
    line-height: 1.5;
    white-space: pre-wrap;
    background: var(--accent-wash);
    border-radius: 16px 16px 4px;
  }

  .unheard {
    margin-block-start: 0.2rem;
    font-family: system-ui, sans-serif;
    font-size: 0.875rem;
  }

  .actions {
    gap: 0.1rem 0.15rem;
    min-height: 2.25rem;
    margin-inline: -0.6rem;
    opacity: 0.85;
  }

  .question + .actions {
    justify-content: flex-end;
  }

  .actions button {
    min-height: 2rem;
    padding: 0.15rem 0.6rem;
    font-size: 0.875rem;
    font-weight: 550;
  }

  .alert {
    margin-block: 0.4rem;
    font-size: 0.9375rem;
  }
`;
