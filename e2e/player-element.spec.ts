import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { CPML } from '../src/pack/license.ts';
import type {} from './pages/player-element.ts';
import type { XttsPlayerElement } from '../src/element/xtts-player-element.ts';

const TEXT = 'The old door opens slowly. A cold wind blows out the last candle.';
const PACK = 'pack="/models/nano/" device="wasm"';
const EVERYTHING = 'controls="transport position speed volume save voice language"';

test.beforeEach(async ({ page }) => {
  await page.goto('e2e/pages/player-element.html');
  await page.waitForFunction(() => window.embed !== undefined);
});

async function embed(page: Page, html: string): Promise<void> {
  await page.evaluate((markup) => void window.embed!(markup), html);
}

/** Calls a function with the page's first player. */
function withPlayer<Result>(
  page: Page,
  task: (element: XttsPlayerElement) => Result,
): Promise<Awaited<Result>> {
  return page
    .locator('xtts-player')
    .first()
    .evaluate(task as (element: Element) => Result) as Promise<Awaited<Result>>;
}

async function waitForState(page: Page, state: string): Promise<void> {
  await expect
    .poll(() => withPlayer(page, ({ player }) => player?.state), {
      timeout: 40_000,
      intervals: [50],
    })
    .toBe(state);
}

async function audit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
}

function seen(page: Page): Promise<string[]> {
  return page.evaluate(() => window.seenEvents!);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any state, also 240 px wide: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    let release!: () => void;
    const gate = new Promise<void>((resolve) => (release = resolve));
    await page.route('**/nano/gpt.safetensors', async (route) => {
      await gate;
      await route.continue();
    });
    await embed(page, `<xtts-player ${PACK} ${EVERYTHING} show-text>${TEXT}</xtts-player>`);
    await audit(page);
    await page.locator('#pause').click();
    await expect(page.locator('#loading')).toBeVisible();
    await withPlayer(page, (element) => element.setAttribute('speed', 'fast'));
    await expect(page.locator('#error')).toContainText('speed: "fast"; allowed: 0.5 to 2');
    await audit(page);
    await page.setViewportSize({ width: 256, height: 900 });
    await audit(page);
    await withPlayer(page, (element) => element.removeAttribute('speed'));
    await expect(page.locator('#error')).toBeEmpty();
    release();
    await waitForState(page, 'playing');
    await audit(page);
    await page.setViewportSize({ width: 1000, height: 600 });
    await page.locator('#pause').click();
    await waitForState(page, 'paused');
    await audit(page);
    await page.emulateMedia({ forcedColors: 'active' });
    await audit(page);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
}

test('a licence is asked before weights are fetched; what was asked for goes on', async ({
  page,
}) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.route('**/nano/manifest.json', async (route) => {
    const answer = await route.fetch();
    const manifest = (await answer.json()) as object;
    await route.fulfill({ json: { ...manifest, license: CPML } });
  });
  await embed(page, `<xtts-player ${PACK}>${TEXT}</xtts-player>`);
  await page.locator('#pause').click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Only for use that earns no money');
  await audit(page);
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(page.locator('#error')).toContainText('once its licence is accepted');
  expect(fetched.filter((url) => url.endsWith('.safetensors'))).toEqual([]);
  await page.locator('#retry').click();
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await audit(page);
  await page.locator('#pause').click();
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await waitForState(page, 'playing');
  expect(await withPlayer(page, ({ text }) => text)).toBe(TEXT);
  await expect(page.locator('#error')).toBeEmpty();
});

