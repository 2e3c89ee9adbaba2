import type { Page } from '@playwright/test';
import { test as base, expect } from './page-driver.ts';
import { recordingAt, withoutSilentEnds } from './record.ts';
import type { ToneOptions } from './pages/output.ts';

export const OUTPUT_PAGE = 'e2e/pages/output.html';

/** The page of `pages/output.ts`, with a recorder at the loudspeaker. */
export class OutputPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto(OUTPUT_PAGE);
    await this.page.waitForFunction(() => window.probe !== undefined);
  }

  /** Plays a tone; resolves to the last event of the FIFO. */
  async playTone(options: ToneOptions = {}): Promise<string> {
    return this.page.evaluate((o) => window.probe!.playTone(o), options);
  }

  /** What was heard of the first context at a rate, without the silence around it. */
  async heard(sampleRate = 16_000): Promise<Float32Array> {
    return withoutSilentEnds((await recordingAt(this.page, sampleRate)).samples);
  }

  /** What the pool told, in order. */
  async log(): Promise<string[]> {
    return this.page.evaluate(() => window.probe!.log);
  }

  /** The states of all contexts that were opened. */
  async contextStates(): Promise<AudioContextState[]> {
    return this.page.evaluate(() => window.xttsTaps!.map(({ context }) => context.state));
  }

  /** Lets outputs rest after half a second in the place of 30 s; before `open`. */
  async hastenRest(): Promise<void> {
    await this.page.addInitScript(() => {
      const wait = window.setTimeout.bind(window);
      const hasten = (handler: () => void, ms?: number) => wait(handler, ms === 30_000 ? 500 : ms);
      window.setTimeout = hasten as typeof window.setTimeout;
    });
  }
}

/** Playwright's `test` with the page; a script error on the page fails the test. */
export const test = base.extend<{ outputPage: OutputPage }>({
  // The other fixture installs the recorder.
  outputPage: async ({ speechPage }, use) => use(new OutputPage(speechPage.page)),
});

export { expect };
