import { readdir, readFile } from 'node:fs/promises';
import { pack } from '../tools/commands/pack.ts';
import { goldenBytes } from '../tools/golden.ts';
import { startHostileServer } from '../tools/hostile-server.ts';
import { writeRandomCheckpoint } from '../tools/random-checkpoint.ts';
import { expect, PageDriver } from './page-driver.ts';
import {
  CHECKPOINT_FILES,
  goldenFolder,
  nanoFiles,
  PacksDriver,
  test,
  unzip,
} from './packs-driver.ts';
import { serverUrl } from './servers.ts';
import { measureSpeech } from './speech-measures.ts';

/** Packs of the page as its user adds them: real workers, real storage. */

test('a folder with a checkpoint is converted and speaks, after a reload too', async ({
  packs,
}, info) => {
  const { speech, page } = packs;
  await packs.open();
  await packs.pickFolder(await goldenFolder(info.outputPath('Golden model')));
  await expect(packs.step('review')).toContainText('Golden model');
  await expect(packs.step('review')).toContainText('A checkpoint.');
  await packs.add('f16');
  await packs.useNow();
  const row = packs.row('Golden model');
  await expect(row).toContainText('In use');
  await expect(row).toContainText('Half precision');
  await expect(packs.bundled).not.toContainText('In use');

  for (const start of ['at once', 'after a reload']) {
    if (start === 'after a reload') {
      await page.reload();
      await speech.waitFor('ready');
      await expect(row).toContainText('In use');
    }
    expect(await speech.info()).toMatchObject({ packId: 'Golden-model', isStored: true });
    const { chunks } = await speech.speakToEnd('Good night.', 'FAST');
    const madeSeconds = chunks.reduce((sum, { audioSeconds }) => sum + audioSeconds, 0);
    const { samples } = await speech.recording(16_000);
    const heard = samples.filter((sample) => sample !== 0).length / 16_000;
    expect(madeSeconds, start).toBeGreaterThan(0.1);
    expect(heard, start).toBeGreaterThan(0.9 * madeSeconds);
    expect(measureSpeech(samples, 16_000).peak, start).toBeGreaterThan(0.001);
  }
});

/** Of another model than the reference one in every dimension. */
const OTHER_DIMS = {
  layers: 2,
  width: 96,
  heads: 3,
  textTokens: 600,
  codes: 130,
  maxTextTokens: 60,
  maxAudioTokens: 70,
  vocoderChannels: 64,
  speakerWidth: 48,
  speakerChannels: 8,
};

