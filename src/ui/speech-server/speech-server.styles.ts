import { css } from 'lit';

export const speechServerStyles = css`
  :host {
    display: block;
  }

  form {
    display: grid;
    gap: 1rem;
  }

  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: 1rem;
  }

  .field {
    display: grid;
    gap: 0.3rem;
  }

  textarea {
    min-height: 4.5rem;
    font-size: 0.925rem;
    resize: vertical;
    overflow-wrap: anywhere;
  }

  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }

  input[type='password'] {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.55rem 0.7rem;
    color: inherit;
    font: inherit;
    font-size: 0.925rem;
    font-weight: 400;
    background: var(--card);
    border: 1px solid var(--field-line);
    border-radius: 9px;
  }

  label.check {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 2.25rem;
    font-weight: 400;
  }

  input[type='checkbox'] {
    flex: none;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--accent);
  }

  /* Its line is there before there is something to say. */
  .result {
    min-height: 1.5rem;
  }

  /* One line is there before it is needed: part of it lies in the space around. */
  .result:not(:has(.alert)) {
    margin-block: -0.4rem -0.6rem;
  }
`;
