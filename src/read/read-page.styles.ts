import { css } from 'lit';

/** The page's own parts, beside the theme and the controls. */
export const readPageStyles = css`
  :host {
    display: block;
    min-height: 100vh;
    color: var(--ink);
    background: var(--paper);
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }

  header,
  main {
    max-width: 46rem;
    margin: 0 auto;
    padding: 0 1.25rem;
  }

  header {
    display: flex;
    flex-wrap: wrap-reverse;
    align-items: flex-start;
    justify-content: flex-end;
    gap: 0.75rem 1.5rem;
    padding-top: 2rem;
    padding-bottom: 1.5rem;
  }

  header > div:first-child {
    flex: 1 1 26rem;
  }

  h1 {
    margin: 0;
    font-size: clamp(1.7rem, 5vw, 2.3rem);
    font-weight: 650;
    letter-spacing: -0.02em;
    line-height: 1.15;
  }

  header .soft {
    margin-top: 0.4rem;
    font-size: 1rem;
  }

  main {
    display: grid;
    gap: 1rem;
    padding-bottom: 2rem;
  }

  form {
    display: grid;
    gap: 1rem;
  }

  .page-language {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.4rem 1.25rem;
  }

  .page-language label {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--ink-soft);
    font-weight: 400;
  }

  .page-language select {
    width: auto;
    min-height: 2.25rem;
    padding: 0.3rem 0.5rem;
    background: transparent;
  }

  textarea {
    min-height: 7.5rem;
    padding: 0.75rem 0.85rem;
    font-size: 1.1rem;
    resize: vertical;
  }

  label[for='text'] {
    margin-block-end: -0.6rem;
  }

  .choices {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    align-items: start;
    gap: 0.75rem;
  }

  /* The names of profiles say what they do: they get a line. */
  .choices > :last-child {
    grid-column: 1 / -1;
  }

  /* Nothing but a dialog: no gap is for it. */
  xtts-voice-creator {
    display: contents;
  }

  dd.unknown {
    color: var(--ink-soft);
    font-weight: 400;
  }

  @media (width < 40rem) {
    .choices {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
