import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { HOSTILE_MARKDOWN } from '../src/chat/markdown/hostile-markdown-fixture.ts';
import type {} from './pages/message-body.ts';

async function open(page: Page): Promise<void> {
  await page.goto('e2e/pages/message-body.html');
  await page.waitForFunction(() => window.messagePage !== undefined);
}

async function showSample(page: Page, word?: string): Promise<void> {
  await page.evaluate(async (spoken) => {
    const { sample, show } = window.messagePage!;
    const charIndex = spoken === undefined ? -1 : sample.indexOf(spoken);
    await show({
      source: sample,
      word: charIndex < 0 ? undefined : { charIndex, charLength: spoken!.length },
    });
  }, word);
}

test('hostile messages run, fetch and open nothing', async ({ page, context }) => {
  const happened: string[] = [];
  page.on('dialog', (dialog) => {
    happened.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('framenavigated', (frame) => happened.push(frame.url()));
  await open(page);
  happened.length = 0;
  page.on('request', (request) => happened.push(request.url()));
  context.on('page', (opened) => happened.push(opened.url()));
  const unsafe = await page.evaluate(async (messages) => {
    const found: string[] = [];
    for (const source of messages) {
      for (const isStreaming of [true, false]) {
        const { shadowRoot } = await window.messagePage!.show({ source, isStreaming });
        for (const element of shadowRoot!.querySelectorAll('.blocks *')) {
          for (const { name, value } of element.attributes) {
            const isLink = name === 'href' && /^(https?:\/\/|mailto:)/u.test(value);
            if (/^on|^(src|srcdoc|style|id|action)/u.test(name) || (name === 'href' && !isLink)) {
              found.push(`${source}: ${name}=${value}`);
            }
          }
          if (/^(script|img|svg|iframe|style|form|object|embed)$/u.test(element.localName)) {
            found.push(`${source}: ${element.localName}`);
          }
        }
      }
    }
    await window.messagePage!.frames();
    return [...found, ...('wasHit' in window ? ['wasHit'] : [])];
  }, HOSTILE_MARKDOWN);
  expect(unsafe).toEqual([]);
  expect(happened).toEqual([]);
});

test('each word of a message is lit up where it stands', async ({ page }) => {
  await open(page);
  const { wrong, words } = await page.evaluate(async () => {
    const { sample, show } = window.messagePage!;
    const body = await show({ source: sample });
    const failures: string[] = [];
    let count = 0;
    // Neither what is thought nor code is spoken.
    const spoken = sample
      .replace(/<think>[^]*<\/think>|```[^]*```|https?:[^\s)]+|\[\^coin\]:?/gu, (hidden) =>
        ' '.repeat(hidden.length),
      )
      .replace(/&mdash;/gu, '       ');
    for (const { 0: word, index } of spoken.matchAll(/[\p{L}\p{N}]+/gu)) {
      body.word = { charIndex: index, charLength: word.length };
      await body.updateComplete;
      const [range] = [...CSS.highlights.get('xtts-word')!] as Range[];
      const isListNumber = /^\d$/u.test(word) && /\n$/u.test(sample.slice(0, index));
      const isBox = sample[index - 1] === '[' && sample[index + 1] === ']';
      if (isListNumber || isBox) continue;
      count++;
      if (range?.toString() !== word) failures.push(`${word}: ${range?.toString()}`);
    }
    return { wrong: failures, words: count };
  });
  expect(wrong).toEqual([]);
  expect(words).toBeGreaterThan(150);
});

test('what a reference stands for is lit up, and highlights of messages do not meet', async ({
  page,
}) => {
  await open(page);
  const texts = await page.evaluate(async () => {
    const body = await window.messagePage!.show({
      source: 'a &mdash; b <think>x</think> c\\*d',
      word: { charIndex: 2, charLength: 7 },
    });
    const all: string[] = [];
    const marked = (): string[] => ([...CSS.highlights.get('xtts-word')!] as Range[]).map(String);
    all.push(...marked());
    const other = document.createElement('xtts-message-body');
    other.source = 'another';
    other.word = { charIndex: 0, charLength: 7 };
    body.after(other);
    await other.updateComplete;
    all.push(marked().join());
    body.word = { charIndex: body.source.indexOf('c\\'), charLength: 4 };
    await body.updateComplete;
    all.push(marked().join());
    body.remove();
    all.push(marked().join());
    other.remove();
    return [...all, marked().length];
  });
  expect(texts).toEqual(['—', '—,another', 'another,c*d', 'another', 0]);
});

test('a message that streams in ends like one that came at once, and stays quick', async ({
  page,
}) => {
  await open(page);
  const { isSame, slowestMs, raw } = await page.evaluate(async () => {
    const { sample, show, frames } = window.messagePage!;
    const plain = sample.slice(0, sample.indexOf('A ~~silver'));
    const long = plain.repeat(Math.ceil(20_000 / plain.length)) + sample;
    const blocksOf = (element: HTMLElement): Element =>
      element.shadowRoot!.querySelector('.blocks')!;
    const body = await show({ source: '', isStreaming: true });
    let slowest = 0;
    const marks = new Set<string>();
    for (let cut = 0; cut < long.length; cut += 97) {
      const startedMs = performance.now();
      body.source = long.slice(0, cut);
      await body.updateComplete;
      slowest = Math.max(slowest, performance.now() - startedMs);
      await new Promise((resolve) => setTimeout(resolve, 0));
      const text = blocksOf(body).lastElementChild?.textContent ?? '';
      if (/\*\*|~~|\]\(|^#/u.test(text)) marks.add(text.slice(-60));
    }
    body.source = long;
    body.isStreaming = false;
    // It is rendered when the caret goes.
    while (blocksOf(body).querySelector('[data-caret]')) await frames();
    const streamed = blocksOf(body);
    const whole = blocksOf(await show({ source: long }));
    return {
      isSame: streamed.isEqualNode(whole),
      slowestMs: slowest,
      raw: [...marks],
    };
  });
  expect(raw).toEqual([]);
  expect(isSame).toBe(true);
  // Setting a property renders later; what it costs itself is next to nothing.
  expect(slowestMs).toBeLessThan(500);
});

test('what the reader selected or focused stays so while text comes', async ({ page }) => {
  await open(page);
  const kept = await page.evaluate(async () => {
    const { sample, show, frames } = window.messagePage!;
    const body = await show({ source: sample.slice(0, 500), isStreaming: true });
    const blocks = body.shadowRoot!.querySelector('.blocks')!;
    const first = blocks.querySelector('p')!;
    const last = blocks.lastElementChild!;
    const range = document.createRange();
    range.setStart(first.firstChild!, 4);
    range.setEnd(first.firstChild!, 9);
    const tail = document.createRange();
    tail.selectNodeContents(last);
    const before = [range.toString(), tail.startContainer === last];
    for (let cut = 500; cut < sample.length - 40; cut += 23) {
      body.source = sample.slice(0, cut);
      await body.updateComplete;
      await frames();
      if (cut > 900) blocks.querySelector<HTMLElement>('pre')?.focus();
    }
    return {
      before,
      behind: [range.toString(), last.isConnected],
      isSameParagraph: blocks.querySelector('p') === first,
      focused: body.shadowRoot!.activeElement?.localName,
    };
  });
  expect(kept.before[0]).toBe('stand');
  expect(kept.behind).toEqual(['stand', true]);
  expect(kept.isSameParagraph).toBe(true);
  expect(kept.focused).toBe('pre');
});

test('code is copied, and notes lead there and back', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  await showSample(page);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('status')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('def roll(');
  await page.getByRole('button', { name: 'Note 1' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Struck under' })).toBeFocused();
  await page.getByRole('button', { name: 'Back to the text' }).click();
  await expect(page.getByRole('button', { name: 'Note 1' })).toBeFocused();
  await page.getByText('Thoughts').click();
  await expect(page.getByText('It is locked.')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(() => {
    test.use({ colorScheme });

    test(`axe finds nothing, and nothing is too wide: ${colorScheme}`, async ({ page }, info) => {
      await open(page);
      await showSample(page, 'silent');
      await page.getByText('Thoughts').click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - innerWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
        await page.screenshot({ path: info.outputPath(`${width}.png`), fullPage: true });
      }
    });
  });
}
