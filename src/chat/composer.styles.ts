import { css } from 'lit';

/** The field grows with its text, up to a third of the window. */
export const composerStyles = css`
  :host {
    display: block;
  }

  form {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: end;
    gap: 0.5rem;
    padding: 0.35rem;
    background: var(--card);
    border: 1px solid var(--field-line);
    border-radius: 24px;
  }

  form:focus-within {
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }

  textarea {
    field-sizing: content;
    min-height: 2.75rem;
    max-height: 33vh;
    padding: 0.6rem 0.8rem;
    font-size: 1.0625rem;
    line-height: 1.45;
    background: transparent;
    border: 0;
    resize: none;
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }

  .buttons {
    display: flex;
    gap: 0.35rem;
  }

  button {
    display: grid;
    place-items: center;
    width: 2.75rem;
    padding: 0;
  }

  .line-icon {
    width: 1.3rem;
    height: 1.3rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  @media (forced-colors: active) {
    form:focus-within {
      outline-color: Highlight;
    }
  }
`;
