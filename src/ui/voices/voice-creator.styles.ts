import { css } from 'lit';

/** The dialog that makes a voice: what does not fit scrolls, its buttons stay in sight. */
export const voiceCreatorStyles = css`
  dialog {
    width: min(38rem, 100vw - 2rem);
    max-height: calc(100dvh - 2rem);
    padding: 1.5rem 1.5rem 0;
    overflow-y: auto;
    color: var(--ink);
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 55%);
  }

  .step {
    display: grid;
    gap: 0.9rem;
    margin: 0;
  }

  h2:focus {
    outline: none;
  }

  h2 {
    overflow-wrap: anywhere;
  }

  fieldset {
    display: grid;
    gap: 0.2rem;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-block-end: 0.2rem;
    font-weight: 550;
  }

  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.7rem;
    align-items: start;
    padding-block: 0.5rem;
    font-weight: 400;
    cursor: pointer;
  }

  .choice input {
    width: 1.2rem;
    height: 1.2rem;
    margin: 0.15rem 0 0;
    accent-color: var(--accent);
  }

  audio {
    width: 100%;
  }

  ul {
    display: grid;
    gap: 0.4rem;
    margin: 0;
    padding-inline-start: 1.2rem;
  }

  .good {
    color: var(--accent-strong);
    font-weight: 550;
  }

  .actions {
    position: sticky;
    inset-block-end: 0;
    margin-inline: -1.5rem;
    padding: 0.9rem 1.5rem 1.25rem;
    background: var(--card);
    border-block-start: 1px solid var(--line);
  }

  @media (width < 30rem) {
    dialog {
      padding: 1rem 1rem 0;
    }

    .actions {
      margin-inline: -1rem;
      padding-inline: 1rem;
    }
  }
`;
