import { css } from 'lit';

/** The choice of who answers: a card for each, and the fields of a server under them. */
export const modelSettingsStyles = css`
  :host {
    display: grid;
    gap: 1rem;
    min-width: 0;
    color: var(--ink);
  }

  fieldset {
    display: grid;
    gap: 0.5rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: 0.5rem;
    padding: 0;
    font-weight: 600;
  }

  .check {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0.1rem 0.7rem;
    align-items: center;
    cursor: pointer;
  }

  .check input {
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
    accent-color: var(--accent);
  }

  .check .soft {
    grid-column: 2;
    font-weight: 400;
  }

  .kind {
    padding: 0.65rem 0.8rem;
    border: 1px solid var(--line);
    border-radius: 9px;
  }

  .kind:has(:checked) {
    background: var(--accent-wash);
    border-color: var(--accent);
  }

  .kind:has(:disabled) {
    cursor: default;
  }

  form {
    display: grid;
    gap: 0.9rem;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: end;
  }

  .row > label {
    flex: 1 1 12rem;
    min-width: 0;
  }

  code {
    overflow-wrap: anywhere;
    font-size: 0.9em;
    user-select: all;
  }

  div.alert {
    display: grid;
  }

  /* Empty most of the time, and there all the same: what appears with its text may not be read out. */
  .outcome {
    display: grid;
  }
`;
