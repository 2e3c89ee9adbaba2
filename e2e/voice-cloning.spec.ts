import AxeBuilder from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readWav, writeWav } from '../src/audio/wav.ts';
import { bytesSource } from '../src/checkpoint/byte-source.ts';
import { convertedPack, type MemoryPack } from '../src/pack/memory-pack-fixture.ts';
import { readVoices } from '../src/pack/voice-file.ts';
import { GOLDEN } from '../tools/golden.ts';
import { openCheckpoint } from '../tools/open-model.ts';
import { expect, test as base, type PageDriver } from './page-driver.ts';

/** Making a voice on the page, with the reference's small model, whose pack has the encoders. */

declare global {
  interface Window {
    /** The streams that the page was given in place of a microphone's. */
    microphones?: MediaStream[];
  }
}

const CLIP = fileURLToPath(new URL('../testdata/clips/slt_16000.wav', import.meta.url));

class CloningDriver {
  readonly speech: PageDriver;

  constructor(speech: PageDriver) {
    this.speech = speech;
  }

  get page() {
    return this.speech.page;
  }

  get creator() {
    return this.page.locator('xtts-voice-creator');
  }

  get voice() {
    return this.page.locator('xtts-voice-picker #voice');
  }

  step(name: string) {
    return this.creator.locator(`[data-step="${name}"]`);
  }

  async openPage(): Promise<void> {
    await this.speech.open('?pack=/golden-pack/&device=wasm');
    await this.speech.waitFor('ready');
  }

  /** Goes to where a clip is recorded or chosen. */
  async openSource(): Promise<void> {
    await this.page.locator('xtts-voice-picker #create').click();
    await this.creator.getByRole('radio').first().check();
    await this.creator.getByRole('checkbox').check();
    await this.creator.locator('#next').click();
    await expect(this.step('source')).toBeVisible();
  }

  async choose(name: string, buffer: Uint8Array): Promise<void> {
    await this.creator
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: '', buffer: Buffer.from(buffer) });
  }
}

let pack: MemoryPack;

const test = base.extend<{ cloning: CloningDriver }>({
  cloning: async ({ speechPage }, use) => {
    pack ??= await convertedPack(await openCheckpoint(GOLDEN), 'f16');
    await speechPage.page.route(/\/golden-pack\/[\w.-]+$/, async (route) => {
      const name = route.request().url().split('/').at(-1)!;
      await route.fulfill({ body: Buffer.from(pack.read(name)) });
    });
    await use(new CloningDriver(speechPage));
  },
});

/** Lets the clip be what the microphone hears, over and over, in a stream as real as one of it. */
async function speakIntoMicrophone({ page }: CloningDriver): Promise<void> {
  const base64 = readFileSync(CLIP).toString('base64');
  await page.evaluate((base64) => {
    const streams: MediaStream[] = (window.microphones = []);
    navigator.mediaDevices.getUserMedia = async () => {
      const context = new AudioContext();
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(bytes.buffer);
      source.loop = true;
      const destination = context.createMediaStreamDestination();
      source.connect(destination);
      source.start();
      const { stream } = destination;
      streams.push(stream);
      return stream;
    };
  }, base64);
}

