import { expect, test, type Page } from '@playwright/test';
import type { Message } from '../src/chat/message.ts';
import { ChatDriver } from './chat-driver.ts';
import { checkLayout, type VisualState } from './layout-checks.ts';
import type {} from '../src/ui/licenses/license-dialog.ts';
import type {} from './pages/message-body.ts';
import type {} from './pages/pack-panel.ts';
import type {} from './pages/player-element.ts';

const SENTENCE = 'The train arrives in twenty five minutes, and then we all go home together.';

async function openReadPage(page: Page, query = ''): Promise<void> {
  await page.goto(`read.html?device=wasm${query}`);
}

async function waitForPlayer(page: Page, state: string): Promise<void> {
  await page.waitForFunction((wanted) => window.xttsPlayer?.state === wanted, state, {
    timeout: 40_000,
  });
}

async function openMessage(page: Page, isStreaming: boolean): Promise<void> {
  await page.goto('e2e/pages/message-body.html');
  await page.waitForFunction(() => window.messagePage !== undefined);
  await page.evaluate(async (streaming) => {
    const { sample, show } = window.messagePage!;
    const charIndex = sample.indexOf('silent');
    await show({
      source: streaming ? sample.slice(0, charIndex + 60) : sample,
      word: { charIndex, charLength: 6 },
      isStreaming: streaming,
    });
  }, isStreaming);
}

/** A conversation that was interrupted, as the browser has kept it. */
const CONVERSATION: readonly Message[] = [
  { role: 'user', id: 'message-1', text: 'Where am I?' },
  {
    role: 'assistant',
    id: 'message-2',
    text: `You stand at a **crossroads**. The rain has stopped. ${SENTENCE}\n\n- *Listen* at the door\n- Go on`,
    language: 'en',
    modelName: 'storyteller',
    status: 'complete',
  },
  { role: 'user', id: 'message-3', text: 'I listen, and wait until all of them are asleep.' },
  {
    role: 'assistant',
    id: 'message-4',
    text: `${SENTENCE} Nobody has seen you.`,
    language: 'en',
    modelName: 'storyteller',
    status: 'stopped',
    heardChars: 33,
  },
];

async function openChat(page: Page, messages: readonly Message[] = []): Promise<ChatDriver> {
  const chat = new ChatDriver(page);
  await page.addInitScript(
    (text) => localStorage.setItem('xtts-web.conversation', text),
    JSON.stringify(messages),
  );
  await chat.open('');
  return chat;
}

async function embedPlayer(page: Page, attributes: string): Promise<void> {
  await page.goto('e2e/pages/player-element.html');
  await page.waitForFunction(() => window.embed !== undefined);
  const controls = 'transport position speed volume save voice language';
  await page.evaluate(
    (html) => void window.embed!(html),
    `<xtts-player device="wasm" show-text controls="${controls}" ${attributes}>
      <p>${`${SENTENCE} `.repeat(4)}</p>
    </xtts-player>`,
  );
}

async function waitForEmbedded(page: Page, state: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => document.querySelector('xtts-player')?.player?.state === wanted,
    state,
    { timeout: 40_000 },
  );
}

/** Another state is another entry: a name, and the way to it from an empty tab. */
const STATES: readonly VisualState[] = [
  {
    name: 'read page, loading',
    open: async (page) => {
      await page.route('**/gpt.safetensors', () => undefined);
      await openReadPage(page);
      await expect(page.getByRole('progressbar')).toBeVisible();
    },
  },
  {
    name: 'read page, ready',
    open: async (page) => {
      await openReadPage(page);
      await waitForPlayer(page, 'ready');
    },
  },
  {
    name: 'read page, speaking',
    open: async (page) => {
      await openReadPage(page);
      await waitForPlayer(page, 'ready');
      await page.locator('#text').fill(`${SENTENCE} `.repeat(8));
      await page.locator('#speak').click();
      await waitForPlayer(page, 'playing');
    },
  },
  {
    name: 'read page, missing pack',
    open: async (page) => {
      await openReadPage(page, '&pack=models/none/');
      await expect(page.getByRole('alert').filter({ hasText: /voice pack/u })).toBeVisible();
    },
  },
  {
    name: 'licence dialog',
    open: async (page) => {
      await page.goto('e2e/pages/pack-panel.html');
      await page.waitForFunction(() => window.packPage !== undefined);
      await page.evaluate(async () => {
        const dialog = document.createElement('xtts-license-dialog');
        document.body.append(dialog);
        void dialog.ask({
          license: {
            name: 'A licence 1.0',
            id: 'cpml',
            url: 'https://example.com/',
            consent: true,
          },
          packName: 'A voice pack with quite a long name',
          licenseText: 'The terms in full.\n'.repeat(60),
        });
        await dialog.updateComplete;
      });
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  },
  { name: 'chat, empty', open: async (page) => (await openChat(page)).waitFor('ready') },
  {
    name: 'chat, speaking',
    open: async (page) => {
      const chat = await openChat(page);
      await chat.waitFor('ready');
      await page.locator('#begin').click();
      await chat.waitFor('playing');
    },
  },
  {
    name: 'chat, interrupted',
    open: async (page) => {
      const chat = await openChat(page, CONVERSATION);
      await expect.poll(() => chat.highlighted('unheard')).toContain('minutes, and then');
    },
  },
  {
    name: 'chat, no answer from the server',
    open: async (page) => {
      const chat = new ChatDriver(page);
      // Where nobody listens.
      await chat.choose({ baseUrl: 'http://127.0.0.1:9/v1', model: 'a-model-with-a-long-name:8b' });
      await openChat(page, CONVERSATION);
      await chat.send('And now?');
      await chat.expectReply({ status: 'failed' });
      await expect(chat.lastMessage.locator('.alert')).not.toBeEmpty();
    },
  },
  {
    name: 'chat, settings',
    open: async (page) => {
      const chat = await openChat(page, CONVERSATION);
      await chat.waitFor('ready');
      await page.locator('#settings').click();
      await expect(page.locator('xtts-chat-settings #profile')).toBeVisible();
    },
  },
  {
    name: 'chat, keys',
    open: async (page) => {
      await openChat(page);
      await page.locator('#keys').click();
      await expect(page.locator('xtts-keys-dialog dl')).toBeVisible();
    },
  },
  {
    name: 'player, loading',
    open: async (page) => {
      await page.route('**/gpt.safetensors', () => undefined);
      await embedPlayer(page, 'pack="/models/nano/" preload="auto"');
      await expect(page.getByRole('progressbar')).toBeVisible();
    },
  },
  {
    name: 'player, ready',
    open: async (page) => {
      await embedPlayer(page, 'pack="/models/nano/" preload="auto"');
      await waitForEmbedded(page, 'ready');
    },
  },
  {
    name: 'player, speaking',
    open: async (page) => {
      await embedPlayer(page, 'pack="/models/nano/" autoplay');
      await waitForEmbedded(page, 'playing');
    },
  },
  {
    name: 'player, error',
    open: async (page) => {
      await embedPlayer(page, 'pack="/models/none/" preload="auto"');
      await expect(page.locator('#error')).not.toBeEmpty();
    },
  },
  { name: 'message, complete', open: (page) => openMessage(page, false) },
  { name: 'message, streaming', open: (page) => openMessage(page, true) },
];

for (const { name, open } of STATES) {
  test(name, async ({ page }, info) => {
    await open(page);
    await checkLayout(page, info);
  });
}
