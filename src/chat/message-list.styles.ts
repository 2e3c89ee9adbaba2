import { css } from 'lit';

/** The messages scroll, the button to their end floats over them. */
export const messageListStyles = css`
  :host {
    position: relative;
    display: grid;
    min-height: 0;
  }

  .log {
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    scrollbar-gutter: stable both-edges;
  }

  .messages {
    display: grid;
    gap: 0.6rem;
    max-width: 44rem;
    margin: 0 auto;
    padding: 1rem 0.65rem 1.5rem;
  }

  /* What is out of sight costs nothing, however long the conversation. */
  xtts-chat-message {
    content-visibility: auto;
    contain-intrinsic-size: auto 9rem;
  }

  button.latest {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    display: flex;
    align-items: center;
    gap: 0.4rem;
    width: fit-content;
    margin-inline: auto;
    background: var(--card);
    box-shadow: 0 2px 10px rgb(0 0 0 / 14%);
  }

  .line-icon {
    width: 1.1rem;
    height: 1.1rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
