import { mkdir, writeFile } from 'node:fs/promises';
import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Locator, type Page } from '@playwright/test';
import type {} from './pages/pack-panel.ts';

/** The panels with packs that are made up. */
class PanelDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`e2e/pages/pack-panel.html${query}`);
    await expect(this.row('damaged')).toBeVisible();
  }

  row(key: string): Locator {
    return this.page.locator(`li[data-key="${key}"]`);
  }

  step(name: string): Locator {
    return this.page.locator(`[data-step="${name}"]`);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Drops files, of which only the names count, on an element. */
  async drop(target: Locator, names: readonly string[]): Promise<void> {
    const transfer = await this.page.evaluateHandle((files) => {
      const data = new DataTransfer();
      for (const name of files) data.items.add(new File(['bytes'], name));
      return data;
    }, names);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await target.dispatchEvent(type, { dataTransfer: transfer });
    }
  }

  async typeAddress(address: string): Promise<void> {
    await this.page.locator('#address').fill(address);
    await this.button('Continue').click();
  }

  /** The text of what has the focus, through all shadow roots. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
  }

  async audit(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
  }
}

/** A script error on the page fails the test. */
const test = base.extend<{ panel: PanelDriver }>({
  panel: async ({ page }, use) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await use(new PanelDriver(page));
    expect(failures, 'errors of scripts on the page').toEqual([]);
  },
});

test('the packs are listed with what they are and how they stand', async ({ panel }) => {
  await panel.open();
  await expect(panel.row('bundled')).toContainText('Nano (slt)');
  await expect(panel.row('bundled')).toContainText('In use');
  await expect(panel.row('xtts-v2')).toContainText('Half precision · 17 languages · 931 MB');
  await expect(panel.row('partial')).toContainText('237 MB of 552 MB (42%)');
  await expect(panel.row('files')).toContainText('Add the same files again');
  await expect(panel.row('files').getByRole('button')).toHaveText(['Remove']);
  await expect(panel.row('damaged').getByRole('button')).toHaveText(['Repair', 'Remove']);
  await expect(panel.page.locator('#storage')).toContainText('2.2 GB used · 40 GB free');
});

test('a dropped pack is added and used', async ({ panel, page }) => {
  await panel.open();
  await panel.drop(panel.row('xtts-v2'), ['manifest.json', 'gpt.safetensors']);
  await expect(panel.step('review')).toContainText('A dropped pack');
  await panel.button('Add').click();
  await expect(panel.step('done')).toContainText('A dropped pack is ready to speak.');
  await expect(panel.row('dropped')).toBeVisible();
  const { files } = await page.evaluate(() => window.packPage!.api.requests[0]!);
  expect(files).toEqual(['manifest.json', 'gpt.safetensors']);
  await panel.button('Use now').click();
  await expect(panel.row('dropped')).toContainText('In use');
  await expect(panel.row('bundled')).not.toContainText('In use');
  expect(await page.evaluate(() => window.packPage!.used)).toEqual(['https://packs.test/dropped/']);
});

for (const [button, isFolder] of [
  ['Choose files', false],
  ['Choose a folder', true],
] as const) {
  test(`${button} adds what is picked`, async ({ panel, page }, info) => {
    const folder = info.outputPath('model');
    await mkdir(folder, { recursive: true });
    await writeFile(`${folder}/model.pth`, 'bytes');
    await panel.open();
    const chooser = page.waitForEvent('filechooser');
    await panel.button(button).click();
    await (await chooser).setFiles(isFolder ? folder : `${folder}/model.pth`);
    await expect(panel.step('review')).toContainText('XTTS v2');
  });
}

test('a dropped folder is walked', async ({ panel, page }) => {
  await panel.open();
  const found = await page.evaluate(async () => {
    // @ts-expect-error The path of the development server.
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment
    const { droppedFiles } = await import('/src/ui/dropped-files.ts');
    const file = (name: string) => ({
      isFile: true,
      isDirectory: false,
      file: (resolve: (file: File) => void) => resolve(new File([], name)),
    });
    const folder = (...parts: object[][]) => ({
      isFile: false,
      isDirectory: true,
      createReader: () => ({
        readEntries: (resolve: (entries: object[]) => void) => resolve(parts.shift() ?? []),
      }),
    });
    const root = folder([file('a'), folder([file('b')])], [file('c')]);
    const transfer = { items: [{ webkitGetAsEntry: () => root }], files: [] };
    // eslint-disable-next-line @typescript-eslint/no-unsafe-call
    const files = (await droppedFiles(transfer)) as File[];
    return files.map(({ name }) => name);
  });
  expect(found).toEqual(['a', 'b', 'c']);
});