for (const model of ['golden', 'other dims'] as const) {
  test(`a browser and the command line write the same bytes: ${model}`, async ({ packs }, info) => {
    const folder = info.outputPath('model');
    if (model === 'golden') await goldenFolder(folder);
    else await writeRandomCheckpoint(folder, { dims: OTHER_DIMS });
    // The browser of a computer with eight cores, where speech would be made on four threads.
    const cores = `Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8 });`;
    let hasCores = false;
    await packs.page.route(/\/pack\.worker\.ts/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n${cores}` });
      hasCores = true;
    });
    await packs.open();
    expect(hasCores).toBe(true);
    for (const [dtype, precision] of [
      ['f16', 'Half precision'],
      ['q8f16', '8-bit weights'],
    ] as const) {
      await packs.convert(folder, dtype);
      const row = packs.row('model').filter({ hasText: precision });
      const files = await unzip(await packs.export(row, info.outputPath(`${dtype}.zip`)));
      const out = info.outputPath(dtype);
      await pack.run([folder, '--out', out, '--dtype', dtype]);
      expect([...files.keys()].sort()).toEqual((await readdir(out)).sort());
      expect([...files.keys()]).toContain('self-test.safetensors');
      for (const [name, bytes] of files) {
        expect(bytes.equals(await readFile(`${out}/${name}`)), `${dtype}: ${name}`).toBe(true);
      }
    }
  });
}

test('an exported pack is added again after it was removed', async ({ packs }, info) => {
  await packs.open();
  await packs.convert(await goldenFolder(info.outputPath('Golden')), 'q8f16');
  const row = packs.row('Golden');
  const archive = await packs.export(row, info.outputPath('Golden.zip'));
  await packs.remove(row);
  await expect(packs.rows).toHaveCount(0);
  await expect.poll(() => packs.storedFiles()).toEqual({});

  await packs.pickFile(archive);
  await expect(packs.step('review')).toContainText('A pack, ready to be used.');
  await packs.add();
  await packs.useNow();
  await expect(row).toContainText('In use');
  await packs.press(row, 'Check');
  await expect(packs.panel.locator('#outcome')).toHaveText('Golden is whole.');
});

test('a checkpoint is converted from its address by parts of it', async ({ packs, page }) => {
  await packs.open();
  const wholeFiles: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.endsWith('.pth')) return;
    if (request.headers()['range'] === undefined) wholeFiles.push(pathname);
  });
  await packs.typeAddress(`${serverUrl('dev')}testdata/golden/`);
  await packs.add('f16');
  await packs.useNow();
  await expect(packs.row('golden')).toContainText('In use');
  await packs.speech.speakToEnd('Good night.', 'FAST');
  expect(wholeFiles).toEqual([]);
});

test('a conversion from an address that is stopped goes on with what it lacks', async ({
  packs,
}) => {
  let isSlow = true;
  await using server = await startHostileServer({
    files: new Map(CHECKPOINT_FILES.map((name) => [name, goldenBytes(name)])),
    fault: ({ file, index }) =>
      isSlow && file === 'model.pth' && index > 60
        ? { kind: 'slow', pieceDelayMs: 300 }
        : undefined,
  });
  await packs.open();
  await packs.typeAddress(server.url);
  await packs.add('f16');
  const isShard = ([path]: [string, unknown]): boolean => path.endsWith('.safetensors');
  const shards = async () => Object.entries(await packs.storedFiles()).filter(isShard);
  // The one that is under way is the last.
  await expect.poll(async () => (await shards()).length).toBeGreaterThan(1);
  await packs.panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(packs.step('stopped')).toContainText('you can resume later');
  const row = packs.rows;
  await expect(row).toContainText('Not complete');
  const before = (await shards()).toSorted((a, b) => a[1].lastModified - b[1].lastModified);
  const whole = before.slice(0, -1);
  expect(whole.length).toBeGreaterThan(0);

  isSlow = false;
  await packs.press(row, 'Resume');
  await expect(packs.panel.locator('#outcome')).toContainText('is ready.');
  await expect(row).not.toContainText('Not complete');
  expect(await packs.storedFiles()).toMatchObject(Object.fromEntries(whole));
  await packs.press(row, 'Check');
  await expect(packs.panel.locator('#outcome')).toContainText('is whole.');
});

test('two tabs that add the same address fetch it once', async ({ packs, context }) => {
  await using server = await startHostileServer({
    files: await nanoFiles(),
    fault: ({ file }) =>
      file === 'gpt.safetensors' ? { kind: 'slow', pieceDelayMs: 10 } : undefined,
  });
  const first = packs;
  const second = new PacksDriver(new PageDriver(await context.newPage(), ''));
  await first.open();
  await second.open();
  for (const tab of [first, second]) {
    await tab.typeAddress(server.url);
    await expect(tab.step('review')).toContainText('A pack, ready to be used.');
  }
  await Promise.all([first.add(), second.add()]);
  const waiting = 'Another tab is working on it';
  const hasWaited = (tab: PacksDriver): Promise<boolean> =>
    expect(tab.step('adding'))
      .toContainText(waiting, { timeout: 3000 })
      .then(
        () => true,
        () => false,
      );
  expect((await Promise.all([hasWaited(first), hasWaited(second)])).sort()).toEqual([false, true]);
  for (const tab of [first, second]) {
    await tab.useNow();
    await expect(tab.rows).toHaveCount(1);
    await expect(tab.rows).toContainText('In use');
    await tab.speech.speakToEnd('Good night.', 'FAST');
  }
  const weights = server.requests
    .map(({ file }) => file)
    .filter((file) => file !== 'manifest.json');
  expect(weights.length).toBeGreaterThan(3);
  expect(new Set(weights).size, weights.join()).toBe(weights.length);
});
