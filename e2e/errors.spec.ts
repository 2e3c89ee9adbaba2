import { expect, test, type PageDriver } from './page-driver.ts';

/** The page still does what it is for. */
async function expectToSpeak(speechPage: PageDriver): Promise<void> {
  await speechPage.speak('Good night.');
  await speechPage.waitFor('playing');
  await expect(speechPage.error).toHaveText('');
}

test('empty text', async ({ speechPage }) => {
  await speechPage.open();
  await speechPage.waitFor('ready');
  await speechPage.speak('  \n ');
  await expect(speechPage.error).toHaveText(/write some text first/);
  await expectToSpeak(speechPage);
});

test('text without a single word', async ({ speechPage }) => {
  await speechPage.open();
  await speechPage.waitFor('ready');
  await speechPage.speak('…!?');
  await expect(speechPage.status).toHaveText('Ready.');
  await expectToSpeak(speechPage);
});

test('unknown pack', async ({ speechPage }) => {
  await speechPage.open('?pack=models/none/');
  await expect(speechPage.error).toHaveText(/voice pack/);
  await expect(speechPage.status).toHaveText('The voice could not be loaded.');
  // The page is alive: it changes its language, the sentence too.
  await speechPage.page.locator('#interface-language').selectOption('pt-BR');
  await expect(speechPage.error).toHaveText(/pacote de voz/);
});

for (const [name, answer, sentence] of [
  ['missing shard', { status: 404 }, /file of the voice pack is missing/],
  ['shard of the wrong length', { status: 200, body: 'not a model' }, /voice pack/],
  ['damaged manifest', { status: 200, body: '{"format":' }, /voice pack is damaged/],
] as const) {
  test(`a pack with a ${name}, then a whole one`, async ({ speechPage }) => {
    const { page } = speechPage;
    const file = name === 'damaged manifest' ? '**/nano/manifest.json' : '**/nano/gpt.safetensors';
    await page.route(file, (route) => route.fulfill(answer));
    await speechPage.open();
    await expect(speechPage.error).toHaveText(sentence);
    await page.unroute(file);
    await page.getByRole('button', { name: 'Try again' }).click();
    await speechPage.waitFor('ready');
    await expectToSpeak(speechPage);
  });
}

test('a network that fails while the pack is fetched', async ({ speechPage }) => {
  const { page } = speechPage;
  await page.route('**/nano/vocoder.safetensors', (route) => route.abort('connectionreset'));
  await speechPage.open();
  await expect(speechPage.error).toHaveText(/could not be fetched/);
  await page.unroute('**/nano/vocoder.safetensors');
  // Speak tries again by itself.
  await expectToSpeak(speechPage);
});

test('WebGPU asked for where there is none', async ({ speechPage }) => {
  await speechPage.open('?device=webgpu');
  await expect(speechPage.error).toHaveText(/cannot run the speech engine/);
});

test('unknown voice and unknown language', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  const codeOf = (request: object): Promise<string> =>
    page.evaluate(
      (options) =>
        window.xttsPlayer!.speak('Good night.', options).then(
          () => 'spoke',
          (error: Error & { code?: string }) => error.code ?? error.message,
        ),
      request,
    );
  expect(await codeOf({ voice: 'nobody' })).toBe('voice-unknown');
  await expect(speechPage.error).toHaveText(/no voice of that name/);
  expect(await codeOf({ language: 'tlh' })).toBe('language-unsupported');
  await expect(speechPage.error).toHaveText(/does not know that language/);
  await expectToSpeak(speechPage);
});

test('50 000 characters begin to be heard, and can be stopped', async ({ speechPage }) => {
  await speechPage.open();
  await speechPage.waitFor('ready');
  const sentence = 'We walked slowly through the quiet village. ';
  await speechPage.speak(sentence.repeat(1200).slice(0, 50_000));
  await speechPage.waitFor('playing', 10_000);
  await speechPage.page.locator('#stop').click();
  await speechPage.waitFor('ready', 2000);
  await expectToSpeak(speechPage);
});

test('Speak pressed many times in a row speaks the last text', async ({ speechPage }) => {
  await speechPage.open();
  await speechPage.waitFor('ready');
  for (let i = 0; i < 8; i++) await speechPage.speak(`Number ${i}.`);
  await speechPage.waitFor('playing');
  await speechPage.waitFor('ready');
  expect((await speechPage.chunks()).at(-1)!.text).toBe('Number 7.');
  await expect(speechPage.error).toHaveText('');
});