test('a voice is recorded, made, spoken with, kept, exported and removed', async ({
  cloning,
}, info) => {
  const { page, creator, voice, speech } = cloning;
  await cloning.openPage();
  await speakIntoMicrophone(cloning);

  // Nothing goes on without consent.
  await page.locator('xtts-voice-picker #create').click();
  await expect(creator.locator('#heading')).toBeFocused();
  await creator.locator('#next').click();
  await creator.getByRole('radio', { name: 'is my own' }).check();
  await creator.locator('#next').click();
  await expect(cloning.step('consent')).toBeVisible();
  await creator.getByRole('checkbox').check();
  await creator.locator('#next').click();

  await expect(creator.getByText('The north wind')).toBeVisible();
  await creator.getByRole('button', { name: 'Record' }).click();
  const meter = creator.getByRole('meter');
  await expect(creator.getByRole('status')).toHaveText('Recording');
  await expect
    .poll(async () => Number(await meter.getAttribute('aria-valuenow')))
    .toBeGreaterThan(-40);
  await expect(creator.locator('.time')).toHaveText(/^\s*([89]|[12]\d) sec of 30 sec\s*$/, {
    timeout: 30_000,
  });
  await creator.getByRole('button', { name: 'Stop recording' }).click();
  await expect(cloning.step('review')).toBeVisible();
  expect(
    await page.evaluate(() => window.microphones!.map((s) => s.getTracks()[0]!.readyState)),
  ).toEqual(['ended']);
  await expect(creator.getByText('This clip sounds good.')).toBeVisible();
  const seconds = await creator.locator('audio').evaluate(async (audio: HTMLAudioElement) => {
    if (!(audio.duration > 0)) {
      await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve));
    }
    return audio.duration;
  });
  expect(seconds).toBeGreaterThan(6);

  await creator.getByLabel('Name of the voice').fill('Grandmother');
  await creator.getByRole('button', { name: 'Create the voice' }).click();
  await expect(cloning.step('done')).toBeVisible({ timeout: 60_000 });
  await expect(creator.locator('#heading')).toHaveText('Grandmother is ready');
  await creator.getByRole('button', { name: 'Use this voice' }).click();
  await expect(voice).toHaveValue('Grandmother');
  await expect(page.locator('xtts-voice-picker #create')).toBeFocused();
  await speech.speakToEnd('Good night, and see you again tomorrow.', 'FAST');
  const heard = await page.evaluate(() => window.xttsPlayer!.recording!.seconds);
  expect(heard).toBeGreaterThan(0.3);

  await page.reload();
  await speech.waitFor('ready');
  await voice.selectOption('Grandmother (your own)');
  const spoken = await page.evaluate(() =>
    window.xttsPlayer!.speak('Good night, and see you again.', { voice: 'Grandmother' }),
  );
  expect(spoken.playedSeconds).toBeGreaterThan(0.3);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /^Export/ })
      .first()
      .click(),
  ]);
  const file = info.outputPath('voice.safetensors');
  await download.saveAs(file);
  const [stored] = await readVoices(bytesSource(new Uint8Array(readFileSync(file)), 'voice'));
  expect(stored).toMatchObject({ name: 'Grandmother', consent: { by: 'speaker', textVersion: 1 } });
  await page.getByRole('button', { name: /^Remove.*Grandmother$/ }).click();
  await expect(voice.locator('option', { hasText: 'Grandmother' })).toHaveCount(0);
});

test('files are taken, and what is wrong with them is said', async ({ cloning }) => {
  const { page, creator } = cloning;
  const wav = readWav(new Uint8Array(readFileSync(CLIP)));
  const { sampleRate } = wav;
  const speech = wav.channels[0]!;
  const write = (samples: Float32Array<ArrayBuffer>) =>
    writeWav({ sampleRate, channels: [samples] });
  await cloning.openPage();
  await cloning.openSource();
  for (const [name, bytes] of [
    ['words.wav', Buffer.from('Dear diary, this is no recording.')],
    ['empty.wav', new Uint8Array(0)],
    ['cut.wav', write(speech).slice(0, 30)],
    [
      'video.mp4',
      Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'), Buffer.alloc(4000)]),
    ],
  ] as const) {
    await cloning.choose(name, bytes);
    await expect(creator.getByRole('alert'), name).toContainText('Choose a recording in WAV');
    await expect(creator.locator('#record')).toBeVisible();
  }
  for (const [samples, sentence, isUsable] of [
    [new Float32Array(8 * sampleRate), 'This recording is silent.', false],
    [speech.slice(0, 2 * sampleRate), 'There is too little speech', true],
    [speech.map((x) => Math.max(-1, Math.min(1, 30 * x))), 'too loud and distorted', true],
  ] as const) {
    await cloning.choose('clip.wav', write(samples));
    await expect(creator.locator('#findings')).toContainText(sentence);
    await expect(creator.locator('#create')).toHaveCount(isUsable ? 1 : 0);
    await creator.getByRole('button', { name: 'Another clip' }).click();
    await expect(cloning.step('source')).toBeVisible();
  }

  // One that is dropped, with nothing wrong; the name that is given is the file's own affair.
  const base64 = readFileSync(CLIP).toString('base64');
  await creator.locator('.drop').evaluate((drop, base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'clip.wav', { type: 'audio/wav' }));
    drop.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, base64);
  await expect(creator.getByText('This clip sounds good.')).toBeVisible();

  // Cancelled while the encoders are on their way: back to the clip, and nothing is made.
  await page.route('**/golden-pack/speaker*', () => new Promise(() => undefined));
  await creator.locator('#create').click();
  await expect(cloning.step('working')).toBeVisible();
  await creator.getByRole('button', { name: 'Cancel' }).click();
  await expect(cloning.step('review')).toBeVisible();
  await page.unroute('**/golden-pack/speaker*');
  await creator.locator('#create').click();
  await expect(creator.locator('#heading')).toHaveText('My voice is ready', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(creator.locator('dialog')).toBeHidden();
  expect((await cloning.speech.info()).ownVoices).toEqual(['My voice']);
});

