import { css } from 'lit';

/** A recorder, and under it a place to drop a file. */
export const clipSourceStyles = css`
  :host {
    display: grid;
    gap: 0.9rem;
    min-width: 0;
  }

  figure {
    display: grid;
    gap: 0.3rem;
    margin: 0;
  }

  blockquote {
    margin: 0;
    padding: 0.8rem 1rem;
    font-size: 1.05rem;
    line-height: 1.6;
    background: var(--paper);
    border-inline-start: 3px solid var(--accent);
    border-radius: 4px;
  }

  .recorder {
    display: grid;
    grid-template-columns: auto minmax(4rem, 1fr) auto;
    gap: 0.5rem 0.8rem;
    align-items: center;
  }

  .recorder button {
    display: flex;
    gap: 0.6rem;
    align-items: center;
    justify-content: center;
    min-width: 9rem;
  }

  .dot,
  .square {
    width: 0.8rem;
    height: 0.8rem;
    background: currentcolor;
    forced-color-adjust: none;
  }

  .dot {
    border-radius: 50%;
  }

  .time {
    min-width: 6.5rem;
    font-size: 0.925rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .recorder [role='status'] {
    grid-column: 1 / -1;
    min-height: 1.5em;
  }

  .meter {
    position: relative;
    height: 0.9rem;
    overflow: hidden;
    background: var(--paper);
    border: 1px solid var(--field-line);
    border-radius: 999px;
  }

  .rms {
    height: 100%;
    background: var(--accent);
  }

  .rms[data-loud='too'] {
    background: var(--alert);
  }

  .peak {
    position: absolute;
    inset-block: 0;
    width: 2px;
    margin-inline-start: -2px;
    background: var(--ink);
  }

  .drop {
    display: grid;
    gap: 0.5rem;
    justify-items: center;
    padding: 0.9rem;
    text-align: center;
    background: var(--paper);
    border: 1.5px dashed var(--field-line);
    border-radius: 9px;
  }

  .drop[data-over] {
    background: var(--accent-wash);
    border-color: var(--accent);
  }

  @media (forced-colors: active) {
    .rms,
    .rms[data-loud='too'] {
      background: Highlight;
      forced-color-adjust: none;
    }

    .peak {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }

  @media (width < 30rem) {
    .recorder {
      grid-template-columns: minmax(0, 1fr) auto;
    }

    .recorder button {
      grid-column: 1 / -1;
    }
  }
`;
