import AxeBuilder from '@axe-core/playwright';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { expect, PageDriver, test } from './page-driver.ts';
import { BUILD_FOLDER, serverUrl } from './servers.ts';
import { measureSpeech } from './speech-measures.ts';
import { ISOLATION_HEADERS, StaticSite } from './static-site.ts';

const WORKER = 'offline.worker.js';

for (const [name, headers] of [
  ['with', ISOLATION_HEADERS],
  ['without', {}],
] as const) {
  test(`starts and speaks offline after the first visit, ${name} isolation headers`, async ({
    speechPage,
  }) => {
    const { page } = speechPage;
    await using site = await StaticSite.open(headers);
    await visit(speechPage, site);
    const isolated = await page.evaluate(() => crossOriginIsolated);
    expect(isolated).toBe(name === 'with');

    const { url } = site;
    await site.close();
    // Another query is the same page.
    await speechPage.open('?device=wasm', url);
    await speechPage.waitFor('ready');
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    await speechPage.speakToEnd('Good night.', 'FAST');
    const { samples, sampleRate } = await speechPage.recording(16_000);
    expect(measureSpeech(samples, sampleRate).speechSeconds).toBeGreaterThan(0.3);
  });
}

test('keeps the page and its voice, and nothing else', async ({ speechPage }) => {
  const { page } = speechPage;
  await using site = await StaticSite.open();
  await using other = await StaticSite.open({ 'Access-Control-Allow-Origin': '*' });
  await visit(speechPage, site);
  site.change('models/mine/gpt.safetensors', 'weights');
  const foreign = `${other.url}icons/icon.svg`;
  const ofNoConcern = ['models/mine/gpt.safetensors', foreign];
  await page.evaluate((urls) => Promise.all(urls.map((url) => fetch(url))), ofNoConcern);
  expect(site.requested).toContain('models/mine/gpt.safetensors');
  expect(other.requested).toHaveLength(1);

  const kept = await keptFiles(page);
  for (const ending of ['.html', '.webmanifest', '.svg', 'models/nano/gpt.safetensors']) {
    expect(kept.some((path) => path.endsWith(ending))).toBe(true);
  }
  expect(kept.filter((path) => path.endsWith('.wasm'))).toEqual([
    expect.stringMatching(/^assets\/ort-wasm-simd-threaded-/),
  ]);
  expect(kept.filter((path) => path.startsWith('http'))).toEqual([]);
  expect(kept.filter((path) => /^models\/(?!nano\/)/.test(path))).toEqual([]);
});

test('large files are kept from their first use', async ({ speechPage }) => {
  const { page } = speechPage;
  await using site = await StaticSite.open();
  await visit(speechPage, site);
  const assets = await readdir(join(BUILD_FOLDER, 'assets'));
  const large = assets.filter((name) => /(jspi|asyncify|lindera).*\.wasm$/.test(name));
  expect(large).toHaveLength(3);
  const sizes = (): Promise<number[]> =>
    page.evaluate(
      (names) =>
        Promise.all(names.map(async (name) => (await (await fetch(`assets/${name}`)).blob()).size)),
      large,
    );
  const fetched = await sizes();
  expect(Math.min(...fetched)).toBeGreaterThan(1e7);
  await expect
    .poll(() => keptFiles(page))
    .toEqual(expect.arrayContaining(large.map((name) => `assets/${name}`)));
  await site.close();
  expect(await sizes()).toEqual(fetched);
});

test('a page that WebGPU speaks for starts offline, too @webgpu', async ({ speechPage }) => {
  test.skip(test.info().project.name !== 'webgpu', 'there is no WebGPU in this project');
  const { page } = speechPage;
  await using site = await StaticSite.open();
  await speechPage.open('?device=webgpu', site.url);
  await speechPage.waitFor('ready', 100_000);
  await expect
    .poll(() => keptFiles(page), { timeout: 30_000 })
    .toContainEqual(expect.stringMatching(/(jspi|asyncify).*\.wasm$/));
  await site.close();
  await page.reload();
  await speechPage.waitFor('ready', 100_000);
  expect((await speechPage.info()).device).toBe('webgpu');
});

test('a new version is offered when speech is over, and taken by its button', async ({
  speechPage,
}) => {
  const { page } = speechPage;
  await using site = await StaticSite.open();
  await visit(speechPage, site);
  const line = page.locator('#update');
  await expect(line).toHaveText('');

  await speechPage.speak('The kitchen smells of fresh bread and butter.');
  await speechPage.waitFor('playing');
  await deploy(site, 'second');
  await checkForUpdate(page);
  await waitForWaiting(page);
  await expect(line).toHaveText('');
  await speechPage.waitFor('ready');
  await expect(line).toContainText('A new version of this page is ready.');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.locator('#interface-language').selectOption('pt-BR');
  await expect(line).toContainText('Há uma nova versão desta página.');

  await expectVersion(page, null);
  await page.getByRole('button', { name: 'Recarregar' }).click();
  await expectVersion(page, 'second');
  await speechPage.waitFor('ready');
  await expect(line).toHaveText('');
});

