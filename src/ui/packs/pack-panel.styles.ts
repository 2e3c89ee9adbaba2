import { css } from 'lit';

/** The list of packs, and progress wherever it is shown. */
export const packPanelStyles = css`
  :host {
    display: block;
  }

  .card[data-drop] {
    outline: 2px dashed var(--accent);
    outline-offset: -2px;
  }

  .packs {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .pack {
    display: grid;
    gap: 0.4rem;
    padding-block: 0.9rem;
    border-block-start: 1px solid var(--line);
  }

  .pack:last-child {
    padding-block-end: 1.1rem;
    border-block-end: 1px solid var(--line);
  }

  .pack-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 0.6rem;
  }

  .pack h3 {
    overflow-wrap: anywhere;
  }

  .badge {
    padding: 0.05rem 0.6rem;
    color: var(--accent-strong);
    font-size: 0.825rem;
    font-weight: 600;
    background: var(--accent-wash);
    border-radius: 999px;
  }

  .badge[data-kind='partial'] {
    color: var(--ink-soft);
    background: var(--paper);
  }

  .badge[data-kind='damaged'] {
    color: var(--alert);
    background: var(--alert-wash);
  }

  .pack-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem 0.2rem;
  }

  /* The text of a button without a border begins where the other text does. */
  .pack-actions > .quiet {
    padding-inline: 0.5rem;
  }

  .pack-actions > .quiet:first-child {
    margin-inline-start: -0.5rem;
  }

  .question {
    display: grid;
    gap: 0.5rem;
  }

  .question .pack-actions {
    gap: 0.5rem;
  }

  .pack dl {
    grid-template-columns: 1fr;
    gap: 0.5rem;
    padding-block-start: 0.6rem;
  }

  .pack dd {
    color: var(--ink);
    font-weight: 400;
  }

  .facts span:not(:last-child) {
    white-space: nowrap;
  }

  .outcome {
    min-height: 1.4rem;
    margin-block: -0.95rem -0.85rem;
  }

  .add {
    padding-block-start: 1.1rem;
    border-block-start: 1px solid var(--line);
  }

  .storage {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem 1rem;
    align-items: center;
  }

  /* Two lines are there before the storage has answered. */
  .storage p:first-child {
    flex: 1 1 15rem;
    min-height: 2.8rem;
  }

  .storage .refusal {
    flex-basis: 100%;
  }

  .refusal:not(:has(*)) {
    margin-block-start: -0.4rem;
  }

  .figures {
    font-variant-numeric: tabular-nums;
  }

  .task {
    display: grid;
    gap: 0.35rem;
  }

  .task-line {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    min-height: 1.4rem;
  }

  .task-files {
    display: grid;
    gap: 0.15rem;
    margin: 0.4rem 0;
    padding: 0;
    list-style: none;
  }

  .task-files li {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
    overflow-wrap: anywhere;
  }

  /* All buttons of a row in one line, on the narrowest of phones. */
  @media (width < 26rem) {
    .pack-actions > .quiet {
      padding-inline: 0.35rem;
    }

    .pack-actions > .quiet:first-child {
      margin-inline-start: -0.35rem;
    }
  }
`;
