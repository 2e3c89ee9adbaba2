import { build, defaultClientConditions, type InlineConfig } from 'vite';
import { libraryUrls } from './library-urls.ts';

/** Where the build is put together, relative to the repository. */
export interface LibraryBuild {
  readonly root: string;
  readonly outDir: string;
}

/** What ONNX Runtime's scripts are taken without: their WebAssembly's own script, a file of its own. */
export const ORT_CONDITION = 'onnxruntime-web-use-extern-wasm';

function config({ root, outDir }: LibraryBuild, format: 'es' | 'iife'): InlineConfig {
  return {
    configFile: false,
    root,
    mode: 'library',
    // In libraries Vite leaves this to whoever bundles them; most pages here have no bundler.
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warn',
    publicDir: false,
    plugins: [libraryUrls(format)],
    resolve: { conditions: [ORT_CONDITION, ...defaultClientConditions] },
    build: { outDir, emptyOutDir: false, target: 'es2022', reportCompressedSize: false },
  };
}

/**
 * The page's side as modules. What only users of the element or of packs need are chunks of their
 * own, which are not loaded, or left away by bundlers, where nobody imports them.
 */
export async function buildModules(target: LibraryBuild): Promise<void> {
  const base = config(target, 'es');
  await build({
    ...base,
    build: {
      ...base.build,
      lib: { entry: { index: 'src/index.ts', define: 'src/define.ts' }, formats: ['es'] },
      rolldownOptions: {
        output: {
          minify: true,
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          codeSplitting: {
            // Each with what it imports and no group before it has.
            groups: [
              { name: 'player', priority: 3, test: /\/src\/player\/player\.ts$/ },
              { name: 'packs', priority: 2, test: /\/src\/player\/pack-manager\.ts$/ },
              { name: 'element', priority: 1, test: /\/src\/element\// },
            ],
          },
        },
      },
    },
  });
}

/** One file without imports: a worker, the worklet, or the whole library as a plain script. */
export async function buildFile(
  target: LibraryBuild,
  { entry, name, format }: { entry: string; name: string; format: 'es' | 'iife' },
): Promise<void> {
  const base = config(target, format);
  await build({
    ...base,
    build: {
      ...base.build,
      lib: { entry, formats: [format], name: 'XttsWeb', fileName: () => name },
      rolldownOptions: { output: { minify: true, codeSplitting: false } },
    },
  });
}
