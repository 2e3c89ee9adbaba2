import { css } from 'lit';

/**
 * Colors and shapes, which a page may replace. Contrast is 4.5 : 1 or more for text, in both color
 * schemes; which one it is, `color-scheme` says where the element stands.
 */
export const themeStyles = css`
  :host {
    --ink: var(--xtts-color, light-dark(#24262b, #e9e6e0));
    --ink-soft: var(--xtts-color-soft, light-dark(#5a5f69, #a9adb5));
    --paper: var(--xtts-background, light-dark(#f6f4f0, #17191c));
    --card: var(--xtts-surface, light-dark(#ffffff, #202327));
    --line: var(--xtts-line-color, light-dark(#dcd8d0, #34383e));
    --field-line: var(--xtts-field-line-color, light-dark(#8a8679, #7c828c));
    --accent: var(--xtts-accent-color, light-dark(#1f6f63, #74cdbb));
    --accent-strong: var(--xtts-accent-color-strong, light-dark(#17574e, #97ddcf));
    --on-accent: var(--xtts-on-accent-color, light-dark(#ffffff, #0d2521));
    --accent-wash: var(--xtts-accent-wash, light-dark(#e4f0ed, #1f322f));
    --alert: var(--xtts-alert-color, light-dark(#9b2c1f, #ffb3a6));
    --alert-wash: var(--xtts-alert-wash, light-dark(#fbeae7, #3a211d));
    --radius: var(--xtts-radius, 14px);
  }
`;
