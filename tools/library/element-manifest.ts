import { readFileSync, writeFileSync } from 'node:fs';

interface Member {
  readonly name: string;
  readonly kind: 'field' | 'method';
  readonly privacy?: 'private' | 'protected';
}

interface Declaration {
  readonly name: string;
  readonly tagName?: string;
  readonly members?: readonly Member[];
  readonly events?: readonly { readonly name?: string }[];
  readonly superclass?: { readonly name: string };
}

interface Manifest {
  readonly schemaVersion: string;
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

/** Where the published package has the element, and where it is registered. */
const MODULE = 'lib/index.js';
const DEFINITION = 'lib/define.js';

/** Makes of the analyzer's manifest of the sources that of the published files: the element alone. */
export function publishElementManifest(path: string): void {
  const { schemaVersion, modules } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  const declarations = modules.flatMap((module) => module.declarations);
  const element = declarations.find(({ tagName }) => tagName === 'xtts-player');
  if (!element) throw new Error(`${path} has no <xtts-player>`);
  const { members = [], events = [], ...rest } = element;
  const declaration = {
    ...rest,
    superclass: { name: 'LitElement', package: 'lit' },
    members: members.filter(({ name, privacy }) => !privacy && !name.startsWith('#')),
    events: events.filter(({ name }) => name),
  };
  const manifest = {
    schemaVersion,
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations: [declaration],
        exports: [
          { kind: 'js', name: element.name, declaration: { name: element.name, module: MODULE } },
        ],
      },
      {
        kind: 'javascript-module',
        path: DEFINITION,
        declarations: [],
        exports: [
          {
            kind: 'custom-element-definition',
            name: 'xtts-player',
            declaration: { name: element.name, module: MODULE },
          },
        ],
      },
    ],
  };
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
