import { css } from 'lit';

/** The controls of playback, and the text that is being heard. */
export const playerBarStyles = css`
  .player {
    display: grid;
    gap: 0.75rem;
  }

  .transport,
  .settings {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }

  .transport .icon {
    display: grid;
    place-items: center;
    width: 2.75rem;
    padding: 0;
  }

  .transport svg {
    width: 1.25rem;
    height: 1.25rem;
    fill: currentcolor;
  }

  .transport .position {
    flex: 1 1 10rem;
  }

  .time {
    min-width: 6.5rem;
    color: var(--ink-soft);
    font-size: 0.925rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .settings label {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    color: var(--ink-soft);
    font-weight: 400;
  }

  .settings select {
    width: auto;
    min-height: 2.25rem;
    padding: 0.3rem 0.5rem;
  }

  .settings input[type='range'] {
    width: 7rem;
  }

  .settings .save {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-inline-start: auto;
  }

  .settings button {
    min-height: 2.25rem;
    padding: 0.25rem 0.9rem;
    font-size: 0.925rem;
  }

  .spoken {
    min-height: 0;
    max-height: 10rem;
    overflow-y: auto;
  }

  mark {
    color: inherit;
    background: var(--accent-wash);
    border-radius: 4px;
    box-shadow: 0 0 0 2px var(--accent-wash);
  }

  .heard {
    color: var(--ink-soft);
  }

  @media (forced-colors: active) {
    mark {
      color: HighlightText;
      background: Highlight;
    }
  }
`;
