/** `dev` is the source, cross-origin isolated; `build` the built page in a folder, not isolated. */
export type ServerName = 'dev' | 'build';

const FOLDERS: Readonly<Record<ServerName, string>> = { dev: '/', build: '/any/folder/' };

/** Where the tests' build lies, beside `dist`, so that testing leaves a build of yours alone. */
export const BUILD_FOLDER = 'node_modules/.cache/xtts-web-e2e';

/** The port of a server: `npm run e2e` chooses free ones. */
export function serverPort(name: ServerName): string {
  const variables = { dev: 'XTTS_E2E_DEV_PORT', build: 'XTTS_E2E_BUILD_PORT' } as const;
  const defaults = { dev: '5183', build: '5184' } as const;
  return process.env[variables[name]] ?? defaults[name];
}

/** The folder of its site in which a server offers the page, with slashes around it. */
export function serverFolder(name: ServerName): string {
  return FOLDERS[name];
}

/** Where a server offers the page. */
export function serverUrl(name: ServerName): string {
  return `http://localhost:${serverPort(name)}${serverFolder(name)}`;
}
