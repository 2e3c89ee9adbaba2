import { css } from 'lit';

/** The page is as high as the window: only the messages scroll, the composer stays in reach. */
export const chatPageStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    grid-template-columns: minmax(0, 1fr);
    height: var(--visible-height, 100dvh);
    color: var(--ink);
    background: var(--paper);
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }

  header {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    padding: max(0.5rem, env(safe-area-inset-top)) max(0.75rem, env(safe-area-inset-right)) 0.5rem
      max(0.75rem, env(safe-area-inset-left));
    border-block-end: 1px solid var(--line);
  }

  h1 {
    flex: 1;
    margin: 0;
    font-family: Georgia, 'Iowan Old Style', 'Times New Roman', serif;
    font-size: 1.1875rem;
    font-weight: 600;
    line-height: 2.75rem;
    white-space: nowrap;
  }

  header :is(button, a) {
    display: grid;
    place-items: center;
    width: 2.75rem;
    height: 2.75rem;
    padding: 0;
    color: var(--accent-strong);
    border-radius: 999px;
  }

  header a:hover {
    background: var(--accent-wash);
  }

  .line-icon {
    width: 1.35rem;
    height: 1.35rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 0;
  }

  .empty {
    display: grid;
    align-content: safe center;
    justify-items: center;
    gap: 1rem;
    min-height: 0;
    padding: 1.5rem 1.25rem;
    overflow-y: auto;
    text-align: center;
  }

  .empty h2 {
    font-family: Georgia, 'Iowan Old Style', 'Times New Roman', serif;
    font-size: clamp(1.6rem, 6vw, 2.3rem);
    font-weight: 500;
    letter-spacing: -0.01em;
  }

  .empty p {
    max-width: 30rem;
  }

  .empty .actions {
    justify-content: center;
    max-width: 34rem;
  }

  footer {
    display: grid;
    grid-template-columns: minmax(0, 44rem);
    justify-content: center;
    gap: 0.5rem;
    max-height: 70vh;
    padding: 0.5rem max(0.75rem, env(safe-area-inset-right))
      max(0.5rem, env(safe-area-inset-bottom)) max(0.75rem, env(safe-area-inset-left));
    border-block-start: 1px solid var(--line);
  }

  .system-voice {
    display: grid;
    gap: 0.25rem;
    padding: 0.5rem 0.85rem;
  }

  xtts-player {
    min-height: 0;
    max-height: 34vh;
    overflow-y: auto;
  }

  /* Beside a book, what is said of the voice is small. */
  xtts-player {
    --xtts-padding: 0.5rem;
  }

  .chip {
    justify-self: center;
    max-width: 100%;
    min-height: 1.75rem;
    padding: 0.1rem 0.8rem;
    overflow: hidden;
    color: var(--ink-soft);
    font-size: 0.8125rem;
    font-weight: 400;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  #update.card {
    padding: 0.6rem 1rem;
  }
`;
