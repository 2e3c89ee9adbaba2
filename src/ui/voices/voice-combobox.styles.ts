import { css } from 'lit';

/** The list that opens under a field, over what comes after it. */
export const voiceComboboxStyles = css`
  :host {
    display: block;
    min-width: 0;
  }

  .combobox {
    position: relative;
    display: grid;
    gap: 0.3rem;
  }

  .box {
    position: relative;
  }

  .box input {
    padding-inline-end: 2.5rem;
    text-overflow: ellipsis;
  }

  .line-icon {
    width: 1.2rem;
    height: 1.2rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .opener {
    position: absolute;
    inset-block: 1px;
    inset-inline-end: 1px;
    display: grid;
    place-items: center;
    width: 2.4rem;
    min-height: 0;
    padding: 0;
    color: var(--ink-soft);
    border: 0;
    border-radius: 8px;
  }

  .popup {
    position: absolute;
    z-index: 1;
    inset-block-start: calc(100% + 0.3rem);
    inset-inline-start: 0;
    width: max(100%, 19rem);
    max-width: calc(100vw - 2 * 2.25rem);
    max-height: 17rem;
    overflow-y: auto;
    background: var(--card);
    border: 1px solid var(--field-line);
    border-radius: 9px;
    box-shadow: 0 8px 28px rgb(0 0 0 / 18%);
  }

  .popup[hidden] {
    display: none;
  }

  .rows {
    display: grid;
    grid-template-columns: 1fr auto;
  }

  ul {
    min-width: 0;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li,
  .row-buttons {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    height: 2.75rem;
    padding-inline: 0.8rem;
  }

  li {
    cursor: pointer;
  }

  .row-buttons {
    justify-content: end;
    gap: 0;
    padding-inline: 0 0.25rem;
  }

  li {
    flex-direction: column;
    align-items: start;
    justify-content: center;
    gap: 0;
    line-height: 1.25;
  }

  li .soft {
    font-size: 0.8rem;
  }

  .name {
    max-width: 100%;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  li:hover,
  li.active,
  .row-buttons:has([tabindex='0']) {
    background: var(--accent-wash);
  }

  li.active {
    box-shadow: inset 3px 0 var(--accent);
  }

  li.active:dir(rtl) {
    box-shadow: inset -3px 0 var(--accent);
  }

  li[aria-selected='true'] .name {
    font-weight: 650;
  }

  .icon {
    display: grid;
    place-items: center;
    width: 2.5rem;
    min-height: 2.5rem;
    padding: 0;
  }

  .icon:focus-visible {
    outline-offset: -3px;
  }

  .none {
    padding: 0.7rem 0.8rem;
  }

  @media (forced-colors: active) {
    li.active {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
