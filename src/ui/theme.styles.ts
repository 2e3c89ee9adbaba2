import { css } from 'lit';

/** Colors and shapes. Contrast is 4.5 : 1 or more for text, in both color schemes. */
export const themeStyles = css`
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
`;
