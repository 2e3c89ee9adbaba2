import { expect, test } from './page-driver.ts';
import { measureSpeech } from './speech-measures.ts';
import { serverUrl, type ServerName } from './servers.ts';

const CASES: readonly (readonly [ServerName, string, boolean])[] = [
  ['dev', 'from source, with the isolation headers', true],
  ['build', 'built, in a folder of a host without the headers', false],
];

for (const [server, name, isIsolated] of CASES) {
  test(`speaks ${name}`, async ({ speechPage }) => {
    await speechPage.open('', serverUrl(server));
    expect(await speechPage.page.evaluate(() => crossOriginIsolated)).toBe(isIsolated);
    await speechPage.waitFor('ready');
    await speechPage.speakToEnd('Good night.', 'FAST');
    const { samples, sampleRate } = await speechPage.recording(16_000);
    expect(measureSpeech(samples, sampleRate).speechSeconds).toBeGreaterThan(0.3);
  });
}
