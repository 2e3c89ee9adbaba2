import { basename } from 'node:path';
import type { Plugin } from 'vite';

/** How a script finds its own address: modules know it, plain scripts while they start. */
const OWN_URL = { es: 'import.meta.url', iife: 'document.currentScript.src' } as const;

const ID = '\0library-url:';
const OWN_WASM = /new URL\((['"])([\w.-]+\.wasm)\1, import\.meta\.url\)/g;
const PLACEHOLDER = /__LIBRARY_URL__\(([`"'])([\w.-]+)\1\)/g;

/** The name that the library has a file under: that of its source, as a plain `.js`. */
export function libraryName(source: string): string {
  // Hosts that do not know `.mjs` serve it with a type that browsers refuse to run.
  return basename(source.split('?')[0]!).replace(/\.(ts|mjs)$/, '.js');
}

/**
 * Turns imports of `…?url` and `…?worker&url` into `new URL('./NAME', import.meta.url)`, the form in
 * which Vite, webpack and Parcel recognize a file and take it along as it is. Vite's own plugins
 * would inline such files in a library, or name them by their content.
 */
export function libraryUrls(format: keyof typeof OWN_URL): Plugin {
  return {
    name: 'library-urls',
    enforce: 'pre',
    resolveId: (source) => (/\?(worker&)?url$/.test(source) ? ID + libraryName(source) : undefined),
    load: (id) =>
      id.startsWith(ID) ? `export default ${placeholder(id.slice(ID.length))};` : undefined,
    // Packages that look for their WebAssembly beside themselves; Vite would inline it.
    transform: (code) =>
      code.search(OWN_WASM) >= 0
        ? { code: code.replaceAll(OWN_WASM, (_, __, name: string) => placeholder(name)), map: null }
        : undefined,
    // After the minifier, which would quote the names in a way that not every bundler reads.
    generateBundle: (_, bundle) => {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code.replaceAll(
          PLACEHOLDER,
          (_, __, name: string) => `new URL("./${name}",${OWN_URL[format]}).href`,
        );
      }
    },
  };
}

function placeholder(name: string): string {
  return `__LIBRARY_URL__(${JSON.stringify(name)})`;
}
