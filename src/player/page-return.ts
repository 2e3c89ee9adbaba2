/**
 * Calls `listener` whenever the user comes back to the page: it is shown, has the focus again,
 * leaves the back/forward cache, or is thawed after the browser or the machine slept. Several of
 * these may come together. Ends with the signal; without effect outside a page.
 */
export function onPageReturn(listener: () => void, signal: AbortSignal): void {
  const { document, window } = globalThis as Partial<
    Pick<typeof globalThis, 'document' | 'window'>
  >;
  const onVisibilityChange = () => {
    if (document?.visibilityState === 'visible') listener();
  };
  document?.addEventListener('visibilitychange', onVisibilityChange, { signal });
  document?.addEventListener('resume', listener, { signal });
  window?.addEventListener('pageshow', listener, { signal });
  window?.addEventListener('focus', listener, { signal });
}
