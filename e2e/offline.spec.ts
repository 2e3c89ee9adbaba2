import { PROFILES, type ProfileName } from '../src/profiles/profile.ts';
import { expect, test } from './page-driver.ts';
import { serverUrl } from './servers.ts';

test('speaks without a network once it is loaded', async ({ speechPage }) => {
  // What is loaded must do: a service worker would answer for what is not.
  await speechPage.page.addInitScript(() => {
    Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
  });
  await speechPage.open('', serverUrl('build'));
  await speechPage.waitFor('ready');
  await speechPage.page.context().setOffline(true);
  for (const profile of Object.keys(PROFILES) as ProfileName[]) {
    const { chunks } = await speechPage.speakToEnd('Good night.', profile);
    expect(chunks).toHaveLength(1);
  }
});

test('asks nothing of any other host', async ({ speechPage }) => {
  const { page } = speechPage;
  const hosts = new Set<string>();
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http')) hosts.add(host);
  });
  await speechPage.open('', serverUrl('build'));
  await speechPage.waitFor('ready');
  await speechPage.speakToEnd('Good night.', 'FAST');
  expect([...hosts]).toEqual([new URL(serverUrl('build')).host]);
});
