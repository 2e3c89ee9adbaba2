import { defineConfig } from '@playwright/test';
import { BUILD_FOLDER, serverFolder, serverPort, serverUrl } from './e2e/servers.ts';

/** Nothing but what the page asks for goes over the network. */
const COMMON_FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];
const AUTOPLAY_FLAG = '--autoplay-policy=no-user-gesture-required';
/** A WebGPU adapter on the CPU: right, and slow. */
const WEBGPU_FLAGS = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];
/** `requestAdapter()` gives null, also where there is a GPU; no smaller set of flags does that. */
const NO_WEBGPU_FLAGS = ['--disable-gpu', '--disable-software-rasterizer'];

function launch(flags: readonly string[]) {
  return {
    launchOptions: {
      args: [...COMMON_FLAGS, ...flags],
      ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    },
  };
}

/** Browser tests; start them by `npm run e2e`, which finds the browser and free ports. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  reporter: 'list',
  // The engine wants the cores for itself.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  globalTimeout: (45 + Number(process.env['XTTS_SPEECH_MINUTES'] ?? 0)) * 60_000,
  expect: { timeout: 20_000 },
  use: { baseURL: serverUrl('dev'), locale: 'en-US', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'wasm',
      testIgnore: ['**/autoplay.spec.ts', '**/device-parity.spec.ts'],
      use: launch([...NO_WEBGPU_FLAGS, AUTOPLAY_FLAG]),
    },
    {
      name: 'webgpu',
      // Slow: what is the same on every device is tested on wasm only.
      grep: /@webgpu|device-parity\.spec/,
      timeout: 240_000,
      use: launch([...WEBGPU_FLAGS, AUTOPLAY_FLAG]),
    },
    {
      name: 'autoplay policy',
      testMatch: '**/autoplay.spec.ts',
      use: launch(NO_WEBGPU_FLAGS),
    },
  ],
  webServer: [
    {
      command: `npx vite --port ${serverPort('dev')} --strictPort`,
      url: serverUrl('dev'),
      env: { XTTS_NO_RELOAD: '1' },
    },
    {
      // As a static host would serve it: from a folder, without the isolation headers.
      command:
        `npx vite build --logLevel warn --outDir ${BUILD_FOLDER} && ` +
        `npx vite preview --outDir ${BUILD_FOLDER} --base ${serverFolder('build')} ` +
        `--port ${serverPort('build')} --strictPort`,
      url: serverUrl('build'),
      env: { XTTS_NO_ISOLATION: '1' },
      timeout: 120_000,
    },
  ],
});
