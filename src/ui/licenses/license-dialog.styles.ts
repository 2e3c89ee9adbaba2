import { css } from 'lit';

/** The dialog with a licence: what does not fit scrolls, its buttons stay in sight. */
export const licenseDialogStyles = css`
  dialog {
    width: min(36rem, 100vw - 2rem);
    max-height: calc(100dvh - 2rem);
    padding: 1.5rem 1.5rem 0;
    overflow-y: auto;
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  dialog[open] {
    display: grid;
    gap: 0.9rem;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }

  h2:focus {
    outline: none;
  }

  ul {
    display: grid;
    gap: 0.4rem;
    margin: 0;
    padding-inline-start: 1.2rem;
  }

  .text {
    max-height: 14rem;
    padding: 0.85rem 1rem;
    overflow-y: auto;
    font-size: 0.875rem;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    background: var(--paper);
    border-radius: 9px;
  }

  .actions {
    position: sticky;
    inset-block-end: 0;
    margin-inline: -1.5rem;
    padding: 0.9rem 1.5rem 1.25rem;
    background: var(--card);
    border-block-start: 1px solid var(--line);
  }
`;
