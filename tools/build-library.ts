/**
 * `npm run build:library [-- --out FOLDER]`: the library as it is published, in `lib/`. Its files
 * have fixed names and lie in one folder, so that a page can host them by copying it.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { publishElementManifest } from './library/element-manifest.ts';
import { buildFile, buildModules } from './library/build-scripts.ts';
import { libraryName } from './library/library-urls.ts';

// Else Vite would take the development builds of dependencies where tests start this.
process.env['NODE_ENV'] = 'production';

const ROOT = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/** What workers fetch. Copied, so that script and WebAssembly are always of one version. */
const COPIED = [
  'onnxruntime-web/ort-wasm-simd-threaded.mjs',
  'onnxruntime-web/ort-wasm-simd-threaded.wasm',
  'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs',
  'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm',
  'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs',
  'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm',
  'lindera-wasm-ipadic/lindera_wasm_bg.wasm',
];

const { values } = parseArgs({
  options: { out: { type: 'string' }, 'scripts-only': { type: 'boolean', default: false } },
});
const outDir = resolve(values.out ?? join(ROOT, 'lib'));
const target = { root: ROOT, outDir };

// Types of an earlier build are not wrong enough to be taken from whoever uses them.
if (!values['scripts-only']) rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
await buildModules(target);
for (const [entry, format] of [
  ['src/worker/engine.worker.ts', 'es'],
  ['src/worker/pack.worker.ts', 'es'],
  ['src/remote/remote.worker.ts', 'es'],
  ['src/audio/worklet/fifo.worklet.ts', 'es'],
  ['tools/library/cdn.ts', 'iife'],
] as const) {
  await buildFile(target, { entry, name: libraryName(entry), format });
}
for (const file of COPIED) copyFileSync(require.resolve(file), join(outDir, libraryName(file)));
for (const folder of ['models/nano', 'licenses']) {
  cpSync(join(ROOT, 'public', folder), join(outDir, folder), { recursive: true });
}
if (!values['scripts-only']) {
  run('typescript/bin/tsc', '-p', 'tsconfig.library.json', '--outDir', join(outDir, 'types'));
  const config = 'tools/library/element-manifest.config.js';
  const analyzer = ['analyze', '--config', config, '--quiet', '--globs', 'src/element/*.ts'];
  const folder = relative(ROOT, outDir);
  run('@custom-elements-manifest/analyzer/cem.js', ...analyzer, '--outdir', folder);
  publishElementManifest(join(outDir, 'custom-elements.json'));
}

/** Runs a command of a dependency. */
function run(command: string, ...args: string[]): void {
  execFileSync(process.execPath, [join(ROOT, 'node_modules', command), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
  });
}
