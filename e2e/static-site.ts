import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { BUILD_FOLDER, serverFolder } from './servers.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** The headers that make a page cross-origin isolated. */
export const ISOLATION_HEADERS: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/**
 * The built page on a host of its own, which can deploy another version and go away: what a network
 * switched off by the browser's own tools would not show about a service worker.
 */
export class StaticSite {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Files that are not as they were built, by path; `null` for one that is not there. */
  readonly #changed = new Map<string, string | null>();
  /** The path of each file that was asked for, in order. */
  readonly requested: string[] = [];

  private constructor(headers: Readonly<Record<string, string>>) {
    this.#server = createServer((request, response) => {
      const path = new URL(request.url!, 'http://localhost').pathname;
      void this.#answer(path.slice(serverFolder('build').length), response, headers);
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** Starts to serve, with these headers beside the usual ones. */
  static async open(headers: Readonly<Record<string, string>> = {}): Promise<StaticSite> {
    const site = new StaticSite(headers);
    await new Promise<void>((resolve) => site.#server.listen(0, 'localhost', resolve));
    return site;
  }

  /** The page's address. Ask while it is open: the port is the system's choice. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://localhost:${port}${serverFolder('build')}`;
  }

  /** Replaces a file, or takes it away with `null`. */
  change(path: string, content: string | null): void {
    this.#changed.set(path, content);
  }

  /** A file as it was built. */
  async built(path: string): Promise<string> {
    return readFile(join(BUILD_FOLDER, path), 'utf8');
  }

  /** Goes away: from now on connections are refused. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.close();
  }

  async #answer(
    path: string,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const file = normalize(path === '' ? 'index.html' : path);
    this.requested.push(file);
    const changed = this.#changed.get(file);
    const content = changed === undefined ? await read(file) : changed;
    if (content === null) {
      response.writeHead(404, headers).end();
      return;
    }
    const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { ...headers, 'Content-Type': type, 'Cache-Control': 'no-cache' });
    response.end(content);
  }
}

async function read(file: string): Promise<Buffer | null> {
  return readFile(join(BUILD_FOLDER, file)).catch(() => null);
}