test('a checkpoint is converted from an address once its licence is accepted', async ({
  panel,
  page,
}) => {
  await panel.open();
  await panel.typeAddress('coqui/XTTS-v2');
  await expect(panel.step('review')).toContainText('58, and it can learn new ones');
  await page.getByRole('radio', { name: /8 bits/ }).check();
  await expect(page.locator('#room')).toHaveText('Needs 552 MB; 40 GB are free.');

  await panel.button('Add').click();
  await expect(panel.dialog).toContainText('Only for use that earns no money');
  await expect(panel.dialog.getByRole('link')).toHaveAttribute('href', 'https://coqui.ai/cpml');
  await panel.button('Decline').click();
  await expect(panel.dialog).toBeHidden();
  expect(await page.evaluate(() => window.packPage!.api.requests)).toEqual([]);
  expect(await panel.focused()).toBe('Add');

  await panel.button('Add').click();
  await page.keyboard.press('Escape');
  await expect(panel.dialog).toBeHidden();
  await expect(page.locator('xtts-about-panel')).toContainText('None so far.');

  await panel.button('Add').click();
  await panel.button('Accept').click();
  await expect(panel.step('done')).toContainText('XTTS v2 is ready to speak.');
  const { files, request } = await page.evaluate(() => window.packPage!.api.requests[0]!);
  expect(files).toEqual(['coqui/XTTS-v2']);
  expect(request).toEqual({ dtype: 'q8f16', acceptedLicenses: ['cpml'] });

  // It is remembered, until it is withdrawn.
  await page.reload();
  const about = page.locator('xtts-about-panel');
  await expect(about).toContainText(/On .+ \d{4}, for XTTS v2/);
  await about.getByRole('button', { name: /^Withdraw/ }).click();
  await expect(about).toContainText('None so far.');
  expect(await panel.focused()).toBe('Licences that you accepted');
  await panel.row('xtts-v2').getByRole('button', { name: /^Use/ }).click();
  await expect(panel.dialog).toBeVisible();
  await panel.button('Decline').click();
  expect(await page.evaluate(() => window.packPage!.used)).toEqual([]);
});

test('adding is stopped, and goes on', async ({ panel, page }) => {
  await panel.open();
  await page.evaluate(() => (window.packPage!.api.holdAt = 0.5));
  await panel.typeAddress('coqui/XTTS-v2');
  await panel.button('Add').click();
  await panel.button('Accept').click();
  const adding = panel.step('adding');
  await expect(adding).toContainText('Converting');
  await expect(adding).toContainText('50%');
  await expect(adding).toContainText('466 MB of 931 MB');
  await expect(adding).toContainText('about 3 minutes left');
  await adding.getByText('Files (3)').click();
  await expect(adding.getByRole('listitem')).toHaveCount(3);

  // What is dropped meanwhile waits for its turn.
  await panel.drop(panel.row('xtts-v2'), ['model.pth']);
  await expect(page.getByRole('alert')).toHaveText(
    'Another model is being added. Wait until it is done.',
  );

  await page.evaluate(() => (window.packPage!.api.holdAt = Infinity));
  await panel.button('Cancel').click();
  await expect(panel.step('stopped')).toContainText('you can resume later');
  await expect(panel.row('xtts-v2-f16')).toContainText('372 MB of 931 MB (40%)');
  await panel.step('stopped').getByRole('button', { name: 'Resume' }).click();
  await expect(panel.step('done')).toBeVisible();
  await expect(panel.row('xtts-v2-f16')).not.toContainText('Not complete');
});

test('progress is said at intervals, not at every report', async ({ panel, page }) => {
  await panel.open();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const status = document
      .querySelector('xtts-pack-panel')!
      .shadowRoot!.querySelector<HTMLElement>('.visually-hidden[role="status"]')!;
    new MutationObserver(() => {
      const text = status.textContent.trim();
      if (text) said.push(text);
    }).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await panel
    .row('xtts-v2')
    .getByRole('button', { name: /^Check/ })
    .click();
  await expect(page.locator('#outcome')).toHaveText('XTTS v2 is whole.');
  expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([
    'Checking: 5%.',
  ]);
});

test('what fails is said, and tried again', async ({ panel, page }) => {
  await panel.open();
  await panel.typeAddress('not an address');
  await expect(page.getByRole('alert')).toContainText('This is no address');
  await panel.typeAddress('https://nowhere.test/pack/');
  await expect(panel.step('refused')).toContainText('A file could not be fetched.');
  await panel.button('Try again').click();
  await expect(panel.step('refused')).toContainText('A file could not be fetched.');
  await panel.button('Back').click();
  await expect(page.locator('#address')).toHaveValue('https://nowhere.test/pack/');

  await panel.drop(page.locator('xtts-add-pack'), ['holiday.jpg']);
  await expect(panel.step('refused')).toContainText('Expected is an XTTS v2 model');
  await panel.button('Back').click();

  await page.evaluate(() => (window.packPage!.api.failure = 'network'));
  await panel.drop(page.locator('xtts-add-pack'), ['manifest.json']);
  await panel.button('Add').click();
  await expect(panel.step('stopped').getByRole('alert')).toContainText('could not be fetched');
  await page.evaluate(() => (window.packPage!.api.failure = undefined));
  await panel.button('Resume').click();
  await expect(panel.step('done')).toBeVisible();
});

