import { css } from 'lit';

/** What elements of every panel look like: texts, cards, fields, buttons, progress, alerts. */
export const controlStyles = css`
  * {
    box-sizing: border-box;
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

  .card {
    display: grid;
    gap: 1rem;
    padding: 1.25rem;
    background: var(--card);
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }

  label {
    display: grid;
    gap: 0.3rem;
    font-size: 0.925rem;
    font-weight: 550;
  }

  h3 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }

  textarea,
  select,
  input[type='text'],
  input[type='password'] {
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

  input::placeholder {
    color: var(--ink-soft);
    opacity: 1;
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

  button.small {
    min-height: 2.25rem;
    padding: 0.25rem 0.9rem;
    font-size: 0.925rem;
  }

  button.quiet {
    border-color: transparent;
  }

  button.danger {
    color: var(--alert);
    border-color: var(--alert);
  }

  button.danger:hover {
    background: var(--alert-wash);
  }

  button[aria-disabled='true'] {
    color: var(--ink-soft);
    background: transparent;
    border-color: var(--line);
    cursor: default;
  }

  a {
    color: var(--accent-strong);
    text-underline-offset: 0.15em;
  }

  summary {
    width: fit-content;
    padding-block: 0.15rem;
    border-radius: 4px;
    cursor: pointer;
  }

  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
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

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (width < 40rem) {
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
