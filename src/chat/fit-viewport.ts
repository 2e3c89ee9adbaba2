/**
 * Tells an element, as `--visible-height`, how high the part of the window is that can be seen: the
 * keyboard of some phones lies over the page instead of making it smaller.
 */
export function fitViewport(element: HTMLElement, signal: AbortSignal): void {
  const viewport = globalThis.visualViewport;
  const fit = (): void => {
    const { height = 0, scale = 1 } = viewport ?? {};
    // Who zooms in sees less of the page, which is as high as before.
    if (Math.abs(scale - 1) > 0.01) element.style.removeProperty('--visible-height');
    else element.style.setProperty('--visible-height', `${height}px`);
  };
  viewport?.addEventListener('resize', fit, { signal });
}
