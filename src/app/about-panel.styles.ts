import { css } from 'lit';

/** About the page. */
export const aboutPanelStyles = css`
  :host {
    display: block;
  }

  .card {
    gap: 0.6rem;
  }

  ul {
    display: grid;
    gap: 0.6rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.4rem 1rem;
  }

  li p {
    display: grid;
    overflow-wrap: anywhere;
  }

  .outcome:not(:has(*)) {
    margin-block-start: -0.6rem;
  }
`;
