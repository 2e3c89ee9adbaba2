import { css } from 'lit';

/** A field with a button beside it, and buttons for files under it. */
export const voicePickerStyles = css`
  :host {
    display: grid;
    gap: 0.3rem;
    min-width: 0;
  }

  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0.4rem;
    align-items: end;
  }

  .field > :only-child {
    grid-column: 1 / -1;
  }

  .icon {
    display: grid;
    place-items: center;
    width: 2.75rem;
    padding: 0;
  }

  .line-icon {
    width: 1.25rem;
    height: 1.25rem;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  /* The text of a button without a border begins where the label does. */
  .files {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -0.5rem;
  }

  #refusal {
    flex-basis: 100%;
    order: 1;
    padding-inline-start: 0.5rem;
  }

  .files .small {
    padding-inline: 0.5rem;
  }
`;