test('a microphone that is refused or missing, and one that is let go', async ({ cloning }) => {
  const { page, creator } = cloning;
  await cloning.openPage();
  await cloning.openSource();
  for (const [name, sentence] of [
    ['NotAllowedError', 'The microphone was not allowed.'],
    ['NotFoundError', 'No microphone was found.'],
  ] as const) {
    await page.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', name));
    }, name);
    await creator.locator('#record').click();
    await expect(creator.getByRole('alert')).toContainText(sentence);
    await expect(creator.locator('#record')).toBeFocused();
  }
  await speakIntoMicrophone(cloning);
  await creator.locator('#record').click();
  await expect(creator.getByRole('status')).toHaveText('Recording');
  await expect(creator.getByRole('alert')).toHaveText('');
  await page.keyboard.press('Escape');
  await expect(creator.locator('dialog')).toBeHidden();
  await expect
    .poll(() => page.evaluate(() => window.microphones!.map((s) => s.getTracks()[0]!.readyState)))
    .toEqual(['ended']);
});

test('a pack without encoders says so before anything is asked', async ({ speechPage }) => {
  const { page } = speechPage;
  await speechPage.open();
  await speechPage.waitFor('ready');
  await page.getByRole('button', { name: 'Create a voice…' }).click();
  await expect(page.locator('xtts-voice-picker').getByRole('status')).toContainText(
    'This voice pack cannot learn new voices',
  );
  await expect(page.locator('xtts-voice-creator dialog')).toBeHidden();
  const code = await page.evaluate(async () => {
    const clip = { samples: new Float32Array(16_000), sampleRate: 16_000 };
    return window
      .xttsPlayer!.createVoice(clip, { name: 'Ana' })
      .catch((e: { code?: string }) => e.code);
  });
  expect(code).toBe('cloning-unavailable');
});

for (const { locale, colorScheme, audited } of [
  { locale: 'en-US', colorScheme: 'light', audited: ['source', 'review'] },
  { locale: 'pt-BR', colorScheme: 'dark', audited: ['consent', 'source', 'done'] },
] as const) {
  test.describe(() => {
    test.use({ locale, colorScheme, viewport: { width: 360, height: 740 } });

    test(`axe finds nothing on a phone: ${locale}, ${colorScheme}`, async ({ cloning }) => {
      const { page, creator } = cloning;
      const audit = async (step: string): Promise<void> => {
        await expect(cloning.step(step)).toBeVisible({ timeout: 60_000 });
        const overflow = await creator
          .locator('dialog')
          .evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
        expect(overflow, `${step} is no wider than the screen`).toBeLessThanOrEqual(0);
        if (!(audited as readonly string[]).includes(step)) return;
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)])).toEqual([]);
      };
      await cloning.openPage();
      await page.locator('xtts-voice-picker #create').click();
      await audit('consent');
      await page.keyboard.press('Escape');
      await cloning.openSource();
      await audit('source');
      await cloning.choose('clip.wav', readFileSync(CLIP));
      await audit('review');
      await creator.locator('#create').click();
      await audit('done');
    });
  });
}
