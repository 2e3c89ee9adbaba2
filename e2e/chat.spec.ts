import { unheardFrom } from '../src/chat/message.ts';
import { ChatServer } from '../tools/chat-server.ts';
import { expect, test } from './chat-driver.ts';
import { recordingAt } from './record.ts';
import { measureSpeech } from './speech-measures.ts';
import { StaticSite } from './static-site.ts';

const LONG =
  'The old road shines under the moon. A small inn stands between two hills, and a lamp burns in ' +
  'its window. Inside, someone is singing, slowly and a little out of tune. When you open the ' +
  'door, the song ends, and every face turns to you.';

test('the first visit is of use at once, and offline from then on', async ({ chat }) => {
  const { page } = chat;
  await using site = await StaticSite.open();
  await chat.open(site.url);
  await page.locator('#begin').click();
  await chat.waitFor('playing');
  const { text } = await chat.lastReply();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  await site.close();
  await page.reload();
  await expect(chat.lastMessage).toContainText(text.slice(0, 20));
  await chat.send('I look around.');
  await chat.waitFor('playing');
  // What is loaded when it is first asked for is there, too.
  await page.locator('#settings').click();
  await expect(page.locator('#interface-language')).toBeVisible();
});

test.describe(() => {
  test.use({ locale: 'pt-BR' });

  test('the storyteller is heard in Portuguese before its text is complete', async ({ chat }) => {
    const { page } = chat;
    await page.addInitScript(() => {
      if (localStorage.length > 0) return;
      localStorage.setItem('xtts-web.chat-settings', '{"tokensPerSecond":4}');
    });
    await chat.open();
    await chat.waitFor('ready');
    await page.getByRole('button', { name: 'Começar a aventura' }).click();
    await chat.waitFor('playing');
    expect(await chat.lastReply()).toMatchObject({ status: 'writing', language: 'pt' });
    await expect(page.getByText('não foi treinada para este idioma')).toBeVisible();
    await expect.poll(() => chat.highlighted('word')).toMatch(/\p{L}/u);
    const { length } = (await chat.lastReply()).text;
    await chat.waitUntilHeard(15);
    expect((await chat.lastReply()).text.length).toBeGreaterThan(length);

    await page.keyboard.press('Escape');
    await chat.expectReply({ status: 'stopped' });
    await chat.waitUntilIdle();
    const reply = await chat.lastReply();
    expect(unheardFrom(reply)).toBeGreaterThan(10);
    const unheard = reply.text.slice(unheardFrom(reply)).trim().slice(0, 12);
    await expect.poll(() => chat.highlighted('unheard')).toContain(unheard);
    await expect(chat.lastMessage).toContainText('não foi ouvido');
    const { samples } = await recordingAt(page, 16_000);
    expect(measureSpeech(samples, 16_000).speechBandShare).toBeGreaterThan(0.8);

    await page.locator('#settings').click();
    await page.locator('#profile').selectOption('CINEMATIC');
    await page.locator('#interface-language').selectOption('en');
    await page.keyboard.press('Escape');
    await page.locator('#voice-switch').click();
    await page.reload();
    expect(await chat.lastReply()).toEqual(reply);
    await expect(page.locator('#model-line')).toHaveText('Storyteller · CINEMATIC');
    await expect(page.locator('#voice-switch')).toHaveAttribute('aria-pressed', 'false');
    await expect(page).toHaveTitle(/A voice that tells/);

    await page.locator('#settings').click();
    await page.locator('#new-conversation').click();
    await page.locator('#forget').click();
    await page.keyboard.press('Escape');
    await page.reload();
    await expect(page.locator('#begin')).toBeVisible();
  });
});

test('the model is told what was heard of what it said, and no more', async ({ chat }) => {
  await using server = await ChatServer.start();
  const story = `${LONG} `.repeat(3);
  server.script({ text: story, tokensPerSecond: 6 }, { text: 'It is only the wind.' });
  await chat.choose({ baseUrl: server.baseUrl, model: 'echo:1b' });
  await chat.open();
  await expect(chat.page.locator('#model-line')).toHaveText(
    /^\s*echo:1b · FAST, by the model’s size/,
  );
  await chat.waitFor('ready');
  await chat.send('Where am I?');
  await chat.waitUntilHeard(30);
  await chat.send('Wait! What was that?');
  await expect.poll(() => server.requests.length).toBe(2);
  const [, interrupted] = await chat.messages();
  if (interrupted?.role !== 'assistant') throw new Error('the reply is gone');
  const heard = interrupted.text.slice(0, interrupted.heardChars).trimEnd();
  expect(heard.length).toBeGreaterThan(20);
  expect(heard.length).toBeLessThan(interrupted.text.trimEnd().length);
  expect(story.startsWith(heard)).toBe(true);
  const [system, ...context] = server.requests[1]!.messages;
  expect(system).toMatchObject({ role: 'system', content: /game master/ });
  expect(context).toEqual([
    { role: 'user', content: 'Where am I?' },
    { role: 'assistant', content: `${heard}…` },
    { role: 'user', content: 'Wait! What was that?' },
  ]);
  await server.requests[0]!.over;
  expect(server.requests[0]!.hungUp).toBe(true);
  await chat.expectReply({ status: 'complete', text: 'It is only the wind.' });
  await chat.waitFor('ready');
  expect((await chat.lastReply()).heardChars).toBeUndefined();
});

