import type { OfflineMessage } from './offline-message.ts';

/** A new version of the page, fetched and ready, that is taken at the next start by itself. */
export interface AppUpdate {
  /** Takes it now: reloads this page, and no other that is open. */
  readonly reload: () => void;
}

/** How often a page that stays open asks for a new version, at most. */
const CHECK_INTERVAL_MS = 3_600_000;

/**
 * Registers the service worker, with which the page starts without a network, and calls `onUpdate`
 * for each new version that is ready while the page is open. Resolves to the registration;
 * `undefined` where the page has to do without.
 */
export async function registerServiceWorker(
  onUpdate: (update: AppUpdate) => void,
): Promise<ServiceWorkerRegistration | undefined> {
  const registration = await register();
  if (!registration) return undefined;
  const announce = (): void => onUpdate({ reload: () => reloadInto(registration) });
  const follow = (worker: ServiceWorker | null): void => {
    worker?.addEventListener('statechange', () => {
      // At the first visit there is nothing that it would replace.
      if (worker.state === 'installed' && registration.active) announce();
    });
  };
  if (registration.waiting) announce();
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  checkOnReturn(registration);
  return registration;
}

/** Tells the service worker once it is active. */
export async function tellServiceWorker(message: OfflineMessage): Promise<void> {
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage(message);
}

async function register(): Promise<ServiceWorkerRegistration | undefined> {
  // Absent in some private windows, whatever the types say.
  const { serviceWorker } = navigator as Partial<Navigator>;
  try {
    return await serviceWorker?.register(new URL('offline.worker.js', document.baseURI));
  } catch (error) {
    // The page does without it all that it was asked for, so the user is told nothing, and no code of
    // ours fits. A browser that refuses (private window, storage forbidden) is as it should be.
    // Everything else (a script that is missing, or damaged) is a fault of the site: it is reported
    // as an uncaught error, where those who run the site look.
    if (!(error instanceof DOMException && error.name === 'SecurityError')) reportError(error);
    return undefined;
  }
}

function reloadInto({ waiting }: ServiceWorkerRegistration): void {
  // Another page may have taken it meanwhile.
  if (!waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
    once: true,
  });
  waiting.postMessage('activate' satisfies OfflineMessage);
}

/** Browsers ask at a navigation only: an installed page can stay open for weeks. */
function checkOnReturn(registration: ServiceWorkerRegistration): void {
  let checkedAtMs = performance.now();
  document.addEventListener('visibilitychange', () => {
    const nowMs = performance.now();
    if (document.hidden || nowMs - checkedAtMs < CHECK_INTERVAL_MS) return;
    checkedAtMs = nowMs;
    // It rejects without a network: the next return asks again.
    registration.update().catch(() => undefined);
  });
}
