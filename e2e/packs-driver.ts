import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import type { PackDtype } from '../src/pack/manifest.ts';
import { zipFolder } from '../src/pack/source-folder.ts';
import { fileSource } from '../tools/file-source.ts';
import { GOLDEN } from '../tools/golden.ts';
import { expect, test as base, type PageDriver } from './page-driver.ts';

/** What a checkpoint's folder holds. */
export const CHECKPOINT_FILES = ['model.pth', 'config.json', 'vocab.json', 'speakers_xtts.pth'];
const NANO = fileURLToPath(new URL('../public/models/nano/', import.meta.url));

/** The packs of the real page, with its workers and its storage. */
export class PacksDriver {
  readonly speech: PageDriver;
  readonly page: Page;

  constructor(speech: PageDriver) {
    this.speech = speech;
    this.page = speech.page;
  }

  /** Opens the page, and waits until its own voice can speak and the storage has answered. */
  async open(query = ''): Promise<void> {
    await this.speech.open(query);
    await this.speech.waitFor('ready');
    await this.listed();
  }

  /** Waits until the storage has answered. */
  async listed(): Promise<void> {
    await expect(this.page.locator('#storage')).toContainText('free');
  }

  get panel(): Locator {
    return this.page.locator('xtts-pack-panel');
  }

  /** The packs in the storage. */
  get rows(): Locator {
    return this.panel.locator('li.pack:not([data-key="bundled"])');
  }

  get bundled(): Locator {
    return this.panel.locator('li[data-key="bundled"]');
  }

  row(name: string): Locator {
    return this.rows.filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  step(name: string): Locator {
    return this.panel.locator(`[data-step="${name}"]`);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  async pickFolder(folder: string): Promise<void> {
    await this.panel.locator('input[webkitdirectory]').setInputFiles(folder);
  }

  async pickFile(path: string): Promise<void> {
    await this.panel.locator('input[multiple]').setInputFiles(path);
  }

  async typeAddress(address: string): Promise<void> {
    await this.panel.locator('#address').fill(address);
    await this.panel.locator('#next').click();
  }

  /** Adds what is reviewed. */
  async add(dtype?: PackDtype): Promise<void> {
    await expect(this.step('review')).toBeVisible();
    if (dtype) await this.panel.locator(`input[name="dtype"][value="${dtype}"]`).check();
    await this.panel.locator('#add').click();
  }

  /** Converts a folder, and goes back to where another one could be added. */
  async convert(folder: string, dtype: PackDtype): Promise<void> {
    await this.pickFolder(folder);
    await this.add(dtype);
    await expect(this.step('done')).toBeVisible({ timeout: 60_000 });
    await this.panel.locator('#another').click();
  }

  /** Lets the pack that was just added speak. */
  async useNow(): Promise<void> {
    await expect(this.step('done')).toBeVisible({ timeout: 60_000 });
    await this.panel.locator('#use-now').click();
    await this.speech.waitFor('ready');
  }

  /** Presses a button of a pack's row, e.g. `Export`. */
  async press(row: Locator, action: string): Promise<void> {
    await row.getByRole('button', { name: new RegExp(`^${action}`) }).click();
  }

  async remove(row: Locator): Promise<void> {
    await this.press(row, 'Remove');
    await row.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(row).toHaveCount(0);
  }

  /** Exports a pack; resolves to the path of the archive. */
  async export(row: Locator, path: string): Promise<string> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.press(row, 'Export'),
    ]);
    await download.saveAs(path);
    return path;
  }

  /** Every file of the packs as it lies in OPFS, by its path. */
  async storedFiles(): Promise<Record<string, { size: number; lastModified: number }>> {
    return this.page.evaluate(async () => {
      const found: Record<string, { size: number; lastModified: number }> = {};
      const root = await navigator.storage.getDirectory();
      const top = await root.getDirectoryHandle('xtts-web', { create: true });
      for await (const folder of top.values()) {
        if (folder.kind !== 'directory') continue;
        for await (const file of folder.values()) {
          if (file.kind !== 'file') continue;
          const { size, lastModified } = await file.getFile();
          found[`${folder.name}/${file.name}`] = { size, lastModified };
        }
      }
      return found;
    });
  }
}

/** `speechPage`, with the driver of its packs. */
export const test = base.extend<{ packs: PacksDriver }>({
  packs: async ({ speechPage }, use) => use(new PacksDriver(speechPage)),
});

/** Copies the reference checkpoint's four files into a folder. */
export async function goldenFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of CHECKPOINT_FILES) await copyFile(join(GOLDEN, name), join(folder, name));
  return folder;
}

/** Every file of an archive, by its name. */
export async function unzip(path: string): Promise<Map<string, Buffer>> {
  const folder = await zipFolder(await fileSource(path));
  const files = new Map<string, Buffer>();
  for (const name of folder.names!) {
    const source = (await folder.open(name))!;
    files.set(name, Buffer.from(await source.read(0, source.size)));
  }
  return files;
}

/** The files of the page's own pack, with another manifest if one is given. */
export async function nanoFiles(
  change: (manifest: NanoManifest) => object = (manifest) => manifest,
): Promise<Map<string, Uint8Array>> {
  const manifest = JSON.parse(await readFile(`${NANO}manifest.json`, 'utf8')) as NanoManifest;
  const files = new Map<string, Uint8Array>();
  for (const { name } of manifest.files) files.set(name, await readFile(`${NANO}${name}`));
  files.set('manifest.json', Buffer.from(JSON.stringify(change(manifest))));
  return files;
}

/** Of `manifest.json` what tests change. */
export interface NanoManifest {
  readonly files: readonly { readonly name: string }[];
}
