import { test as base, expect, type Locator, type Page } from '@playwright/test';
import type { Message, Reply } from '../src/chat/message.ts';
import type { ServerChoice } from '../src/llm/model-choice.ts';
import type { PlayerState } from '../src/player/player-events.ts';
import { installRecorder } from './record.ts';

/** The page of conversations, as its user sees it. */
export class ChatDriver {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens it, on another site than that of the sources where one is given. */
  async open(site = ''): Promise<void> {
    await this.page.goto(`${site}./`);
    await expect(this.composer).toBeVisible();
  }

  /** Has a server answer from the next start on, as if it had been chosen before. */
  async choose(choice: Omit<ServerChoice, 'kind'>): Promise<void> {
    const text = JSON.stringify({ kind: 'server', ...choice });
    await this.page.addInitScript((value) => localStorage.setItem('xtts-web.model', value), text);
  }

  /** Writes a message and presses Enter. */
  async send(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Waits until the player says so. */
  async waitFor(state: PlayerState, timeout = 40_000): Promise<void> {
    await this.page.waitForFunction((wanted) => window.xttsPlayer?.state === wanted, state, {
      timeout,
      polling: 25,
    });
  }

  /** Waits until so many characters of the last reply have been heard. */
  async waitUntilHeard(chars: number): Promise<void> {
    await expect.poll(async () => (await this.lastReply()).heardChars ?? 0).toBeGreaterThan(chars);
  }

  /** Waits until nothing is written or spoken, and it is known what was heard. */
  async waitUntilIdle(): Promise<void> {
    await this.page.waitForFunction(() => {
      const root = document.querySelector('xtts-chat-page')!.shadowRoot!;
      return root.querySelector('xtts-message-list')?.isBusy === false;
    });
  }

  async messages(): Promise<readonly Message[]> {
    return this.page.evaluate(() => {
      const root = document.querySelector('xtts-chat-page')!.shadowRoot!;
      return root.querySelector('xtts-message-list')?.messages ?? [];
    });
  }

  async lastReply(): Promise<Reply> {
    const last = (await this.messages()).at(-1);
    if (last?.role !== 'assistant') throw new Error('there is no reply');
    return last;
  }

  /** Waits until the last reply is as told. */
  async expectReply(expected: Partial<Reply>): Promise<void> {
    await expect.poll(() => this.lastReply(), { timeout: 30_000 }).toMatchObject(expected);
  }

  /** The text that is marked as the word that is heard, or as what was not heard. */
  async highlighted(kind: 'word' | 'unheard'): Promise<string> {
    return this.page.evaluate(
      (name) => [...(CSS.highlights.get(name) ?? [])].map(String).join(''),
      `xtts-${kind}`,
    );
  }

  get composer(): Locator {
    return this.page.locator('#message');
  }

  /** The last message of either side. */
  get lastMessage(): Locator {
    return this.page.locator('xtts-chat-message').last();
  }

  get announcement(): Locator {
    return this.page.locator('#announcement');
  }

  /** The `id` of what has the focus, through all shadow roots. */
  async focusedId(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement!;
      while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element.id;
    });
  }
}

/** Playwright's `test` with the page; a script error on the page fails the test. */
export const test = base.extend<{ chat: ChatDriver }>({
  chat: async ({ page }, use) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await installRecorder(page);
    await use(new ChatDriver(page));
    expect(failures, 'errors of scripts on the page').toEqual([]);
  },
});

export { expect };
