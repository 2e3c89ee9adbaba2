import { css } from 'lit';

/** The steps of adding a model. */
export const addPackStyles = css`
  :host {
    display: block;
  }

  .step {
    display: grid;
    gap: 0.9rem;
  }

  h3:focus {
    outline: none;
  }

  h3 {
    overflow-wrap: anywhere;
  }

  .drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.6rem 1rem;
    padding: 1.1rem;
    text-align: center;
    background: var(--paper);
    border: 1.5px dashed var(--field-line);
    border-radius: 9px;
  }

  .drop[data-over] {
    background: var(--accent-wash);
    border-color: var(--accent);
  }

  .drop-buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.5rem;
  }

  form {
    display: grid;
    gap: 0.3rem;
  }

  .address {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .address input {
    flex: 1 1 14rem;
    width: auto;
    min-width: 0;
  }

  .problem .alert {
    margin-block-start: 0.9rem;
  }

  div.alert {
    display: grid;
  }

  dd {
    font-weight: 400;
  }

  .wide {
    grid-column: 1 / -1;
  }

  fieldset {
    display: grid;
    gap: 0.5rem;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-block-end: 0.4rem;
    font-size: 0.925rem;
    font-weight: 550;
  }

  .dtype {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0.1rem 0.7rem;
    align-items: center;
    padding: 0.65rem 0.8rem;
    border: 1px solid var(--line);
    border-radius: 9px;
    cursor: pointer;
  }

  .dtype:has(:checked) {
    background: var(--accent-wash);
    border-color: var(--accent);
  }

  .dtype .soft {
    grid-column: 2 / -1;
    font-weight: 400;
  }

  .dtype input {
    width: 1.1rem;
    height: 1.1rem;
    margin: 0;
    accent-color: var(--accent);
  }
`;
