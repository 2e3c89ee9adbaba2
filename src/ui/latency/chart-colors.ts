import { css } from 'lit';

/** What a color is for; each is a custom property `--chart-NAME`. */
export type ChartColor = (typeof CHART_COLORS)[number];
export const CHART_COLORS = ['ink', 'line', 'audio', 'generation', 'expected', 'alert'] as const;

/**
 * The colors of the charts, in both schemes and forced ones. A canvas knows no custom properties:
 * elements of these classes have them as their `color`, from which they are read.
 */
export const chartColorStyles = css`
  :host {
    --chart-ink: var(--ink-soft);
    --chart-line: var(--line);
    --chart-audio: var(--accent);
    --chart-generation: #b26a00;
    --chart-expected: var(--field-line);
    --chart-alert: var(--alert);
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --chart-generation: #e6b25c;
    }
  }

  @media (forced-colors: active) {
    :host {
      --chart-ink: CanvasText;
      --chart-line: GrayText;
      --chart-audio: Highlight;
      --chart-generation: LinkText;
      --chart-expected: CanvasText;
      --chart-alert: Mark;
    }
  }

  .swatch {
    display: inline-block;
    width: 0.8em;
    height: 0.8em;
    background: currentColor;
    border-radius: 2px;
    forced-color-adjust: none;
  }

  .ink {
    color: var(--chart-ink);
  }

  .line {
    color: var(--chart-line);
  }

  .audio {
    color: var(--chart-audio);
  }

  .generation {
    color: var(--chart-generation);
  }

  .expected {
    color: var(--chart-expected);
  }

  .alert-mark {
    color: var(--chart-alert);
  }
`;
