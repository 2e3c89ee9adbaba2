import { css } from 'lit';

/** A sheet at the side of the page, which is the whole page on a phone. */
export const chatSettingsPanelStyles = css`
  dialog {
    width: min(34rem, 100vw);
    max-width: none;
    height: 100dvh;
    max-height: none;
    margin: 0;
    margin-inline-start: auto;
    padding: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    color: var(--ink);
    background: var(--paper);
    border: 0;
    border-inline-start: 1px solid var(--line);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .title {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: max(0.75rem, env(safe-area-inset-top)) 1.25rem 0.75rem;
    background: var(--paper);
    border-block-end: 1px solid var(--line);
  }

  .title button {
    display: grid;
    place-items: center;
    width: 2.75rem;
    padding: 0;
  }

  .sections {
    display: grid;
    gap: 1rem;
    padding: 1rem 1.25rem max(2rem, env(safe-area-inset-bottom));
  }

  .switch {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    min-height: 2rem;
  }

  .switch input {
    width: 1.2rem;
    height: 1.2rem;
    margin: 0;
    accent-color: var(--accent);
  }

  .pace span {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }

  textarea {
    min-height: 8rem;
    font-size: 0.975rem;
    line-height: 1.45;
    resize: vertical;
  }

  .line-icon {
    width: 1.3rem;
    height: 1.3rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
  }

  @media (width < 40rem) {
    .title,
    .sections {
      padding-inline: 0.75rem;
    }
  }
`;
