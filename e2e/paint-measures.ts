import type { Page } from '@playwright/test';

/** What the browser says of how a page came to be seen; times from the start of its navigation. */
export interface PaintMeasures {
  /** 0 before anything was painted. */
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  /** The sum of all shifts so far. */
  readonly layoutShift: number;
  /** What was shifted, and from where to where. */
  readonly shifts: readonly string[];
}

declare global {
  interface Window {
    paintMeasures?: { -readonly [Name in keyof PaintMeasures]: PaintMeasures[Name] };
  }
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
}

/** Has the pages that are opened from now on measured. */
export async function installPaintMeasures(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const measures = (window.paintMeasures = {
      firstPaintMs: 0,
      largestPaintMs: 0,
      layoutShift: 0,
      shifts: [] as string[],
    });
    const observe = (type: string, take: (entry: PerformanceEntry) => void): void => {
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
        type,
        buffered: true,
      });
    };
    observe('paint', ({ name, startTime }) => {
      if (name === 'first-contentful-paint') measures.firstPaintMs = startTime;
    });
    observe('largest-contentful-paint', ({ startTime }) => (measures.largestPaintMs = startTime));
    observe('layout-shift', (entry) => {
      const { value, sources } = entry as LayoutShift;
      measures.layoutShift += value;
      const place = ({ x, y, width, height }: DOMRect): string => `${x},${y} ${width}×${height}`;
      for (const { node, previousRect, currentRect } of sources) {
        const what = node instanceof Element ? node.outerHTML.slice(0, 80) : node?.nodeName;
        measures.shifts.push(`${what}: ${place(previousRect)} to ${place(currentRect)}`);
      }
    });
  });
}

/** What was measured up to now. */
export async function paintMeasures(page: Page): Promise<PaintMeasures> {
  return page.evaluate(() => window.paintMeasures!);
}
