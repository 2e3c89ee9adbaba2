import { createHash } from 'node:crypto';
import type { PackFile } from '../src/pack/manifest.ts';
import { CPML } from '../src/pack/license.ts';
import { faultPlan } from '../tools/fault-plan.ts';
import { startHostileServer, type Fault, type SeenRequest } from '../tools/hostile-server.ts';
import { expect } from './page-driver.ts';
import { nanoFiles, test } from './packs-driver.ts';

/** Packs that the page's address names, `?pack=URL`. */

const PADDING = 'conditioning.safetensors';
const PADDING_BYTES = 40_000_000;

/** The page's own pack with a part that makes it large enough to be stored. */
async function largePack(): Promise<Map<string, Uint8Array>> {
  const header = JSON.stringify({
    padding: { dtype: 'U8', shape: [PADDING_BYTES], data_offsets: [0, PADDING_BYTES] },
  });
  const padding = Buffer.alloc(8 + header.length + PADDING_BYTES, 7);
  padding.writeBigUInt64LE(BigInt(header.length));
  padding.write(header, 8);
  const entry: PackFile = {
    name: PADDING,
    role: 'weights',
    part: 'conditioning',
    bytes: padding.length,
    sha256: createHash('sha256').update(padding).digest('hex'),
  };
  const files = await nanoFiles((manifest) => ({
    ...manifest,
    name: 'Large',
    files: [...manifest.files, entry],
  }));
  return files.set(PADDING, padding);
}

/** A plan that strikes anew at each request, but in the end lets a patient download through. */
function kindPlan(seed: number): (request: SeenRequest) => Fault | undefined {
  const plan = faultPlan({ seed, fileBytes: 300_000 });
  return (request) => {
    if (request.file === 'manifest.json' || request.index > 2) return undefined;
    const fault = plan(request);
    // Silence of half a minute would only take its time.
    return fault?.kind === 'stall' || fault?.kind === 'change' || fault?.kind === 'status'
      ? { kind: 'close', afterBytes: 100_000, delayMs: 50 }
      : fault;
  };
}

for (const [how, fault] of [
  ['slow', ({ file }) => (file === PADDING ? { kind: 'slow', pieceDelayMs: 40 } : undefined)],
  ['hostile', kindPlan(4)],
] as [string, (request: SeenRequest) => Fault | undefined][]) {
  test(`a large pack of a ${how} server is kept, and speaks once the server is gone`, async ({
    packs,
  }) => {
    const { speech, page } = packs;
    let query: string;
    {
      await using server = await startHostileServer({
        files: await largePack(),
        fault,
        pieceBytes: 2 ** 20,
      });
      query = `?pack=${encodeURIComponent(server.url)}`;
      await page.goto(`read.html${query}`);
      const loading = page.locator('#loading');
      const seen: number[] = [];
      await expect
        .poll(
          async () => {
            const value = (await loading.isVisible())
              ? await loading.getAttribute('value', { timeout: 500 }).catch(() => null)
              : null;
            if (value !== null) seen.push(Number(value));
            return page.evaluate(() => window.xttsPlayer?.state);
          },
          { timeout: 40_000, intervals: [50] },
        )
        .toBe('ready');
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      if (how === 'slow') expect(new Set(seen).size).toBeGreaterThan(5);
      else expect(server.requests.length).toBeGreaterThan(7);
      expect(await speech.info()).toMatchObject({ packId: 'nano', isStored: true });
      await speech.speakToEnd('Good night.', 'FAST');
      await expect(packs.row('Large')).toContainText('In use');
    }
    await page.reload();
    await speech.waitFor('ready');
    expect(await speech.info()).toMatchObject({ packId: 'nano', isStored: true });
    await speech.speakToEnd('Good night.', 'FAST');
    await expect(packs.row('Large')).toContainText('In use');
    await packs.press(packs.row('Large'), 'Check');
    await expect(packs.panel.locator('#outcome')).toHaveText('Large is whole.');
  });
}

test('a licence is asked before weights are fetched, and not again', async ({ packs }) => {
  const { speech, page } = packs;
  await using server = await startHostileServer({
    files: await nanoFiles((manifest) => ({ ...manifest, license: CPML })),
  });
  const fetched = (): string[] => server.requests.map(({ file }) => file);
  const weights = (): string[] => fetched().filter((file) => file !== 'manifest.json');
  await page.goto(`read.html?pack=${encodeURIComponent(server.url)}`);
  await expect(packs.dialog).toContainText('Only for use that earns no money');
  expect(new Set(fetched())).toEqual(new Set(['manifest.json']));

  await packs.dialog.getByRole('button', { name: 'Decline' }).click();
  await expect(packs.dialog).toBeHidden();
  await expect(page.locator('#error')).toContainText('once its licence is accepted');
  await expect(page.locator('xtts-about-panel')).toContainText('None so far.');
  expect(weights()).toEqual([]);

  await page.locator('#retry').click();
  await expect(packs.dialog).toBeVisible();
  expect(weights()).toEqual([]);
  await packs.dialog.getByRole('button', { name: 'Accept' }).click();
  await speech.waitFor('ready');
  await expect(page.locator('#error')).toBeEmpty();
  await speech.speakToEnd('Good night.', 'FAST');
  await expect(page.locator('xtts-about-panel')).toContainText(CPML.name);
  await expect(page.locator('xtts-about-panel')).toContainText(/On .+ \d{4}/);

  await page.reload();
  await speech.waitFor('ready');
  await expect(packs.dialog).toBeHidden();
  await speech.speakToEnd('Good night.', 'FAST');
});