test('too many files are refused before they are looked at', async ({ panel, page }) => {
  await panel.open();
  await panel.drop(
    panel.row('bundled'),
    Array.from({ length: 501 }, (_, i) => `${i}.txt`),
  );
  await expect(page.getByRole('alert')).toContainText('too many files');
});

test('what does not fit is refused before it is read', async ({ panel, page }) => {
  await panel.open();
  await page.evaluate(() => (window.packPage!.api.freeBytes = 600_000_000));
  await panel.typeAddress('coqui/XTTS-v2');
  await expect(page.locator('#room')).toHaveText(
    'This needs 931 MB, but only 600 MB are free. Choose a smaller precision, or remove a model.',
  );
  await panel.button('Add').dispatchEvent('click');
  await expect(panel.dialog).toBeHidden();
  await page.getByRole('radio', { name: /8 bits/ }).check();
  await expect(page.locator('#room')).toHaveText('Needs 552 MB; 600 MB are free.');
  await panel.button('Add').click();
  await expect(panel.dialog).toBeVisible();
});

test('packs are resumed, repaired, checked, exported and removed', async ({ panel, page }) => {
  await panel.open();
  const outcome = page.locator('#outcome');
  await panel
    .row('partial')
    .getByRole('button', { name: /^Resume/ })
    .click();
  await panel.button('Accept').click();
  await expect(outcome).toHaveText('XTTS v2, narrator is ready.');
  await panel
    .row('damaged')
    .getByRole('button', { name: /^Repair/ })
    .click();
  await expect(outcome).toHaveText('An old one is ready.');

  await page.evaluate(() => (window.packPage!.api.damagedFiles = ['gpt.safetensors']));
  await panel
    .row('xtts-v2')
    .getByRole('button', { name: /^Check/ })
    .click();
  await expect(outcome).toHaveText('XTTS v2 is damaged.');
  await expect(panel.row('xtts-v2').getByRole('button', { name: /^Repair/ })).toBeVisible();

  const download = page.waitForEvent('download');
  await panel
    .row('partial')
    .getByRole('button', { name: /^Export/ })
    .click();
  expect((await download).suggestedFilename()).toBe('partial.zip');

  // The one that is in use gives way to the page's own.
  await panel.row('damaged').getByRole('button', { name: /^Use/ }).click();
  await expect(panel.row('damaged')).toContainText('In use');
  await panel
    .row('damaged')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await expect(panel.row('damaged')).toContainText('the voice of this page will take over');
  await panel.row('damaged').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(panel.row('damaged')).toHaveCount(0);
  await expect(panel.row('bundled')).toContainText('In use');
});

test('a removal that fails is said in its row', async ({ panel, page }) => {
  await panel.open();
  await page.evaluate(() => (window.packPage!.api.failure = 'storage-failed'));
  await panel
    .row('files')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await panel.row('files').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(panel.row('files').getByRole('alert')).toContainText('could not store or read');
});

test('a browser that keeps nothing is told of', async ({ panel, page }) => {
  await panel.open();
  await page.evaluate(() => {
    window.packPage!.api.list = async () => {
      throw Object.assign(new Error('private'), { name: 'TtsError', code: 'storage-unavailable' });
    };
    window.packPage!.refresh();
  });
  await expect(page.locator('#storage-error')).toContainText('This browser keeps no files here');
});

test('the browser is asked to keep the packs', async ({ panel, page }) => {
  await panel.open();
  await page.evaluate(() => {
    navigator.storage.persist = async () => false;
  });
  await panel.button('Keep it').click();
  await expect(page.getByText('The browser does not promise that yet.')).toBeVisible();
  await page.evaluate(() => {
    navigator.storage.persist = async () => (window.packPage!.api.persistent = true);
  });
  await panel.button('Keep it').click();
  await expect(page.locator('#storage')).toContainText('will keep it until you remove it');
  expect(await panel.focused()).toContain('will keep it until you remove it');
});