test('slotted text is read aloud by keyboard alone, and lights up where it stands', async ({
  page,
}) => {
  await embed(
    page,
    `<xtts-player ${PACK} ${EVERYTHING} show-text><p>The old <b>door</b> opens slowly.</p>
      <p>A cold wind blows out the last candle.</p></xtts-player>`,
  );
  // Nothing is fetched before it is wanted.
  expect(await withPlayer(page, ({ player, paused }) => [player?.state, paused])).toEqual([
    'idle',
    true,
  ]);
  await expect(page.getByText('opens slowly.')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Read aloud' })).toBeFocused();
  await page.keyboard.press('Space');
  await waitForState(page, 'playing');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  const marked = () =>
    page.evaluate(() => [...(CSS.highlights.get('xtts-word') ?? [])].map(String).join());
  await expect.poll(marked, { intervals: [20] }).toMatch(/opens|slowly/);
  expect(await withPlayer(page, ({ text }) => text)).toBe(
    'The old door opens slowly.\n\nA cold wind blows out the last candle.',
  );
  await page.keyboard.press('Enter');
  await waitForState(page, 'paused');
  const reached: string[] = [];
  for (let i = 0; i < 9; i++) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        let element = document.activeElement!;
        while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        const { outlineStyle } = getComputedStyle(element);
        return outlineStyle === 'solid' ? element.id : `${element.id}, unseen`;
      }),
    );
  }
  expect(reached).toEqual(
    'forward position rate mute volume save-wav save-webm voice preview'.split(' '),
  );
  // By two seconds a key, as far as there is audio.
  const before = await withPlayer(page, ({ currentTime }) => currentTime);
  await page.locator('#position').press('ArrowRight');
  await expect
    .poll(() => withPlayer(page, ({ currentTime }) => currentTime))
    .toBeGreaterThan(before + 0.5);
  await page.locator('#mute').press('Space');
  await page.locator('#rate').selectOption('0.95');
  expect(
    await withPlayer(page, ({ muted, playbackRate, outerHTML }) => [
      muted,
      playbackRate,
      outerHTML.match(/ (?:muted|playback-rate)="[^"]*"/g),
    ]),
  ).toEqual([true, 0.95, expect.arrayContaining([' muted=""', ' playback-rate="0.95"'])]);
  await page.locator('#rate').selectOption('4');
  await page.locator('#pause').press('Enter');
  await waitForState(page, 'ready');
  // In the order of media elements.
  const events = await seen(page);
  expect(events.filter((type) => /^(play|pause|ended)$/.test(type))).toEqual([
    'play', 'pause', 'play', 'pause', 'ended',
  ]); // prettier-ignore
  expect(events).toEqual(
    expect.arrayContaining([
      'xtts-boundary',
      'xtts-chunk',
      'xtts-progress',
      'xtts-metrics',
      'seeked',
      'volumechange',
      'ratechange',
    ]),
  );
  expect(
    await withPlayer(page, ({ paused, ended, duration }) => [paused, ended, duration > 2]),
  ).toEqual([true, true, true]);
  expect(await marked()).toBe('');
});

test('attributes and properties: what is bad is said', async ({ page }) => {
  await embed(page, `<xtts-player volume="2" profile="cinematic" lang="pt"></xtts-player>`);
  await expect(page.locator('#error')).toContainText('volume: "2"; allowed: 0 to 1');
  expect(await seen(page)).toEqual(['error']);
  const outcome = await withPlayer(page, async (element) => {
    const codeOf = async (task: () => unknown): Promise<unknown> => {
      try {
        await task();
        return 'nothing';
      } catch (error) {
        return (error as { code?: string }).code;
      }
    };
    const bad = element.error as { code: string };
    element.volume = 0.5;
    element.playbackRate = 2;
    element.setAttribute('volume', '0.25');
    await element.updateComplete;
    return [
      bad.code,
      element.volume,
      element.getAttribute('playback-rate'),
      element.profile,
      element.error,
      await codeOf(() => (element.volume = 2)),
      await codeOf(() => (element.device = 'gpu' as never)),
      await codeOf(() => (element.speed = NaN)),
      await codeOf(() => element.speak('Hello.', { queue: 'later' as never })),
      await codeOf(() => element.speak('')),
    ];
  });
  expect(outcome).toEqual([
    'option-invalid',
    0.25,
    '2',
    'CINEMATIC',
    null,
    'option-invalid',
    'option-invalid',
    'option-invalid',
    'option-invalid',
    'text-empty',
  ]);
  // In the language of where it stands.
  await expect(page.getByRole('button', { name: 'Ler em voz alta' })).toBeVisible();
});

