import { css } from 'lit';

/** A message reads like a page of a book; its code and tables keep to themselves. */
export const messageBodyStyles = css`
  :host {
    display: block;
    color: var(--ink);
    font-family: Georgia, 'Times New Roman', serif;
    font-size: 1.1rem;
    line-height: 1.6;
    overflow-wrap: anywhere;
  }

  .blocks > * {
    margin: 0;
  }

  .blocks > * + * {
    margin-top: 0.85em;
  }

  .plain {
    white-space: pre-wrap;
  }

  h3,
  h4,
  h5,
  h6 {
    margin: 0;
    font-weight: 700;
    line-height: 1.3;
    text-wrap: balance;
  }

  h3 {
    font-size: 1.35em;
  }

  h4 {
    font-size: 1.18em;
  }

  h5,
  h6 {
    font-size: 1em;
  }

  .blocks > * + :is(h3, h4, h5, h6) {
    margin-top: 1.4em;
  }

  .blocks :is(ul, ol, blockquote, table, p) {
    margin-block-end: 0;
  }

  .blocks :is(li, blockquote) > :is(ul, ol, blockquote),
  .notes > ol {
    margin-block-start: 0.3em;
  }

  ul,
  ol {
    padding-inline-start: 1.5em;
  }

  li + li,
  li > p + p {
    margin-top: 0.3em;
  }

  li::marker {
    color: var(--ink-soft);
  }

  li:has(> input[type='checkbox'], > p > input[type='checkbox']) {
    list-style: none;
    text-indent: -1.5em;
  }

  li > * {
    text-indent: 0;
  }

  input[type='checkbox'] {
    width: 1em;
    height: 1em;
    margin: 0 0.5em 0 0;
    margin-inline: 0 0.5em;
    vertical-align: -0.1em;
    accent-color: var(--accent);
  }

  blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    color: var(--ink-soft);
    border-inline-start: 3px solid var(--accent);
  }

  blockquote > * + * {
    margin-top: 0.6em;
  }

  .blocks > hr {
    width: 5em;
    margin-inline: auto;
    border: 0;
    border-top: 1px solid var(--field-line);
  }

  .blocks > * + hr,
  .blocks > hr + * {
    margin-top: 1.5em;
  }

  code {
    padding: 0.1em 0.3em;
    font-family: ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace;
    font-size: 0.86em;
    background: color-mix(in srgb, var(--ink) 7%, transparent);
    border-radius: 5px;
  }

  .code {
    overflow: hidden;
    color: var(--ink);
    font-size: 0.95rem;
    line-height: 1.5;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 9px;
  }

  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 1rem;
    min-height: 2.25rem;
    padding-inline-start: 0.9rem;
    color: var(--ink-soft);
    font:
      0.875rem/1.4 system-ui,
      sans-serif;
    border-bottom: 1px solid var(--line);
  }

  .bar span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .copy {
    flex: none;
    font-family: system-ui, sans-serif;
    border-radius: 8px;
  }

  .copy[data-result]::after {
    content: ' ✓' / '';
  }

  pre {
    margin: 0;
    padding: 0.8rem 0.9rem;
    overflow-x: auto;
    overflow-wrap: normal;
    tab-size: 4;
  }

  pre code {
    padding: 0;
    font-size: 0.9em;
    background: none;
  }

  .table {
    overflow-x: auto;
    overflow-wrap: normal;
    border: 1px solid var(--line);
    border-radius: 9px;
  }

  pre:focus-visible,
  .table:focus-visible {
    outline-offset: -3px;
  }

  table {
    width: 100%;
    font-size: 0.95rem;
    line-height: 1.45;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    min-width: 5rem;
    padding: 0.5rem 0.8rem;
    text-align: start;
    vertical-align: top;
  }

  tr + tr > *,
  tbody tr > * {
    border-top: 1px solid var(--line);
  }

  th {
    font-weight: 700;
    background: var(--paper);
  }

  [data-align='right'] {
    text-align: end;
  }

  [data-align='center'] {
    text-align: center;
  }

  button.note {
    min-width: 1.5rem;
    min-height: 1.5rem;
    padding: 0 0.35em;
    font: inherit;
    font-family: system-ui, sans-serif;
    font-size: 0.8rem;
    line-height: 1;
    border-color: transparent;
  }

  sup {
    line-height: 0;
    vertical-align: 0.4em;
  }

  .notes {
    padding-top: 0.85em;
    color: var(--ink-soft);
    font-size: 0.9em;
    border-top: 1px solid var(--line);
  }

  .thoughts {
    margin-bottom: 1rem;
    color: var(--ink-soft);
    font:
      0.925rem/1.5 system-ui,
      sans-serif;
  }

  .thoughts summary {
    display: list-item;
  }

  .thoughts div {
    max-height: 20rem;
    margin-top: 0.4rem;
    padding-inline-start: 0.9rem;
    overflow-y: auto;
    white-space: pre-wrap;
    border-inline-start: 2px solid var(--line);
  }

  [data-caret]::after {
    display: inline-block;
    width: 0.5em;
    height: 1em;
    margin-inline-start: 0.15em;
    vertical-align: -0.12em;
    background: var(--accent);
    border-radius: 2px;
    animation: blink 1.1s steps(2, jump-none) infinite;
    content: '' / '';
  }

  @keyframes blink {
    50% {
      opacity: 0.15;
    }
  }

  ::highlight(xtts-heard) {
    color: var(--ink-soft);
  }

  ::highlight(xtts-unheard) {
    color: var(--ink-soft);
  }

  ::highlight(xtts-word) {
    color: var(--ink);
    background-color: var(--accent-wash);
    text-decoration: underline 2px var(--accent);
  }

  @media (prefers-reduced-motion: reduce) {
    [data-caret]::after {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    ::highlight(xtts-word) {
      color: HighlightText;
      background-color: Highlight;
    }

    ::highlight(xtts-heard),
    ::highlight(xtts-unheard) {
      color: GrayText;
    }
  }
`;
