import { defineConfig } from 'vite';

/**
 * Cross-origin isolation gives the wasm path its threads. The app works without it too, on one
 * thread: `XTTS_NO_ISOLATION=1` serves it that way, as most static hosts do.
 */
const ISOLATION_HEADERS: Record<string, string> =
  process.env['XTTS_NO_ISOLATION'] === '1'
    ? {}
    : {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      };

export default defineConfig({
  // Relative, so that the built folder can be put anywhere on a site.
  base: './',
  server: {
    headers: ISOLATION_HEADERS,
    // For tests: a file that is edited meanwhile must not reload the page.
    ...(process.env['XTTS_NO_RELOAD'] === '1' ? { hmr: false } : {}),
  },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Everything stays a file: wasm must be compiled while it streams, worklets need a URL.
    assetsInlineLimit: 0,
  },
  // A missing file is a 404, not index.html: a pack without a shard must be told from a whole one.
  appType: 'mpa',
  optimizeDeps: {
    // Their loaders find their wasm beside themselves, which pre-bundling would move.
    exclude: ['onnxruntime-web', 'lindera-wasm-ipadic'],
  },
});
