/**
 * The service worker of a built page, which starts and speaks with it without a network. It keeps
 * the page, the bundled voice and the wasm build of ONNX Runtime, revision by revision; the builds
 * for WebGPU and the Japanese dictionary from their first use. Whatever else is fetched, such as the
 * packs of other voices and all of other origins, does not pass through it.
 *
 * Answers keep their headers: a page that is cross-origin isolated is so offline, too.
 */
import { cacheNames } from 'workbox-core';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import type { OfflineMessage } from './offline-message.ts';

declare const self: ServiceWorkerGlobalScope;

/** Files that most visitors never need, of 13 to 27 MB each. */
const KEPT_ON_USE = /\/(ort-wasm-simd-threaded\.(jspi|asyncify)|lindera_wasm_bg)-[^/]+\.wasm$/;

const files = self.__WB_MANIFEST.map((file) => (typeof file === 'string' ? { url: file } : file));
const keptOnUse = new Set(
  files
    .filter(({ url }) => KEPT_ON_USE.test(url))
    .map(({ url }) => new URL(url, self.location.href).href),
);

const precache = new PrecacheController({
  plugins: [
    {
      // Workbox would fetch the voice again that the page has just fetched: asking the server whether
      // it changed is as safe.
      requestWillFetch: async ({ request }) =>
        request.cache === 'reload' ? new Request(request, { cache: 'no-cache' }) : request,
    },
  ],
});
precache.addToCacheList(files.filter(({ url }) => !KEPT_ON_USE.test(url)));
const keepOnUse = new CacheFirst({ cacheName: cacheNames.runtime });

// The query is for the page's script: `?device=`, `?pack=`.
registerRoute(new PrecacheRoute(precache, { ignoreURLParametersMatching: [/./] }));
registerRoute(({ url }) => keptOnUse.has(url.href), keepOnUse);
registerRoute(isPartOfPage, async ({ request }) => {
  // A page of the version before asks for a part that only that version has.
  const kept = await self.caches.match(request, { cacheName: precache.strategy.cacheName });
  return kept ?? fetch(request);
});

self.addEventListener('install', (event) => event.waitUntil(precache.install(event)));

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([deleteOldFiles(event), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  switch (event.data as OfflineMessage) {
    case 'activate':
      return event.waitUntil(self.skipWaiting());
    case 'keep-webgpu':
      return event.waitUntil(keepWebGpuBuild(event));
  }
});

/** Whether a URL is one of the scripts and other files whose names change with their contents. */
function isPartOfPage({ url }: { readonly url: URL }): boolean {
  return url.href.startsWith(new URL('assets/', self.registration.scope).href);
}

/** Deletes what only versions before this one needed, unless a page of theirs may still be open. */
async function deleteOldFiles(event: ExtendableEvent): Promise<void> {
  const clients = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const pages = clients.filter(({ url }) => url.startsWith(self.registration.scope));
  // One page is the one that starts or reloads; the files go when the next version is taken.
  if (pages.length > 1) return;
  await precache.activate(event);
  const cache = await self.caches.open(cacheNames.runtime);
  for (const request of await cache.keys()) {
    if (!keptOnUse.has(request.url)) await cache.delete(request);
  }
}

/**
 * Keeps the build that the first visit has fetched before there was a service worker, so that the
 * next one finds it offline. It is the build that `runtime/ort-loader.ts` chooses.
 */
async function keepWebGpuBuild(event: ExtendableEvent): Promise<void> {
  const build = 'Suspending' in WebAssembly ? '.jspi-' : '.asyncify-';
  for (const url of keptOnUse) {
    if (url.includes(build)) await Promise.all(keepOnUse.handleAll({ event, request: url }));
  }
}