test('the focus is never lost', async ({ panel, page }) => {
  await panel.open();
  await panel
    .row('partial')
    .getByRole('button', { name: /^Remove/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(panel.row('partial')).toContainText('It frees 237 MB.');
  expect(await panel.focused()).toBe('Do not remove');
  await page.keyboard.press('Escape');
  await expect(panel.row('partial')).not.toContainText('It frees');
  expect(await panel.focused()).toBe('Resume: XTTS v2, narrator');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(panel.row('partial')).toHaveCount(0);
  expect(await panel.focused()).toBe('Remove: From a folder');

  await page.evaluate(() => (window.packPage!.api.holdAt = 0.5));
  await panel
    .row('xtts-v2')
    .getByRole('button', { name: /^Check/ })
    .focus();
  await page.keyboard.press('Enter');
  await expect(panel.row('xtts-v2')).toContainText('50%');
  expect(await panel.focused()).toBe('Cancel: XTTS v2');
  await page.evaluate(() => (window.packPage!.api.holdAt = Infinity));
  await expect(panel.row('xtts-v2')).not.toContainText('Checking');
  expect(await panel.focused()).toBe('Use: XTTS v2');
});

test('a model is added by keyboard alone', async ({ panel, page }) => {
  await panel.open();
  await page.locator('#address').focus();
  await page.keyboard.type('coqui/XTTS-v2');
  await page.keyboard.press('Enter');
  await expect(panel.step('review')).toBeVisible();
  expect(await panel.focused()).toBe('XTTS v2');
  // Past the link to the licence, to the choice.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('#room')).toContainText('361 MB');
  await page.keyboard.press('Tab');
  expect(await panel.focused()).toBe('Add');
  await page.keyboard.press('Enter');
  await expect(panel.dialog).toBeVisible();
  expect(await panel.focused()).toBe('The licence of XTTS v2');
  await page.keyboard.press('Tab');
  expect(await panel.focused()).toBe('Read the Coqui Public Model License 1.0.0');
  await page.keyboard.press('Tab');
  expect(await panel.focused()).toBe('Accept');
  await page.keyboard.press('Enter');
  await expect(panel.step('done')).toBeVisible();
  expect(await panel.focused()).toBe('XTTS v2 is ready to speak.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.row('xtts-v2-q4f16')).toContainText('In use');
});

test('on the page, another pack takes the place of the one that speaks', async ({
  panel,
  page,
}) => {
  await panel.open('?page');
  const status = page.locator('#status');
  await expect(status).toHaveText('Ready.');
  await panel.button('Speak').click();
  await expect(status).toHaveText('Speaking.');
  await panel.row('xtts-v2').getByRole('button', { name: /^Use/ }).click();
  await panel.button('Accept').click();
  await expect(panel.row('xtts-v2')).toContainText('In use');
  await expect(status).toHaveText('Ready.');
  await panel.button('Listen: slt').click();
  await expect(status).toHaveText('Speaking.');
  await expect(page.locator('#spoken')).toHaveText('Hello! This is how my voice sounds.');
  await expect(status).toHaveText('Ready.');
});

test('a licence is shown in full where the pack carries it', async ({ panel, page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await panel.open();
  await panel.row('xtts-v2').getByRole('button', { name: /^Use/ }).click();
  const text = panel.dialog.getByRole('region', { name: 'Text of the licence' });
  await expect(text).toContainText('The terms in full.');
  // The answers are in sight, however long it is.
  await expect(panel.button('Accept')).toBeInViewport({ ratio: 1 });
  await panel.audit();
});

test('no address but one of the web becomes a link', async ({ panel, page }) => {
  await panel.open();
  await page.evaluate(() => {
    const { api, storedPack } = window.packPage!;
    const license = { name: 'Bad', id: 'bad', url: 'javascript:alert(1)', consent: true };
    api.packs = [storedPack({ key: 'bad', license })];
    window.packPage!.refresh();
  });
  await panel.row('bad').getByRole('button', { name: /^Use/ }).click();
  await expect(panel.dialog).toContainText('Whoever made this model asks you');
  await expect(page.getByRole('link')).toHaveCount(0);
});

for (const language of ['en', 'pt-BR']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(() => {
      test.use({ colorScheme, viewport: { width: 360, height: 800 } });

      test(`axe finds nothing: ${language}, ${colorScheme}`, async ({ panel, page }) => {
        await panel.open(`?language=${language}`);
        await panel.row('files').getByRole('button').click();
        await panel.audit();
        await page.locator('#voice').click();
        await page.keyboard.press('ArrowDown');
        await panel.audit();
        await page.locator('#address').fill('coqui/XTTS-v2');
        await page.locator('#next').click();
        await page.locator('#add').click();
        await expect(panel.dialog).toBeVisible();
        await panel.audit();
        await page.evaluate(() => (window.packPage!.api.holdAt = 0.5));
        await page.locator('#accept').click();
        await expect(panel.step('adding')).toContainText('50');
        await panel.audit();
        // Nothing sticks out on a narrow screen.
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      });
    });
  }
}
