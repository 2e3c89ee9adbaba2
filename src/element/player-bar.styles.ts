import { css } from 'lit';

/**
 * The bar: one row where there is room, else two, else three. Nothing in it changes its size with what
 * it says. What belongs to time runs from left to right in all languages, as the keys of players do, and
 * so do the two languages of the interface.
 */
export const playerBarStyles = css`
  .bar {
    display: grid;
    grid-template: 'transport' 'track' 'settings' / minmax(0, 1fr);
    gap: 0.5rem 0.75rem;
    align-items: center;
  }

  .transport {
    display: flex;
    grid-area: transport;
    gap: 0.5rem;
    justify-content: center;
    direction: ltr;
  }

  .icon {
    display: grid;
    flex: none;
    place-items: center;
    width: 2.75rem;
    padding: 0;
  }

  .icon svg {
    width: 1.25rem;
    height: 1.25rem;
    fill: currentcolor;
  }

  .track {
    display: grid;
    grid-area: track;
    grid-template: 'status' 'seek' 'time' / minmax(0, 1fr);
    align-items: center;
    min-width: 0;
    font-size: 0.875rem;
    line-height: 1.25rem;
    direction: ltr;
  }

  .status {
    display: flex;
    grid-area: status;
    gap: 0.5rem;
    align-items: baseline;
  }

  /* Both in one place, so that the longest keeps the room for the others. */
  .status p {
    display: grid;
  }

  .status p > * {
    grid-area: 1 / 1;
  }

  .longest {
    visibility: hidden;
  }

  .lamp {
    flex: none;
    width: 0.6rem;
    height: 0.6rem;
    background: var(--field-line);
    border-radius: 50%;
  }

  :is([data-phase='ready'], [data-phase='speaking'], [data-phase='preparing']) .lamp {
    background: var(--accent);
  }

  [data-phase='failed'] .lamp {
    background: var(--alert);
  }

  :is([data-phase='speaking'], [data-phase='preparing'], [data-phase='loading']) .lamp {
    animation: breathe 1.4s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      transform: scale(1.5);
      opacity: 0.55;
    }
  }

  .time {
    grid-area: time;
    align-self: start;
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  /* As wide as most times: that it begins at one place, percents too. */
  .time::before {
    display: block;
    height: 0;
    content: '0:00 / 0:00';
    visibility: hidden;
  }

  .seek {
    position: relative;
    display: grid;
    grid-area: seek;
    align-items: center;
    height: 2rem;
  }

  .seek .small {
    justify-self: start;
    min-height: 1.9rem;
    padding: 0.1rem 0.9rem;
    font-size: 0.875rem;
  }

  .ranges {
    position: absolute;
    inset-inline: 0;
    width: 100%;
    height: 0.3rem;
    border-radius: 999px;
  }

  .rail {
    fill: var(--line);
  }

  .buffered {
    fill: var(--field-line);
  }

  .played {
    fill: var(--accent);
  }

  /* By half a thumb longer than the rail on either side: the middle of the thumb is on the rail. */
  input.slider {
    position: relative;
    appearance: none;
    width: calc(100% + 1rem);
    height: 1.75rem;
    margin-inline: -0.5rem;
    background: transparent;
    border-radius: 999px;
    cursor: pointer;
  }

  .slider::-webkit-slider-thumb {
    appearance: none;
    width: 1rem;
    height: 1rem;
    background: var(--accent);
    border: 2px solid var(--card);
    border-radius: 50%;
  }

  .slider::-moz-range-thumb {
    box-sizing: border-box;
    width: 1rem;
    height: 1rem;
    background: var(--accent);
    border: 2px solid var(--card);
    border-radius: 50%;
  }

  .slider[aria-disabled='true'] {
    cursor: default;
  }

  .slider[aria-disabled='true']::-webkit-slider-thumb {
    background: var(--field-line);
  }

  .slider[aria-disabled='true']::-moz-range-thumb {
    background: var(--field-line);
  }

  .settings {
    display: flex;
    flex-wrap: wrap;
    grid-area: settings;
    gap: 0.5rem 0.75rem;
    align-items: center;
    min-width: 0;
  }

  .settings select {
    width: 6rem;
    min-height: 2.25rem;
    padding: 0.2rem 0.4rem;
    font-size: 0.925rem;
  }

  .volume {
    display: flex;
    flex: 1 1 6rem;
    gap: 0.5rem;
    align-items: center;
  }

  .volume .icon {
    width: 2.25rem;
    min-height: 2.25rem;
  }

  .loudness {
    position: relative;
    display: grid;
    flex: 1;
    align-items: center;
    min-width: 2rem;
    margin-inline-end: 0.5rem;
  }

  .save {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .save progress {
    position: absolute;
    inset-block-start: 100%;
    height: 0.3rem;
  }

  /* What is small has room beside the buttons, on a phone too. */
  .bar:not(:has(.volume, .save)) {
    grid-template: 'transport settings' 'track track' / auto minmax(0, 1fr);
  }

  .bar:not(:has(.volume, .save)) .settings {
    justify-content: end;
  }

  @container (width >= 22rem) {
    .track {
      grid-template: 'status time' 'seek seek' / minmax(0, 1fr) auto;
      column-gap: 0.75rem;
    }
  }

  @container (width >= 30rem) {
    .bar {
      grid-template: 'transport track' 'settings settings' / auto minmax(0, 1fr);
    }

    .bar:not(:has(.volume, .save)) {
      grid-template: 'transport track settings' / auto minmax(0, 1fr) auto;
    }

    .volume {
      max-width: 10rem;
    }
  }

  @container (width >= 60rem) {
    .bar {
      grid-template: 'transport track settings' / auto minmax(0, 1fr) auto;
    }

    .settings {
      flex-wrap: nowrap;
    }

    .volume {
      flex: none;
      width: 9rem;
    }
  }

  @media (forced-colors: active) {
    .lamp {
      background: CanvasText;
      forced-color-adjust: none;
    }

    .rail {
      fill: GrayText;
    }

    .buffered {
      fill: CanvasText;
    }

    .played {
      fill: Highlight;
    }

    .slider::-webkit-slider-thumb {
      background: Highlight;
      border-color: Canvas;
    }

    .slider::-moz-range-thumb {
      background: Highlight;
      border-color: Canvas;
    }

    #mute[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;