test('a new version that is put off is taken at the next start', async ({ speechPage }) => {
  const { page } = speechPage;
  await using site = await StaticSite.open();
  await visit(speechPage, site);
  await deploy(site, 'second');
  // A reload finds it, and does not take it: other pages may be open.
  await page.reload();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page.locator('#update')).toHaveText('');
  await expectVersion(page, null);

  const nextPage = await page.context().newPage();
  await page.close();
  // The browser takes it once it has seen that the page is gone, which may be after this start.
  await expect(async () => {
    await nextPage.goto('about:blank');
    await nextPage.waitForTimeout(500);
    await nextPage.goto(`${site.url}read.html`);
    expect(await nextPage.locator('html').getAttribute('data-version')).toBe('second');
  }).toPass({ timeout: 40_000 });
});

test('a page of the version before goes on when another page takes the new one', async ({
  speechPage,
}) => {
  const { page } = speechPage;
  await using site = await StaticSite.open();
  await visit(speechPage, site);
  // The second version has its Portuguese rules under another name.
  const part = (await keptFiles(page)).find((path) => /^assets\/pt-/.test(path))!;
  const worker = (await site.built(WORKER)).replace(part, 'assets/pt-second.js');
  site.change('assets/pt-second.js', await site.built(part));
  site.change(part, null);
  await deploy(site, 'second', worker);

  const otherPage = await page.context().newPage();
  await otherPage.goto(`${site.url}read.html`);
  await otherPage.getByRole('button', { name: 'Reload' }).click();
  await expectVersion(otherPage, 'second');

  await expectVersion(page, null);
  await page.locator('#language').selectOption('pt');
  await speechPage.speak('Boa noite, 25 vezes.');
  await speechPage.waitFor('playing');
});

test('can be installed', async () => {
  const info = test.info();
  // A profile of its own: the tests' contexts are private windows, in which nothing is installed.
  const { executablePath, args } = info.project.use.launchOptions!;
  await using context = await chromium.launchPersistentContext(info.outputPath('profile'), {
    ...(executablePath ? { executablePath } : {}),
    ...(args ? { args } : {}),
  });
  const page = await context.newPage();
  await page.goto(`${serverUrl('build')}read.html`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const session = await context.newCDPSession(page);
  const { url, errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toBe(`${serverUrl('build')}manifest.webmanifest`);
  const { icons } = JSON.parse(data!) as { icons: { src: string; sizes: string }[] };
  for (const { src, sizes } of icons) {
    const size = await page.evaluate(async (path) => {
      const image = new Image();
      image.src = path;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    if (sizes !== 'any') expect(size).toBe(sizes);
  }
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
});

test('a browser without service workers speaks, and one that fails is reported', async ({
  page,
}) => {
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(error.message));
  const driver = new PageDriver(page, '');
  await using site = await StaticSite.open();
  site.change(WORKER, null);
  await driver.open('', site.url);
  await driver.waitFor('ready');
  await expect.poll(() => failures).toHaveLength(1);
  expect(failures[0]).toContain(WORKER);
  await expect(driver.error).toHaveText('');

  await page.addInitScript(() => {
    navigator.serviceWorker.register = () =>
      Promise.reject(new DOMException('refused', 'SecurityError'));
  });
  await driver.open('', site.url);
  await driver.waitFor('ready');
  await driver.speakToEnd('Good night.', 'FAST');
  expect(failures).toHaveLength(1);
});

test('from source there is no service worker', async ({ speechPage }) => {
  await speechPage.open();
  await speechPage.waitFor('ready');
  const registrations = () =>
    speechPage.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  expect(await registrations()).toBe(0);
  await speechPage.speakToEnd('Good night.', 'FAST');
  expect(await registrations()).toBe(0);
});

/** A first visit, until the page would start without a network. */
async function visit(speechPage: PageDriver, site: StaticSite): Promise<void> {
  await speechPage.open('', site.url);
  await speechPage.waitFor('ready');
  await speechPage.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    while (!navigator.serviceWorker.controller) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
}

/** Puts another version on the site. */
async function deploy(site: StaticSite, name: string, worker?: string): Promise<void> {
  const page = await site.built('read.html');
  site.change('read.html', page.replace('<html', `<html data-version="${name}"`));
  const built = worker ?? (await site.built(WORKER));
  // Builds name their revisions by the files' contents.
  const changed = built.replace(/"\w+"(?=,"url":"read\.html")/, JSON.stringify(name));
  expect(changed).not.toBe(built);
  site.change(WORKER, changed);
}

async function expectVersion(page: Page, name: string | null): Promise<void> {
  const root = page.locator('html');
  if (name === null) await expect(root).not.toHaveAttribute('data-version');
  else await expect(root).toHaveAttribute('data-version', name);
}

async function checkForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
}

async function waitForWaiting(page: Page): Promise<void> {
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.ready).waiting));
}

/** What the service worker keeps: paths below the page's, whole URLs of other folders and hosts. */
async function keptFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const files: string[] = [];
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      files.push(...requests.map(({ url }) => url));
    }
    const base = new URL('./', location.href).href;
    return files.map((url) => url.replace(base, '').replace(/\?.*/, ''));
  });
}
