import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './page-driver.ts';

for (const locale of ['en-US', 'pt-BR']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(() => {
      test.use({ locale, colorScheme });

      test(`axe finds nothing: ${locale}, ${colorScheme}`, async ({ speechPage }) => {
        const { page } = speechPage;
        const audit = async (): Promise<void> => {
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
        };
        await page.route('**/gpt.safetensors', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 2500));
          await route.continue();
        });
        await speechPage.open();
        // Status, progress and an error at once.
        await page.locator('#text').fill('');
        await page.locator('#speak').click();
        await expect(speechPage.error).not.toHaveText('');
        await expect(page.getByRole('progressbar')).toBeVisible();
        await audit();
        await speechPage.waitFor('ready');
        await speechPage.speak('The kitchen smells of fresh bread and butter.');
        await speechPage.waitFor('playing');
        await audit();
      });
    });
  }
}

test('everything works by keyboard alone', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  const reached: string[] = [];
  for (let i = 0; i < 21; i++) {
    await page.keyboard.press('Tab');
    const { id, outline } = await page.evaluate(() => {
      let element = document.activeElement!;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return { id: element.id, outline: getComputedStyle(element).outlineStyle };
    });
    expect(outline, `the focus on #${id} can be seen`).toBe('solid');
    reached.push(id);
  }
  expect(reached).toEqual([
    'chat',
    'interface-language',
    'text',
    'voice',
    'preview',
    'import',
    'create',
    'language',
    'profile',
    'speak',
    'stop',
    'spoken',
    'back',
    'pause',
    'forward',
    'position',
    'rate',
    'mute',
    'volume',
    'save-wav',
    'save-webm',
  ]);

  await page.locator('#text').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('The train arrives in twenty five minutes, and then we go home.');
  await page.keyboard.press('Control+Enter');
  await speechPage.waitFor('playing');
  expect((await speechPage.chunks())[0]!.text).toContain('The train');
  await page.keyboard.press('Escape');
  await speechPage.waitFor('ready');
  // The focus stayed where it was.
  expect(
    await page.evaluate(
      () => document.querySelector('xtts-read-page')!.shadowRoot!.activeElement!.id,
    ),
  ).toBe('text');
});

test('the language of the page can be changed and is remembered', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByLabel('Language of this page').selectOption('pt-BR');
  await expect(page.getByRole('button', { name: 'Falar' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Seu navegador, falando');
  await expect(page).toHaveTitle(/Seu navegador/);
});

test.describe(() => {
  test.use({ reducedMotion: 'reduce' } as object);

  test('nothing moves for those who asked for that', async ({ speechPage }) => {
    await speechPage.page.emulateMedia({ reducedMotion: 'reduce' });
    await speechPage.open();
    await speechPage.page.locator('#speak').click();
    await speechPage.waitFor('playing');
    const animations = await speechPage.page.evaluate(() => document.getAnimations().length);
    expect(animations).toBe(0);
  });
});

test('a browser without WebAssembly is told so before anything is loaded', async ({
  speechPage,
}) => {
  const { page } = speechPage;
  const requested: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  await page.addInitScript(() => {
    Object.defineProperty(window, 'WebAssembly', { value: undefined });
  });
  await speechPage.open();
  await expect(speechPage.error).toContainText('cannot run WebAssembly');
  await expect(page.locator('#speak')).toHaveCount(0);
  expect(requested.filter((url) => url.includes('models/'))).toEqual([]);
});