test('a server that goes wrong: sentences, kept text, another try', async ({ chat }) => {
  const { page } = chat;
  await using server = await ChatServer.start({ apiKey: 'secret' });
  await chat.choose({
    baseUrl: server.baseUrl,
    model: 'echo:7b',
    apiKey: 'secret',
    rememberKey: true,
  });
  await chat.open();
  await page.locator('#voice-switch').click();
  server.script({ text: 'Ação! 🐉 É noite.', packetBytes: 1, keepAlive: true, lineEnd: '\r\n' });
  await chat.send('Begin');
  await chat.expectReply({ status: 'complete', text: 'Ação! 🐉 É noite.' });
  await expect(chat.announcement).toHaveText('The reply is ready.');

  // Spoken as far as it came; then the rest.
  await page.locator('#voice-switch').click();
  await expect(page.locator('#model-line')).toContainText('CINEMATIC');
  server.script(
    { text: LONG, after: { tokens: 8, then: 'error' } },
    { text: 'and then it rains.' },
  );
  await chat.send('Go on');
  await chat.expectReply({ status: 'failed' });
  const kept = (await chat.lastReply()).text;
  expect(LONG.startsWith(kept) && kept.length > 10).toBe(true);
  await chat.waitFor('playing');
  await expect(chat.lastMessage.locator('.alert')).not.toBeEmpty();
  await chat.waitFor('ready');
  expect((await chat.lastReply()).heardChars).toBeUndefined();
  await chat.lastMessage.getByRole('button', { name: 'Try again' }).click();
  await chat.expectReply({ status: 'complete', errorCode: undefined });
  expect((await chat.lastReply()).text).toMatch(/^The old road.* and then it rains\.$/);
  await chat.waitFor('ready');

  server.apiKey = 'another';
  await chat.send('And now?');
  await chat.expectReply({ status: 'failed', errorCode: 'llm-unauthorized', text: '' });
  await expect(chat.lastMessage.locator('.alert')).toContainText('wants a valid key');
  await expect(chat.announcement).toContainText('wants a valid key');
});

test('a long conversation, and one that is damaged', async ({ chat }) => {
  const { page } = chat;
  const messages = Array.from({ length: 200 }, (_, i) => ({
    role: 'user',
    id: `message-${i + 1}`,
    text: `Message ${i + 1}. ${LONG}`,
  }));
  await page.addInitScript(
    (text) => sessionStorage.length > 0 || localStorage.setItem('xtts-web.conversation', text),
    JSON.stringify(messages),
  );
  await chat.open();
  await expect(chat.lastMessage).toBeInViewport();
  await chat.lastMessage.focus();
  await page.keyboard.press('Alt+ArrowUp');
  expect(await chat.focusedId()).toBe('message-199');
  await page.locator('.log').evaluate((log) => log.scrollBy(0, -3000));
  const latest = page.getByRole('button', { name: 'To the latest' });
  await latest.click();
  await expect(chat.lastMessage).toBeInViewport();
  await expect(latest).toBeHidden();

  await page.evaluate(() => {
    sessionStorage.setItem('damaged', 'yes');
    localStorage.setItem('xtts-web.conversation', '[{"role":"assistant"},');
    localStorage.setItem('xtts-web.chat-settings', '{');
  });
  await page.reload();
  await expect(page.locator('#begin')).toBeVisible();
});

test('the whole story by keyboard alone', async ({ chat }) => {
  const { page } = chat;
  await chat.open();
  await chat.waitFor('ready');
  const reached: string[] = [];
  for (let i = 0; i < 7; i++) {
    await page.keyboard.press('Tab');
    reached.push(await chat.focusedId());
  }
  expect(reached.slice(0, 5)).toEqual(['voice-switch', 'read-aloud', 'keys', 'settings', 'begin']);
  await page.locator('#begin').focus();
  await page.keyboard.press('Enter');
  await chat.waitFor('playing');
  expect(await chat.focusedId()).toBe('message');
  await page.keyboard.type('?');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('k');
  await expect(chat.composer).toHaveValue('?\nk');
  await page.keyboard.press('Escape');
  await chat.waitFor('ready');
  await chat.expectReply({ status: 'stopped' });
  expect(await chat.focusedId()).toBe('message');

  await page.keyboard.press('Alt+ArrowUp');
  expect(await chat.focusedId()).toBe((await chat.lastReply()).id);
  await page.keyboard.press('Tab');
  await expect(chat.lastMessage.getByRole('button', { name: 'Go on' })).toBeFocused();
  await page.keyboard.press('Enter');
  await chat.waitFor('playing');
  await page.keyboard.press('k');
  await chat.waitFor('paused');
  await page.keyboard.press('k');
  await chat.waitFor('playing');
  await page.keyboard.press('?');
  await expect(page.getByRole('heading', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  // That was for the dialog.
  expect(await page.evaluate(() => window.xttsPlayer!.speaking)).toBe(true);
  await page.keyboard.press('/');
  expect(await chat.focusedId()).toBe('message');
  await page.keyboard.press('Escape');
  await chat.waitFor('ready');
});
