/** `npm run examples`: serves the built examples, and the library beside them, as a static host. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** What the library needs, and nothing else. */
const STRICT_CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Of every file, workers' scripts too: it is theirs that the browser applies to a worker. */
const STRICT_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': STRICT_CSP,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Folders of the site, and where they lie. What is built comes first. */
const FOLDERS = [
  ['/xtts-web/', 'lib'],
  ['/', 'examples/dist'],
  ['/', 'examples'],
] as const;

async function read(path: string): Promise<Buffer | undefined> {
  const file = normalize(path.endsWith('/') ? `${path}index.html` : path);
  for (const [prefix, folder] of FOLDERS) {
    if (!file.startsWith(prefix)) continue;
    const content = await readFile(join(ROOT, folder, file.slice(prefix.length))).catch(
      () => undefined,
    );
    if (content) return content;
  }
  return undefined;
}

export interface ExamplesOptions {
  /** @default a free one */
  readonly port?: number | undefined;
  /** More scripts, by path. @default none */
  readonly scripts?: Readonly<Record<string, string>> | undefined;
}

/** A running host; closed when it is disposed of. */
export interface ExamplesSite extends AsyncDisposable {
  readonly url: string;
}

/** Serves until it is closed; `/strict/…` is the same site under a strict policy, isolated. */
export async function serveExamples({
  port = 0,
  scripts = {},
}: ExamplesOptions = {}): Promise<ExamplesSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    const isStrict = pathname.startsWith('/strict/');
    const path = isStrict ? pathname.slice('/strict'.length) : pathname;
    void read(path).then((file) => {
      const content = file ?? scripts[path];
      const extension = extname(path) || '.html';
      // Browsers ask for an icon by themselves.
      const status = content ? 200 : path === '/favicon.ico' ? 204 : 404;
      response.writeHead(status, {
        'Content-Type': CONTENT_TYPES[extension] ?? 'application/octet-stream',
        'Access-Control-Allow-Origin': '*',
        ...(isStrict ? STRICT_HEADERS : {}),
      });
      response.end(content);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const { url } = await serveExamples({ port: 5190 });
  for (const path of ['script-tag', 'modules', 'strict/csp', 'react', 'vue']) {
    process.stdout.write(`${url}/${path}/\n`);
  }
}
