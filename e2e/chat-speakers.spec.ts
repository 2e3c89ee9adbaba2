/** Who speaks in a conversation: a speech server, or the system's own voice. */
import { startSpeechServer } from '../tools/speech-server.ts';
import { speakTone } from '../tools/tone-voice.ts';
import { expect, test } from './chat-driver.ts';

test('a speech server of the user speaks the replies, also after a reload', async ({ chat }) => {
  const { page } = chat;
  await using server = await startSpeechServer({ speak: speakTone });
  await chat.open();
  await page.locator('#model-line').click();
  const form = page.locator('xtts-speech-server');
  await form.locator('#use').selectOption('always');
  await form.locator('#addresses').fill(server.url);
  await form.locator('button[type=submit]').click();
  await page.keyboard.press('Escape');
  await chat.waitFor('ready');
  await page.reload();
  await chat.waitFor('ready');
  expect(await page.evaluate(() => window.xttsPlayer!.info!.device)).toBe('remote');

  await chat.send('I look around.');
  await chat.waitFor('playing');
  await chat.waitUntilHeard(5);
  await page.keyboard.press('Escape');
  await chat.waitUntilIdle();
  const { text, heardChars } = await chat.lastReply();
  expect(heardChars).toBeLessThan(text.length);
  expect(server.requests.length).toBeGreaterThan(0);
});

test('the system voice speaks under its own name, and is stopped as any other', async ({
  chat,
}) => {
  const { page } = chat;
  // Headless browsers have no voices: this one says a word in 100 ms.
  await page.addInitScript(() => {
    let current: SpeechSynthesisUtterance | undefined;
    let timer: ReturnType<typeof setTimeout>;
    const tell = (type: string, charIndex = 0, charLength = 0): void => {
      const utterance = current!;
      const init = { utterance, charIndex, charLength, name: 'word' };
      utterance.dispatchEvent(new SpeechSynthesisEvent(type, init));
    };
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => [
        { name: 'Plain', lang: 'en-US', default: true, localService: true, voiceURI: 'plain' },
      ],
      speaking: false,
      pending: false,
      paused: false,
      speak(utterance: SpeechSynthesisUtterance) {
        current = utterance;
        synthesis.speaking = true;
        const words = [...utterance.text.matchAll(/\S+/g)];
        let next = 0;
        const step = (): void => {
          if (next === 0) tell('start');
          const word = words[next++];
          if (!word) {
            synthesis.speaking = false;
            return tell('end');
          }
          tell('boundary', word.index, word[0].length);
          timer = setTimeout(step, 100);
        };
        timer = setTimeout(step, 20);
      },
      cancel() {
        clearTimeout(timer);
        synthesis.speaking = false;
      },
      pause: () => clearTimeout(timer),
      resume: () => undefined,
    });
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    // The real one takes real voices only.
    Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', {
      value: null,
      writable: true,
    });
  });
  await chat.open();
  await page.locator('#model-line').click();
  await page.getByLabel('Let it speak the replies').check();
  await page.keyboard.press('Escape');
  await expect(page.locator('#system-voice')).toContainText('Voice of this system');
  await expect(page.locator('xtts-player')).toHaveCount(0);

  await chat.send('I look around.');
  // Its code may still be on its way.
  await expect.poll(async () => (await chat.messages()).length).toBe(2);
  await chat.waitUntilHeard(20);
  expect(await page.evaluate(() => window.xttsPlayer!.speaking)).toBe(false);
  await page.keyboard.press('Escape');
  await chat.waitUntilIdle();
  const { text, heardChars } = await chat.lastReply();
  expect(heardChars).toBeLessThan(text.length);
});