test('several share one worker; removed ones give back what they had, and come again', async ({
  page,
}) => {
  const one = `<xtts-player ${PACK} preload="auto" volume="0.5">Good night.</xtts-player>`;
  await embed(page, one.repeat(3));
  const players = page.locator('xtts-player');
  for (let i = 0; i < 3; i++)
    await expect(players.nth(i).locator('#status')).toHaveText('Ready.', { timeout: 40_000 });
  expect(page.workers()).toHaveLength(1);
  // Moved at once: it speaks on.
  await players.nth(0).locator('#pause').click();
  await waitForState(page, 'playing');
  expect(
    await withPlayer(page, (element) => {
      const { player } = element;
      element.parentElement!.append(element);
      return new Promise((resolve) =>
        setTimeout(() => resolve(player === element.player && element.speaking)),
      );
    }),
  ).toBe(true);
  const section = await page.locator('section').elementHandle();
  await section.evaluate((node: HTMLElement) => node.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  await page.evaluate((node) => document.querySelector('main')!.append(node as Node), section);
  await expect(players.nth(1).locator('#status')).toHaveText('Ready.', { timeout: 40_000 });
  expect(await withPlayer(page, ({ player, volume }) => [player!.volume, volume])).toEqual([
    0.5, 0.5,
  ]);
  await players.nth(1).locator('#pause').click();
  await expect(players.nth(1).locator('#status')).toHaveText('Speaking.');
});

for (const direction of ['ltr', 'rtl']) {
  test(`nothing jumps from loading to the end, ${direction}; words come as a stream`, async ({
    page,
  }) => {
    await page.evaluate((dir) => (document.documentElement.dir = dir), direction);
    await embed(page, `<xtts-player ${PACK} ${EVERYTHING} show-text></xtts-player>`);
    await withPlayer(page, (element) => element.updateComplete);
    for (const width of direction === 'ltr' ? [240, 1600] : [700]) {
      await page.setViewportSize({ width, height: 700 });
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      await page.evaluate(() => (window.layoutShifts = []));
      await withPlayer(page, (element) => {
        async function* words(): AsyncGenerator<string> {
          for (const word of ['Good ', 'night, ', 'and ', 'see ', 'you.']) yield word;
        }
        void element.speak(words());
      });
      await waitForState(page, 'playing');
      await waitForState(page, 'ready');
      expect(await page.evaluate(() => window.layoutShifts), `${width} px wide`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${width} px wide`).toBeLessThanOrEqual(0);
    }
    expect(await page.evaluate(() => document.querySelector('xtts-player')!.text)).toBe(
      'Good night, and see you.',
    );
  });
}

test('an element that speaks by itself', async ({ page }) => {
  await embed(page, `<xtts-player ${PACK} autoplay show-text>Good night.</xtts-player>`);
  await waitForState(page, 'playing');
  await expect(page.locator('xtts-player:state(speaking)')).toHaveCount(1);
  await expect.poll(() => seen(page)).toContain('ended');
  await expect(page.locator('xtts-player:state(speaking)')).toHaveCount(0);
});

test('a strict content security policy is kept', async ({ page }) => {
  // As a site would send it. In the sources vite puts its own scripts and styles in: those of the page
  // itself come from the same origin, so that nothing of it needs more.
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "connect-src 'self'",
    "style-src 'none'",
    "base-uri 'none'",
  ].join('; ');
  await page.route('**/player-element.html', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': policy },
    });
  });
  await page.reload();
  // Waiting by `waitForFunction` would be `eval`.
  await expect.poll(() => page.evaluate(() => window.embed !== undefined)).toBe(true);
  await page.evaluate((pack) => {
    const element = document.createElement('xtts-player');
    element.textContent = 'Good night.';
    element.pack = pack;
    element.device = 'wasm';
    element.showText = true;
    element.controls = 'transport position speed volume save voice language';
    document.body.append(element);
  }, '/models/nano/');
  await page.locator('#pause').click();
  await waitForState(page, 'playing');
  await waitForState(page, 'ready');
  expect(await page.evaluate(() => window.policyViolations)).toEqual([]);
  await page.locator('#save-wav').click();
  await expect(page.locator('#error')).toBeEmpty();
});
