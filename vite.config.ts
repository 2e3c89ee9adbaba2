import { defaultClientConditions, defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { ORT_CONDITION } from './tools/library/build-scripts.ts';

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

/** Hosts that do not know `.mjs` serve it with a type that browsers refuse to run. */
function assetFileNames({ names }: { readonly names: readonly string[] }): string {
  return `assets/[name]-[hash]${names[0]?.endsWith('.mjs') ? '.js' : '[extname]'}`;
}

export default defineConfig({
  // Relative, so that the built folder can be put anywhere on a site.
  base: './',
  server: {
    headers: ISOLATION_HEADERS,
    // For tests: a file that is edited meanwhile must not reload the page.
    ...(process.env['XTTS_NO_RELOAD'] === '1' ? { hmr: false } : {}),
  },
  preview: { headers: ISOLATION_HEADERS },
  worker: { format: 'es', rolldownOptions: { output: { assetFileNames } } },
  resolve: { conditions: [ORT_CONDITION, ...defaultClientConditions] },
  build: {
    target: 'es2022',
    // Everything stays a file: wasm must be compiled while it streams, worklets need a URL.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'read.html'],
      output: { assetFileNames },
      // How long plugins took is of no use to those who build.
      checks: { pluginTimings: false },
    },
  },
  // A missing file is a 404, not index.html: a pack without a shard must be told from a whole one.
  appType: 'mpa',
  plugins: [
    // Builds the service worker, and lists in it the files that it keeps; in builds only.
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'offline.worker.ts',
      // The page registers it, and the manifest is a file.
      injectRegister: false,
      manifest: false,
      injectManifest: {
        // One plain script; for ES modules the plugin uses an option that this vite warns of.
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,wasm,svg,png,webmanifest}', 'models/nano/*'],
        // The largest is a WebGPU build of ONNX Runtime, 27 MB; by default 2 MiB are the limit.
        maximumFileSizeToCacheInBytes: 40 * 2 ** 20,
      },
    }),
  ],
  optimizeDeps: {
    // Their loaders find their wasm beside themselves, which pre-bundling would move.
    exclude: ['onnxruntime-web', 'lindera-wasm-ipadic'],
    // Fetched when a panel is opened: found only then, it would make the development server reload.
    include: ['uplot'],
  },
});
