import { test as base, expect, type Page } from '@playwright/test';
import type { SpeechMetrics } from '../src/player/metrics.ts';
import type { PlayerState } from '../src/player/player-events.ts';
import type { TtsPlayer } from '../src/player/player.ts';
import type { ProfileName } from '../src/profiles/profile.ts';
import { installRecorder, recordingAt, type Recording } from './record.ts';

declare global {
  interface Window {
    /** The chunks that were begun, and when, in `performance.now()` ms. */
    xttsChunks?: { text: string; atMs: number }[];
  }
}

/** The page that reads a text aloud, as its user sees it, with a recorder at the loudspeaker. */
export class PageDriver {
  readonly page: Page;
  readonly #defaultQuery: string;

  constructor(page: Page, defaultQuery: string) {
    this.page = page;
    this.#defaultQuery = defaultQuery;
  }

  /** Opens it; `query` is e.g. `?device=wasm`, `site` another one than that of the sources. */
  async open(query = this.#defaultQuery, site = ''): Promise<void> {
    await this.page.goto(`${site}read.html${query}`);
    await this.page.evaluate(() => {
      const chunks: { text: string; atMs: number }[] = (window.xttsChunks = []);
      window.xttsPlayer?.addEventListener('chunk', ({ detail }) => {
        chunks.push({ text: detail.chunk.text, atMs: performance.now() });
      });
    });
  }

  /** Waits until the player says so. */
  async waitFor(state: PlayerState, timeout = 40_000): Promise<void> {
    await this.page.waitForFunction((wanted) => window.xttsPlayer?.state === wanted, state, {
      timeout,
      polling: 25,
    });
  }

  /** Writes a text and presses Speak. */
  async speak(text: string, profile: ProfileName = 'FAST'): Promise<void> {
    await this.page.locator('#profile').selectOption(profile);
    await this.page.locator('#text').fill(text);
    await this.page.locator('#speak').click();
  }

  /** Speaks a text to its end. */
  async speakToEnd(text: string, profile: ProfileName, timeout = 40_000): Promise<SpeechMetrics> {
    const ended = this.page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const player = window.xttsPlayer!;
          player.addEventListener('ended', () => resolve(), { once: true });
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
          player.addEventListener('error', (e) => reject(e.detail.error), { once: true });
        }),
    );
    await this.speak(text, profile);
    await Promise.race([
      ended,
      this.page.waitForTimeout(timeout).then(() => {
        throw new Error(`"${text}" was not heard to its end within ${timeout} ms`);
      }),
    ]);
    return this.metrics();
  }

  /** The numbers of the current or last utterance. */
  async metrics(): Promise<SpeechMetrics> {
    return this.page.evaluate(() => window.xttsPlayer!.metrics!);
  }

  async chunks(): Promise<{ text: string; atMs: number }[]> {
    return this.page.evaluate(() => window.xttsChunks!);
  }

  async info(): Promise<NonNullable<TtsPlayer['info']>> {
    return this.page.evaluate(() => window.xttsPlayer!.info!);
  }

  /** What was heard at the sample rate of a profile. */
  async recording(sampleRate: number): Promise<Recording> {
    return recordingAt(this.page, sampleRate);
  }

  get status() {
    return this.page.locator('#status');
  }

  get error() {
    return this.page.locator(':is(#error, #problem)[role=alert]');
  }
}

/** Playwright's `test` with the page; a script error on the page fails the test. */
export const test = base.extend<{ speechPage: PageDriver }>({
  speechPage: async ({ page }, use, { project }) => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await installRecorder(page);
    // By itself the page would not take a GPU that is software.
    await use(new PageDriver(page, project.name === 'webgpu' ? '?device=webgpu' : ''));
    expect(failures, 'errors of scripts on the page').toEqual([]);
  },
});

export { expect };
