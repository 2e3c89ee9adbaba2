import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { ChatServer } from '../tools/chat-server.ts';
import type {} from './pages/model-settings.ts';

const STORAGE_KEY = 'xtts-web.model';

async function open(page: Page, language = 'en'): Promise<void> {
  await page.goto(`e2e/pages/model-settings.html?lang=${language}`);
  await expect(page.getByRole('radio')).toHaveCount(3);
}

async function openServer(page: Page, server: ChatServer, key?: string): Promise<void> {
  await open(page);
  await page.getByRole('radio', { name: 'A server' }).check();
  await page.getByLabel('Address').fill(server.baseUrl.replace(/^http:|\/v1$/g, '').slice(2));
  if (key !== undefined) await page.getByLabel('Key', { exact: true }).fill(key);
}

function stored(page: Page): Promise<string | null> {
  return page.evaluate((key) => localStorage.getItem(key), STORAGE_KEY);
}

async function audit(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
}

test('a model of a real server is found, tried and used', async ({ page }) => {
  await using server = await ChatServer.start({ models: ['b:7b', 'a:1b'], apiKey: 'secret' });
  await openServer(page, server, 'wrong');
  await page.getByRole('button', { name: 'Fetch models' }).click();
  await expect(page.getByRole('alert')).toContainText('wants a valid key');
  await page.getByLabel('Key', { exact: true }).fill('secret');
  await expect(page.getByRole('alert')).toHaveText('');
  await page.getByRole('button', { name: 'Fetch models' }).click();
  await expect(page.getByRole('status')).toHaveText('Models found: 2');
  const models = page.getByRole('combobox', { name: 'Model', exact: true });
  await expect(models.locator('option')).toHaveText(['a:1b', 'b:7b', 'Another name…']);
  await models.selectOption('b:7b');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByRole('status')).toContainText('The model answers.');
  expect(server.requests[0]).toMatchObject({ model: 'b:7b', stream: true });

  await page.getByRole('button', { name: 'Use this model' }).click();
  await expect(page.getByRole('status')).toHaveText('In use: b:7b');
  const choice = { kind: 'server', baseUrl: server.baseUrl, model: 'b:7b' };
  expect(await page.evaluate(() => window.chosen)).toEqual([
    { ...choice, apiKey: 'secret', rememberKey: false },
  ]);
  expect(JSON.parse((await stored(page)) ?? '')).toEqual(choice);

  // The key is kept only once that is wanted, and then is there after a reload.
  await page.getByLabel('Remember the key').check();
  await page.getByRole('button', { name: 'Use this model' }).click();
  await expect.poll(() => stored(page)).toContain('secret');
  await page.reload();
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('secret');
  await expect(page.getByLabel('Address')).toHaveValue(server.baseUrl);
  await page.getByLabel('Remember the key').uncheck();
  await page.getByRole('button', { name: 'Use this model' }).click();
  await expect.poll(() => stored(page)).not.toContain('secret');
});

test('a server that does not let the page in, or is not there, is told with advice', async ({
  page,
}) => {
  await using server = await ChatServer.start({ cors: null });
  await openServer(page, server);
  await page.getByRole('button', { name: 'Fetch models' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('could not be reached');
  await expect(alert.locator('code')).toHaveText(
    `OLLAMA_ORIGINS=${await page.evaluate(() => origin)} ollama serve`,
  );
  await audit(page);
  server.cors = '*';
  await page.getByRole('button', { name: 'Fetch models' }).click();
  await expect(page.getByRole('status')).toHaveText('Models found: 2');
  await expect(alert).toHaveText('');

  // A typed name that the server does not have.
  await page.getByRole('combobox', { name: 'Model', exact: true }).selectOption('Another name…');
  await page.getByLabel('Name of the model').fill('nobody');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(alert).toContainText('no such language model');

  // A key does not go on to a server of another kind.
  await page.getByLabel('Key', { exact: true }).fill('secret');
  await page.getByLabel('Kind of server').selectOption('LM Studio');
  await expect(page.getByLabel('Key', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Address')).toHaveValue('http://localhost:1234/v1');
});

test('a test that takes long can be stopped, and the server is told', async ({ page }) => {
  await using server = await ChatServer.start({ standard: { silent: true } });
  await openServer(page, server);
  await page.getByLabel('Model', { exact: true }).fill('echo:7b');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect.poll(() => server.requests.length).toBe(1);
  await page.getByRole('button', { name: 'Stop' }).click();
  await server.requests[0]!.over;
  expect(server.requests[0]!.hungUp).toBe(true);
  await expect(page.getByRole('alert')).toHaveText('');
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeFocused();
});

test('by the keyboard alone', async ({ page }) => {
  await using server = await ChatServer.start();
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio', { name: 'Storyteller' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  // The browser of the tests has no model of its own: it is passed over.
  await expect(page.getByRole('radio', { name: 'A server' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Address')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('not an address');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('no address of a server');
  await expect(page.getByLabel('Address')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(server.baseUrl);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('type its name');
  await expect(page.getByLabel('Model', { exact: true })).toBeFocused();
  await page.keyboard.type('echo:1b');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText('In use: echo:1b');
});

for (const language of ['en', 'pt-BR']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing: ${language}, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 800 });
      await open(page, language);
      await audit(page);
      await page.getByRole('radio').last().check();
      await page.locator('#address').fill('');
      await page.locator('#use').click();
      await expect(page.getByRole('alert')).not.toHaveText('');
      await audit(page);
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(widths[0]).toBe(widths[1]);
    });
  }
}
