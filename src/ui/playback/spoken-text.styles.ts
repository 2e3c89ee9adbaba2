import { css } from 'lit';

/** A text that is being heard: the word, and what came before it. */
export const spokenTextStyles = css`
  mark {
    color: inherit;
    background: var(--accent-wash);
    border-radius: 4px;
    box-shadow: 0 0 0 2px var(--accent-wash);
    text-decoration: underline 2px var(--accent);
  }

  .heard {
    color: var(--ink-soft);
  }

  @media (forced-colors: active) {
    mark {
      color: HighlightText;
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
