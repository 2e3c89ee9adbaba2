import type { CDPSession } from '@playwright/test';
import { expect } from './page-driver.ts';
import { goldenFolder, test, type PacksDriver } from './packs-driver.ts';

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

test('a storage that is too small is said before, and while it is filled', async ({
  packs,
}, info) => {
  const { page } = packs;
  await packs.open();
  const folder = await goldenFolder(info.outputPath('Golden'));
  const { cdp, origin } = await protocol(packs);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  await packs.pickFolder(folder);
  await expect(packs.panel.locator('#room')).toContainText('are free. Remove a model, or free');
  await expect(packs.panel.locator('#add')).toHaveAttribute('aria-disabled', 'true');
  await packs.panel.locator('#back').click();

  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await packs.pickFolder(folder);
  await expect(packs.panel.locator('#room')).toContainText('Needs');
  // Others fill the disk meanwhile.
  await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
  await packs.add('f16');
  await expect(packs.step('stopped').getByRole('alert')).toContainText('not enough room');
  await page.reload();
  await packs.listed();
  await expect(packs.panel.getByRole('button', { name: /^Check/ })).toHaveCount(0);

  await cdp.send('Storage.overrideQuotaForOrigin', { origin });
  await page.reload();
  await packs.listed();
  await packs.convert(folder, 'f16');
  await expect(packs.row('Golden').getByRole('button', { name: /^Use/ })).toBeVisible();
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
    await route.fulfill({ response, body: `${await response.text()};${refusal}` });
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
