import { build, defaultClientConditions, type InlineConfig } from 'vite';
import { libraryUrls } from './library-urls.ts';

/** Where the build is put together, relative to the repository. */
export interface LibraryBuild {
  readonly root: string;
  readonly outDir: string;
}

/** What ONNX Runtime's scripts are taken without: their WebAssembly's own script, a file of its own. */
export const ORT_CONDITION = 'onnxruntime-web-use-extern-wasm';

/** What the player is made of, without what only the element shows. */
function isOfPlayer(id: string): boolean {
  return (
    /library-url:|\/comlink\/|\/src\/(?!element|ui|index|define)/.test(id) &&
    !/webm-muxer|mediabunny/.test(id)
  );
}

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
 * The page's side as modules. What only a user of the element needs is a chunk of its own, which
 * bundlers leave away where nobody imports it.
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
            groups: [
              // A recording's WebM writer stays apart: it is loaded when one is saved.
              { name: 'player', priority: 1, test: isOfPlayer },
              { name: 'element', test: /\/src\/(element|ui)\/|\/node_modules\/(@lit|lit)/ },
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
