import { expect, test, type Page } from '@playwright/test';
import type {} from './pages/pack-panel.ts';

/** The choice of voices on the page of `pages/pack-panel.ts`. */
async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`e2e/pages/pack-panel.html${query}`);
  await page.waitForFunction(() => window.packPage !== undefined);
}

async function events(page: Page): Promise<string[]> {
  return page.evaluate(() => window.packPage!.voiceEvents);
}

test('few voices are in a select', async ({ page }) => {
  await open(page, '?voices=3');
  const select = page.getByRole('combobox', { name: 'Voice' });
  await expect(select).toHaveValue('Claribel Dervla');
  await select.selectOption('Minha avó (your own)');
  await page.getByRole('button', { name: 'Listen: Minha avó' }).click();
  await page.getByRole('button', { name: 'Export: Minha avó' }).click();
  await page.getByRole('button', { name: 'Remove: Minha avó' }).click();
  expect(await events(page)).toEqual([
    'choose Minha avó',
    'preview Minha avó',
    'export Minha avó',
    'remove Minha avó',
  ]);
});

test('many voices are searched, whatever the case and the accents', async ({ page }) => {
  await open(page);
  const box = page.getByRole('combobox', { name: 'Voice' });
  await expect(box).toHaveValue('Claribel Dervla');
  await box.click();
  await expect(page.getByRole('option')).toHaveCount(59);
  await expect(page.locator('#hits')).toHaveText('59 voices');
  await box.fill('MARIA');
  await expect(page.getByRole('option')).toHaveText(['Alma María']);
  await expect(page.locator('#hits')).toHaveText('1 voice');
  await box.fill('nobody at all');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.locator('#hits')).toHaveText('No voice of that name.');
  await box.fill('vik');
  await expect(page.getByRole('option')).toHaveText(['Viktor Eka', 'Viktor Menelaos']);
  await page.getByRole('option', { name: 'Viktor Menelaos' }).click();
  await expect(box).toHaveValue('Viktor Menelaos');
  await expect(page.getByRole('listbox')).toBeHidden();
  expect(await events(page)).toEqual(['choose Viktor Menelaos']);
});

test('a voice is found, heard and chosen by keyboard', async ({ page }) => {
  await open(page);
  const box = page.getByRole('combobox', { name: 'Voice' });
  const active = (): Promise<string | undefined> =>
    box.evaluate((input) => {
      const id = input.getAttribute('aria-activedescendant');
      const root = input.getRootNode() as ShadowRoot;
      return id === null ? undefined : root.getElementById(id)?.textContent.trim();
    });
  await page.keyboard.press('Tab');
  await expect(box).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  expect(await active()).toBe('Claribel Dervla');
  await page.keyboard.press('ArrowDown');
  expect(await active()).toBe('Daisy Studious');
  await page.keyboard.press('PageDown');
  expect(await active()).toBe('Asya Anara');
  await page.keyboard.type('an');
  expect(await active()).toBe('Ana Florence');
  await page.keyboard.press('ArrowUp');
  expect(await active()).toBe('Ferran Simen');
  await page.keyboard.press('ArrowDown');

  // Tab goes to the buttons of the voice that is looked at, and the arrows from one to the next.
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Listen: Ana Florence' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Listen: Annmarie Nele' })).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+Tab');
  await expect(box).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('Annmarie Nele');
  expect(await events(page)).toEqual([
    'preview Ana Florence',
    'preview Annmarie Nele',
    'choose Annmarie Nele',
  ]);

  // Escape and leaving keep what was chosen.
  await page.keyboard.type('zzz');
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('Annmarie Nele');
  await page.keyboard.type('zzz');
  await page.keyboard.press('Tab');
  await expect(box).toHaveValue('Annmarie Nele');
  await expect(page.getByRole('listbox')).toBeHidden();
});

test('voices are taken in from files', async ({ page }) => {
  await open(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import a voice' }).click();
  await (
    await chooser
  ).setFiles([{ name: 'grandmother.safetensors', mimeType: '', buffer: Buffer.from('voice') }]);
  await expect.poll(() => events(page)).toEqual(['import grandmother.safetensors']);
});
