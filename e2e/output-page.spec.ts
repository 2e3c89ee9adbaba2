import { expect, OUTPUT_PAGE, test } from './output-driver.ts';

/** As users have it: with autoplay policy and back/forward cache, which other tests do without. */
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = launchOptions.args?.filter((flag) => !flag.startsWith('--autoplay-policy'));
    const ignoreDefaultArgs = ['--disable-back-forward-cache'];
    await use({ ...launchOptions, args: args ?? [], ignoreDefaultArgs });
  },
});

test('an output that was unlocked rests, and wakes without another gesture', async ({
  outputPage,
  page,
}) => {
  const messages: string[] = [];
  page.on('console', (message) => messages.push(message.text()));
  await outputPage.hastenRest();
  // `open` would look into the page, which counts as a gesture.
  await page.goto(`${OUTPUT_PAGE}?unasked`);
  await expect.poll(() => messages).toContain('blocked');
  await page.waitForTimeout(1000);
  await page.locator('#unlock').click();
  await expect.poll(() => messages).toContain('heard twice');
  const ours = messages.filter((text) => /^(blocked|unblocked|heard|rests)/.test(text));
  expect(ours).toEqual(['blocked', 'unblocked', 'heard once', 'rests: suspended', 'heard twice']);
});

test('the back/forward cache freezes the sound, and lets it go on where it was', async ({
  outputPage,
  page,
}) => {
  // A page with an open socket, here of the development server, is not kept.
  await page.addInitScript(() => {
    window.WebSocket = class extends EventTarget {} as unknown as typeof WebSocket;
  });
  await outputPage.open();
  await page.evaluate(() => {
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) console.info('back');
    });
    void window.probe!.playTone({ seconds: 3 }).then((type) => window.probe!.log.push(type));
  });
  await page.waitForTimeout(500);
  await page.goto(`${OUTPUT_PAGE}?elsewhere`);
  await page.waitForTimeout(4000);
  const back = page.waitForEvent('console', (message) => message.text() === 'back');
  // Nothing is loaded, which `page.goBack` would wait for.
  await page.evaluate(() => void setTimeout(() => history.back(), 100));
  await back;
  await expect.poll(() => outputPage.log()).toContain('ended');
  expect(await outputPage.log()).toEqual(['ended']);
  expect((await outputPage.heard()).length).toBeGreaterThan(47_900);
});
