import { chromium, type CDPSession } from '@playwright/test';
import { expect, PageDriver } from './page-driver.ts';
import { goldenFolder, PacksDriver, test } from './packs-driver.ts';

/** What the page says when the browser's storage fails it. */

async function protocol({ page }: PacksDriver): Promise<{ cdp: CDPSession; origin: string }> {
  const { origin } = new URL(page.url());
  return { cdp: await page.context().newCDPSession(page), origin };
}

test('a pack that the browser has cleared away is said to be gone', async ({ packs }, info) => {
  const { speech, page } = packs;
  await packs.open();
  await packs.pickFolder(await goldenFolder(info.outputPath('Golden')));
  await packs.add('f16');
  await packs.useNow();
  // What the user chose stays, as where a browser evicts large files only.
  const { cdp, origin } = await protocol(packs);
  await cdp.send('Storage.clearDataForOrigin', { origin, storageTypes: 'file_systems' });
  expect(await packs.storedFiles()).toEqual({});

  await page.reload();
  await expect(page.locator('#error')).toContainText('A file of the voice pack is missing.');
  await packs.listed();
  await expect(packs.rows).toHaveCount(0);
  await packs.bundled.getByRole('button', { name: /^Use/ }).click();
  await speech.waitFor('ready');
  await expect(page.locator('#error')).toBeEmpty();
  await speech.speakToEnd('Good night.', 'FAST');
});

test('a storage that is full is said, and nothing counts as whole', async ({
  launchOptions,
  baseURL,
  locale,
}, info) => {
  // With a profile on disk: a private window, which other tests have, heeds no such quota.
  const options = { ...launchOptions, baseURL: baseURL!, locale: locale! };
  const context = await chromium.launchPersistentContext(info.outputPath('profile'), options);
  const page = await context.newPage();
  const packs = new PacksDriver(new PageDriver(page, ''));
  await packs.open();
  const { cdp, origin } = await protocol(packs);
  // Chromium tells pages that 10 GiB are free, whatever is: only writing shows it.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  await packs.pickFolder(await goldenFolder(info.outputPath('Golden')));
  await packs.add('f16');
  await expect(packs.step('stopped').getByRole('alert')).toContainText('not enough room');
  await expect(packs.panel.getByRole('button', { name: /^(Use|Check)/ })).toHaveCount(0);
  await expect(packs.row('Golden')).toContainText('Not complete');

  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await packs.step('stopped').locator('#retry').click();
  await packs.useNow();
  await expect(packs.row('Golden')).toContainText('In use');
  await context.close();
});

test('where the browser keeps nothing, the page says so and speaks', async ({ packs }, info) => {
  const { speech, page } = packs;
  // As in private windows of older Firefox.
  const refusal = `
    StorageManager.prototype.getDirectory = () =>
      Promise.reject(new DOMException('refused', 'SecurityError'));
    IDBFactory.prototype.open = () => {
      throw new DOMException('refused', 'InvalidStateError');
    };`;
  await page.route(/\/(pack|engine)\.worker\.ts/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n${refusal}` });
  });
  await speech.open();
  await speech.waitFor('ready');
  await expect(packs.panel.locator('#storage-error')).toContainText(
    'This browser keeps no files here',
  );
  await expect(packs.bundled).toContainText('In use');
  await speech.speakToEnd('Good night.', 'FAST');

  await packs.pickFolder(await goldenFolder(info.outputPath('Golden')));
  await expect(packs.step('refused').getByRole('alert')).toContainText(
    'This browser keeps no files here',
  );
});
