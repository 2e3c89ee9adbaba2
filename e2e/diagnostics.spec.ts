import AxeBuilder from '@axe-core/playwright';
import type { Diagnostics } from '../src/app/diagnostics.ts';
import { expect, test } from './page-driver.ts';

test('what decides how this device speaks is shown and copied', async ({ speechPage }) => {
  const { page } = speechPage;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await speechPage.open();
  await speechPage.waitFor('ready');
  const panel = page.locator('xtts-diagnostics-panel');
  await panel.getByText('Diagnostics').click();
  await expect(panel.locator('dl')).toContainText('WebAssembly, ');
  await expect(panel.locator('dl')).toContainText('none that this browser offers');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await speechPage.speakToEnd('My secret is a lantern.', 'FAST');
  await panel.getByRole('button', { name: 'Copy as JSON' }).click();
  await expect(panel.getByRole('status')).toHaveText('Copied.');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).not.toContain('lantern');
  const report = JSON.parse(text) as Diagnostics;
  expect(report).toMatchObject({
    gpu: null,
    page: { isSecure: true, isIsolated: true },
    engine: { packId: 'nano', device: 'wasm' },
  });
  const metrics = await speechPage.metrics();
  expect(report.lastUtterance).toEqual({ ...metrics, chunks: metrics.chunks.length });
});
