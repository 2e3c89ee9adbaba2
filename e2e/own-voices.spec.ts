import { expect, test } from './page-driver.ts';

test('a voice is exported, imported, spoken with and removed', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  await page.evaluate(() => {
    const changes: string[][] = [];
    Object.assign(window, { changes });
    const player = window.xttsPlayer!;
    player.addEventListener('voiceschange', () => changes.push([...player.info!.ownVoices]));
  });
  const codeOf = (call: 'speak' | 'remove' | 'import', argument: string): Promise<string> =>
    page.evaluate(
      async ([call, argument]) => {
        const player = window.xttsPlayer!;
        try {
          if (call === 'speak') await player.speak('Good night.', { voice: argument! });
          else if (call === 'remove') await player.removeVoice(argument!);
          else await player.importVoices(new Blob([argument!]));
          return 'none';
        } catch (error) {
          return (error as Error & { code?: string }).code ?? String(error);
        }
      },
      [call, argument],
    );

  const imported = await page.evaluate(async () => {
    const player = window.xttsPlayer!;
    const exported = await player.exportVoice('slt');
    return player.importVoices(new File([exported], 'slt.safetensors'));
  });
  expect(imported).toEqual(['slt 2']);
  expect(await speechPage.info()).toMatchObject({ voices: ['slt', 'slt 2'], ownVoices: imported });

  const seconds = await page.evaluate(async () => {
    const player = window.xttsPlayer!;
    const spoken: number[] = [];
    for (const voice of ['slt', 'slt 2']) {
      spoken.push((await player.speak('Good night.', { voice })).playedSeconds);
    }
    return spoken;
  });
  expect(seconds[0]).toBeGreaterThan(0.3);
  expect(seconds[1]).toBe(seconds[0]);

  // The file holds a voice of the same values, under the new name.
  const [original, again] = await page.evaluate(async () => {
    const blobs = ['slt', 'slt 2'].map((name) => window.xttsPlayer!.exportVoice(name));
    return Promise.all(
      blobs.map(async (blob) => [...new Uint8Array(await (await blob).arrayBuffer())]),
    );
  });
  const dataOf = (bytes: number[]) => bytes.slice(8 + bytes[0]! + 256 * bytes[1]!);
  expect(again!.length).toBeGreaterThan(20_000);
  expect(dataOf(again!)).toEqual(dataOf(original!));

  expect(await codeOf('import', 'RIFF, and no voice')).toBe('voice-invalid');
  expect(await codeOf('remove', 'slt')).toBe('option-invalid');
  expect(await codeOf('remove', 'slt 2')).toBe('none');
  expect(await codeOf('remove', 'slt 2')).toBe('voice-unknown');
  expect(await codeOf('speak', 'slt 2')).toBe('voice-unknown');
  expect((await speechPage.info()).voices).toEqual(['slt']);
  expect(await page.evaluate(() => (window as unknown as { changes: string[][] }).changes)).toEqual(
    [['slt 2'], []],
  );
});

test('a voice is imported in the middle of speech, which goes on', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  const text = 'The old door opens slowly. A cold wind blows out the last candle.';
  const result = await page.evaluate(async (text) => {
    const player = window.xttsPlayer!;
    const exported = await player.exportVoice('slt');
    const say = async () => (await player.speak(text)).summary;
    const alone = await say();
    const speaking = say();
    await new Promise((resolve) => {
      player.addEventListener('chunk', resolve, { once: true });
    });
    const names = await player.importVoices(exported);
    return { alone, disturbed: await speaking, names };
  }, text);
  expect(result.names).toEqual(['slt 2']);
  expect(result.disturbed.codes).toBe(result.alone.codes);
  expect(result.disturbed.audioSeconds).toBe(result.alone.audioSeconds);
});

test('players of a page share their voices, and its licence is asked of each', async ({ page }) => {
  const license = { name: 'A licence', id: 'a-licence', url: 'https://x.test/', consent: true };
  await page.route('**/nano/manifest.json', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ json: { ...((await response.json()) as object), license } });
  });
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/nano/')) fetched.push(request.url().split('/').at(-1)!);
  });
  await page.goto('e2e/pages/player-parts.html');
  await page.waitForFunction(() => window.xttsParts !== undefined);
  const refusal = await page.evaluate(async () => {
    const { TtsPlayer } = window.xttsParts!;
    const options = { packUrl: '/models/nano/', device: 'wasm' } as const;
    const players = [new TtsPlayer(options), new TtsPlayer(options)];
    Object.assign(window, { players });
    return players[0]!.load().then(
      () => undefined,
      ({ code, license }: { code: string; license: object }) => ({ code, license }),
    );
  });
  expect(refusal).toEqual({ code: 'license-not-accepted', license });
  expect(new Set(fetched)).toEqual(new Set(['manifest.json']));

  const heard = await page.evaluate(async () => {
    const { players } = window as unknown as {
      players: InstanceType<NonNullable<typeof window.xttsParts>['TtsPlayer']>[];
    };
    const [first, second] = [players[0]!, players[1]!];
    first.acceptLicense('a-licence');
    const info = await first.load();
    const others = await second.load().then(
      () => 'loaded',
      ({ code }: { code: string }) => code,
    );
    second.acceptLicense('a-licence');
    await second.load();
    const told = new Promise<readonly string[]>((resolve) => {
      second.addEventListener('voiceschange', () => resolve(second.info!.voices), { once: true });
    });
    await first.importVoices(await first.exportVoice('slt'));
    const voices = await told;
    const { playedSeconds } = await second.speak('Good night.', { voice: 'slt 2' });
    await Promise.all(players.map((player) => player.close()));
    return { license: info.license, others, voices, playedSeconds };
  });
  expect(heard).toMatchObject({
    license,
    others: 'license-not-accepted',
    voices: ['slt', 'slt 2'],
  });
  expect(heard.playedSeconds).toBeGreaterThan(0.3);
});

test('the picker takes a voice in from a file, and gives it out and away', async ({
  speechPage,
}, info) => {
  const { page } = speechPage;
  const picker = page.locator('xtts-voice-picker');
  const voice = picker.locator('#voice');
  await speechPage.open();
  await speechPage.waitFor('ready');
  await picker.locator('#file').setInputFiles('public/models/nano/voices.safetensors');
  await expect(voice.locator('option')).toHaveText(['slt', 'slt 2 (your own)']);
  await expect(voice).toHaveValue('slt 2');
  await voice.selectOption('slt');
  await voice.selectOption('slt 2');
  await speechPage.speakToEnd('Good night.', 'FAST');

  // It stays in the browser.
  await page.reload();
  await speechPage.waitFor('ready');
  await voice.selectOption('slt 2');
  await speechPage.speakToEnd('Good night.', 'FAST');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    picker.getByRole('button', { name: /^Export/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('slt 2.safetensors');
  const file = info.outputPath('mine.safetensors');
  await download.saveAs(file);
  await picker.getByRole('button', { name: /^Remove.*slt 2$/ }).click();
  await expect(voice.locator('option')).toHaveText(['slt']);
  await picker.locator('#file').setInputFiles(file);
  await expect(voice).toHaveValue('slt 2');
  await speechPage.speakToEnd('Good night.', 'FAST');
});
