import { css } from 'lit';

/** The latency panel: head, moments, charts, table. */
export const latencyPanelStyles = css`
  :host {
    display: block;
    color: var(--ink);
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }

  :host([hidden]) {
    display: none;
  }

  .card {
    grid-template-columns: minmax(0, 1fr);
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.75rem;
  }

  .head label {
    flex: 1 1 14rem;
  }

  .empty {
    padding-block: 1.5rem;
    text-align: center;
  }

  .scroll {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: 9px;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.925rem;
    font-variant-numeric: tabular-nums;
  }

  caption {
    padding: 0.6rem 0.7rem;
    font-weight: 600;
    text-align: start;
  }

  th,
  td {
    padding: 0.4rem 0.7rem;
    text-align: end;
    white-space: nowrap;
    border-block-start: 1px solid var(--line);
  }

  thead th {
    color: var(--ink-soft);
    font-weight: 550;
  }

  th.text,
  td.text {
    min-width: 12rem;
    text-align: start;
    white-space: normal;
    overflow-wrap: anywhere;
  }
`;
