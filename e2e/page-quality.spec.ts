import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { installPaintMeasures, paintMeasures } from './paint-measures.ts';
import { BUILD_FOLDER, serverUrl } from './servers.ts';

/**
 * What a page loads before it can be used, compressed. Both have the player; the chat has Markdown
 * beside it, the page that reads aloud has its panels.
 */
const PAGES = [
  { name: 'index.html', scriptBytes: 155_000, ready: '#begin' },
  { name: 'read.html', scriptBytes: 105_000, ready: '#speak' },
] as const;

/** Under 1 s is what we want on two cores that have nothing else to do; tests share them. */
const MAX_FIRST_PAINT_MS = 2500;
const MAX_LARGEST_PAINT_MS = 4000;
const MAX_LAYOUT_SHIFT = 0.02;

// Else it would fetch the whole app a second time, to keep it.
test.use({ serviceWorkers: 'block' });

for (const { name, scriptBytes, ready } of PAGES) {
  test(`${name} is painted soon and stays where it is`, async ({ page }, info) => {
    const site = new URL(serverUrl('build'));
    const said: string[] = [];
    const foreign: string[] = [];
    page.on('pageerror', (error) => said.push(error.message));
    page.on('console', (message) => {
      const isOurs = !message.text().includes('blocked by Playwright');
      if (isOurs && /error|warning/u.test(message.type())) said.push(message.text());
    });
    page.on('requestfailed', (request) => said.push(`failed: ${request.url()}`));
    page.on('response', (response) => {
      if (response.status() >= 400) said.push(`${response.status()}: ${response.url()}`);
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!/^(?:blob|data):/u.test(protocol) && origin !== site.origin) foreign.push(request.url());
    });
    await installPaintMeasures(page);
    await page.goto(`${site.href}${name}?device=wasm`);
    await expect(page.locator(ready)).toBeVisible();
    await page.waitForFunction(() => window.xttsPlayer?.state === 'ready', null, {
      timeout: 40_000,
    });

    const { firstPaintMs, largestPaintMs, layoutShift, shifts } = await paintMeasures(page);
    const bytes = await staticScriptBytes(name);
    const report =
      `${name}: first contentful paint ${firstPaintMs.toFixed()} ms, largest ` +
      `${largestPaintMs.toFixed()} ms, layout shift ${layoutShift.toFixed(4)}, ` +
      `script ${bytes} bytes (gzip)`;
    info.annotations.push({ type: 'measured', description: report });
    process.stdout.write(`${report}\n`);
    expect(firstPaintMs).toBeLessThan(MAX_FIRST_PAINT_MS);
    expect(largestPaintMs).toBeLessThan(MAX_LARGEST_PAINT_MS);
    expect(layoutShift, shifts.join('\n')).toBeLessThanOrEqual(MAX_LAYOUT_SHIFT);
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThanOrEqual(scriptBytes);

    await checkHead(page);
    for (const url of await linkedUrls(page)) {
      const response = await page.request.get(url);
      expect(response.status(), url).toBe(200);
      // It answers with a page where it has nothing.
      if (/\.(?:js|svg|png|webmanifest)$/u.test(url)) {
        expect(response.headers()['content-type'], url).not.toContain('text/html');
      }
    }
    expect(said, 'errors and warnings').toEqual([]);
    expect(foreign, 'requests to other sites').toEqual([]);
  });

  test(`${name} shows something before any script has come`, async ({ page }) => {
    await page.route('**/*.js', () => undefined);
    await installPaintMeasures(page);
    await page.goto(`${serverUrl('build')}${name}`, { waitUntil: 'commit' });
    await expect.poll(async () => (await paintMeasures(page)).firstPaintMs).toBeGreaterThan(0);
    await expect(page.locator('#skeleton')).toContainText('xtts-web');
  });
}

/** Compressed, what the page names in its HTML: all that must be there before it starts. */
async function staticScriptBytes(name: string): Promise<number> {
  const html = await readFile(join(BUILD_FOLDER, name), 'utf8');
  expect(html, 'a policy for content lets no script in the page itself').not.toMatch(/<script>/u);
  let bytes = 0;
  for (const [, path] of html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/gu)) {
    bytes += gzipSync(await readFile(join(BUILD_FOLDER, path!)), { level: 9 }).length;
  }
  return bytes;
}

/** What search engines, home screens and screen readers read. */
async function checkHead(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\p{L}.* · xtts-web/u);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const content = (name: string) => page.locator(`meta[name="${name}"]`).getAttribute('content');
  expect(((await content('description')) ?? '').length).toBeGreaterThan(40);
  const viewport = await content('viewport');
  expect(viewport).toContain('width=device-width');
  expect(viewport, 'whoever needs it can zoom').not.toMatch(/user-scalable|maximum-scale/u);
  for (const scheme of ['light', 'dark']) {
    const color = page.locator(`meta[name="theme-color"][media*="${scheme}"]`);
    await expect(color).toHaveAttribute('content', /^#[\da-f]{6}$/u);
  }
}

/** What the page and its manifest link to within the site, without fragments. */
function linkedUrls(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const everything = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        element,
        ...(element.shadowRoot ? everything(element.shadowRoot) : []),
      ]);
    const urls = everything(document).flatMap((element) => {
      const link = element.getAttribute('href') ?? element.getAttribute('src');
      return link === null ? [] : new URL(link, document.baseURI).href;
    });
    const manifestUrl = document.querySelector<HTMLLinkElement>('link[rel="manifest"]')!.href;
    const manifest = (await (await fetch(manifestUrl)).json()) as {
      readonly start_url: string;
      readonly icons: readonly { readonly src: string }[];
    };
    if (manifest.icons.length < 3) throw new Error('a manifest without icons');
    const named = [manifest.start_url, ...manifest.icons.map(({ src }) => src)];
    urls.push(...named.map((url) => new URL(url, manifestUrl).href));
    return [...new Set(urls)].filter((url) => new URL(url).origin === location.origin);
  });
}
