import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGE_JSON = readFileSync(join(ROOT, 'package.json'), 'utf8');
const PACKAGE = JSON.parse(PACKAGE_JSON) as {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly files: readonly string[];
  readonly customElements: string;
};
/** Element and player, without what is loaded later and without ONNX Runtime. */
const BUDGET_BYTES = 60_000;

/** A site of its own that has installed the package. */
let site: string;
let library: string;

beforeAll(() => {
  site = mkdtempSync(join(tmpdir(), 'xtts-web-library-'));
  const home = join(site, 'node_modules/xtts-web');
  library = join(home, 'lib');
  mkdirSync(home, { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(home, 'package.json'));
  for (const name of ['lit', 'lit-html', 'lit-element', '@lit', '@types/trusted-types']) {
    mkdirSync(dirname(join(site, 'node_modules', name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(site, 'node_modules', name));
  }
  execFileSync('node', ['--import', 'tsx', 'tools/build-library.ts', '--out', library], {
    cwd: ROOT,
  });
}, 180_000);

afterAll(() => rmSync(site, { recursive: true, force: true }));

test('element and player stay small', () => {
  const files = new Set<string>();
  const visit = (name: string): void => {
    if (files.has(name)) return;
    files.add(name);
    const code = readFileSync(join(library, name), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+)["'`]/g)) {
      visit(imported!);
    }
  };
  visit('define.js');
  expect(files).toContain('player.js');
  const sizes = [...files].map(
    (name) => gzipSync(readFileSync(join(library, name)), { level: 9 }).length,
  );
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(BUDGET_BYTES);
});

test('every export of the package is there', () => {
  for (const target of Object.values(PACKAGE.exports)) {
    for (const file of typeof target === 'string' ? [target] : Object.values(target)) {
      if (file.includes('*')) continue;
      expect(existsSync(join(library, '..', file)), file).toBe(true);
    }
  }
});

test('package.json names the manifest of elements, whatever folder was built last', () => {
  expect(readFileSync(join(ROOT, 'package.json'), 'utf8')).toBe(PACKAGE_JSON);
  expect(existsSync(join(library, '..', PACKAGE.customElements))).toBe(true);
});

test('every file that a script names lies beside it', () => {
  for (const script of ['player.js', 'cdn.js', 'engine.worker.js', 'pack.worker.js']) {
    const code = readFileSync(join(library, script), 'utf8');
    const names = [...code.matchAll(/new URL\("\.\/([\w.-]+)"/g)].map(([, name]) => name!);
    expect(names.length).toBeGreaterThan(6);
    for (const name of names) expect(existsSync(join(library, name)), name).toBe(true);
  }
});

test('the manifest describes the element, without its inside', () => {
  const manifest = readFileSync(join(library, 'custom-elements.json'), 'utf8');
  for (const name of ['"xtts-player"', '"llm-model"', '"xtts-boundary"']) {
    expect(manifest).toContain(name);
  }
  expect(manifest).not.toMatch(/"name": "#/);
});

const CONSUMER = `
  import { configureAssets, FAST, isLicenseError, PackManager, TtsPlayer, type SpeechResult } from 'xtts-web';
  import 'xtts-web/define';
  configureAssets({ baseUrl: '/xtts/', urls: { 'engine.worker.js': '/worker.js' } });
  const player = new TtsPlayer({ packUrl: '/models/nano/' });
  player.addEventListener('boundary', ({ detail }) => detail.charIndex.toFixed());
  player.addEventListener('error', ({ detail: { error } }) => {
    if (isLicenseError(error)) error.license.name.trim();
  });
  const result: SpeechResult = await player.speak('Hello.', { profile: FAST.name });
  result.metrics.underruns.toFixed();
  document.createElement('xtts-player').player = player;
  void new PackManager();
  // @ts-expect-error there is no such option
  void player.speak('Hello.', { nope: 1 });
  export {};
`;

describe('its types, without skipping those of libraries', () => {
  test.each([
    ['esnext', 'bundler'],
    ['node16', 'node16'],
  ])('module %s, resolution %s', (module, moduleResolution) => {
    writeFileSync(join(site, 'package.json'), '{"type":"module"}');
    writeFileSync(join(site, 'page.ts'), CONSUMER);
    const options = ts.convertCompilerOptionsFromJson(
      { strict: true, noEmit: true, target: 'es2022', module, moduleResolution, types: [] },
      site,
    ).options;
    const program = ts.createProgram([join(site, 'page.ts')], { ...options, skipLibCheck: false });
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      const where = file ? relative(site, file.fileName) : '';
      return `${where}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
    expect(problems).toEqual([]);
  });
});

test('every public export has a doc comment', () => {
  const index = join(ROOT, 'src/index.ts');
  const read = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { compilerOptions } = read.config as { compilerOptions: unknown };
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, ROOT);
  const program = ts.createProgram([index], options);
  const checker = program.getTypeChecker();
  const exports = checker.getExportsOfModule(
    checker.getSymbolAtLocation(program.getSourceFile(index)!)!,
  );
  expect(exports.length).toBeGreaterThan(40);
  const undocumented = exports
    .map((symbol) => checker.getAliasedSymbol(symbol))
    .filter((symbol) => symbol.getDocumentationComment(checker).length === 0);
  expect(undocumented.map(({ name }) => name)).toEqual([]);
});

test('the published package holds all that its command line imports, and one voice', () => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [{ files: readonly { readonly path: string; readonly size: number }[] }];
  const { files } = packed;
  const published = new Set(files.map(({ path }) => path));
  const visited = new Set<string>();
  const visit = (path: string): void => {
    if (visited.has(path)) return;
    visited.add(path);
    const code = readFileSync(join(ROOT, path), 'utf8');
    for (const [, name] of code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+\.ts)'/g)) {
      visit(join(dirname(path), name!));
    }
  };
  visit('tools/cli.ts');
  expect(visited.size).toBeGreaterThan(50);
  expect([...visited].filter((path) => !published.has(path))).toEqual([]);
  const weights = files.filter(({ path }) => path.endsWith('.safetensors'));
  expect(weights.filter(({ path }) => !path.startsWith('lib/models/nano/'))).toEqual([]);
});
