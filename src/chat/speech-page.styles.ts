import { css } from 'lit';

/** Colors and shapes of the page. Contrast is 4.5 : 1 or more for text, in both color schemes. */
export const speechPageStyles = css`
  :host {
    --ink: #24262b;
    --ink-soft: #5a5f69;
    --paper: #f6f4f0;
    --card: #ffffff;
    --line: #dcd8d0;
    --field-line: #8a8679;
    --accent: #1f6f63;
    --accent-strong: #17574e;
    --on-accent: #ffffff;
    --accent-wash: #e4f0ed;
    --alert: #9b2c1f;
    --alert-wash: #fbeae7;
    --radius: 14px;
    display: block;
    min-height: 100vh;
    color: var(--ink);
    background: var(--paper);
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --ink: #e9e6e0;
      --ink-soft: #a9adb5;
      --paper: #17191c;
      --card: #202327;
      --line: #34383e;
      --field-line: #7c828c;
      --accent: #74cdbb;
      --accent-strong: #97ddcf;
      --on-accent: #0d2521;
      --accent-wash: #1f322f;
      --alert: #ffb3a6;
      --alert-wash: #3a211d;
    }
  }

  * {
    box-sizing: border-box;
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

  h2 {
    margin: 0;
    font-size: 1.1rem;
    font-weight: 650;
  }

  p {
    margin: 0;
  }

  .soft {
    color: var(--ink-soft);
    font-size: 0.925rem;
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

  .card {
    display: grid;
    gap: 1rem;
    padding: 1.25rem;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  form {
    display: grid;
    gap: 1rem;
  }

  label {
    display: grid;
    gap: 0.3rem;
    font-size: 0.925rem;
    font-weight: 550;
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

  textarea,
  select {
    width: 100%;
    min-height: 2.75rem;
    padding: 0.55rem 0.7rem;
    color: inherit;
    font: inherit;
    font-weight: 400;
    background: var(--card);
    border: 1px solid var(--field-line);
    border-radius: 9px;
  }

  select {
    text-overflow: ellipsis;
  }

  select:disabled {
    color: var(--ink-soft);
    border-color: var(--line);
    opacity: 1;
  }

  textarea {
    min-height: 7.5rem;
    padding: 0.75rem 0.85rem;
    font-size: 1.1rem;
    resize: vertical;
  }

  .choices {
    display: grid;
    grid-template-columns: 0.6fr 1fr 1.4fr;
    gap: 0.75rem;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6rem 0.75rem;
  }

  button {
    min-height: 2.75rem;
    padding: 0.5rem 1.3rem;
    color: var(--accent-strong);
    font: inherit;
    font-weight: 600;
    background: transparent;
    border: 1px solid var(--accent);
    border-radius: 999px;
    cursor: pointer;
    transition: background-color 120ms ease;
  }

  button:hover {
    background: var(--accent-wash);
  }

  button.primary {
    color: var(--on-accent);
    background: var(--accent);
  }

  button.primary:hover {
    background: var(--accent-strong);
  }

  button[aria-disabled='true'] {
    color: var(--ink-soft);
    background: transparent;
    border-color: var(--line);
    cursor: default;
  }

  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  .now {
    gap: 0;
    padding: 0.85rem 1.25rem;
  }

  .now > :not(.status, [role='alert']),
  .now .alert {
    margin-top: 0.6rem;
  }

  .now > button {
    justify-self: start;
  }

  .status {
    display: flex;
    align-items: center;
    gap: 0.65rem;
    min-height: 1.5rem;
  }

  .lamp {
    flex: none;
    width: 0.65rem;
    height: 0.65rem;
    background: var(--field-line);
    border-radius: 50%;
  }

  .now[data-phase='ready'] .lamp,
  .now[data-phase='speaking'] .lamp {
    background: var(--accent);
  }

  .now[data-phase='speaking'] .lamp,
  .now[data-phase='preparing'] .lamp {
    animation: breathe 1.4s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      transform: scale(1.5);
      opacity: 0.55;
    }
  }

  .loading {
    display: grid;
    gap: 0.3rem;
    font-weight: 400;
  }

  progress {
    width: 100%;
    height: 0.5rem;
    accent-color: var(--accent);
  }

  .alert {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.6rem;
    padding: 0.7rem 0.9rem;
    color: var(--alert);
    background: var(--alert-wash);
    border-radius: 9px;
  }

  input[type='range'] {
    width: 100%;
    height: 1.75rem;
    margin: 0;
    accent-color: var(--accent);
  }

  .pace {
    flex: 1 1 14rem;
  }

  .pace span {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }

  .story {
    min-height: 6rem;
    padding: 0.85rem 1rem;
    font-family: Georgia, 'Times New Roman', serif;
    font-size: 1.1rem;
    line-height: 1.6;
    background: var(--paper);
    border-radius: 9px;
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: 0.9rem 1.25rem;
    margin: 0;
  }

  dt {
    color: var(--ink-soft);
    font-size: 0.875rem;
  }

  dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  dd.unknown {
    color: var(--ink-soft);
    font-weight: 400;
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (width < 40rem) {
    .choices {
      grid-template-columns: 1fr;
    }

    .card {
      padding: 1rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before {
      animation: none !important;
      transition: none !important;
    }
  }
`;
