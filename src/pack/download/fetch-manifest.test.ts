import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { startHostileServer, type Fault } from '../../../tools/hostile-server.ts';
import { fetchManifest } from './fetch-manifest.ts';

/** The manifest of the pack that comes with the project. */
const MANIFEST = new Uint8Array(readFileSync('public/models/nano/manifest.json'));
const RETRY = { firstDelayMs: 1, stallTimeoutMs: 300, attempts: 3 };

function start(bytes: Uint8Array, fault?: (index: number) => Fault | undefined) {
  return startHostileServer({
    files: new Map([['pack/manifest.json', bytes]]),
    fault: ({ index }) => fault?.(index),
  });
}

describe('fetchManifest', () => {
  it.each(['pack', 'pack/'])('gives manifest, bytes and address of %s', async (folder) => {
    await using server = await start(MANIFEST);
    const { manifest, bytes, url } = await fetchManifest([server.url + folder], RETRY);
    expect(manifest).toEqual(JSON.parse(new TextDecoder().decode(MANIFEST)));
    expect(bytes).toEqual(MANIFEST);
    expect(url).toBe(`${server.url}pack/`);
  });

  it.each<Fault>([
    { kind: 'status', status: 503 },
    { kind: 'close', afterBytes: 10 },
    { kind: 'stall', afterBytes: 10 },
  ])('asks again after %j', async (fault) => {
    await using server = await start(MANIFEST, (index) => (index === 0 ? fault : undefined));
    const failures: number[] = [];
    const onRetry = (retry: { failures: number }): void => void failures.push(retry.failures);
    await fetchManifest([`${server.url}pack`], { ...RETRY, onRetry });
    expect(failures).toEqual([1]);
  });

  it.each<[string, Uint8Array, Fault | undefined]>([
    ['is no manifest', new TextEncoder().encode('<html>sign in'), undefined],
    ['has no end', new Uint8Array(2 ** 21), undefined],
    ['has none', MANIFEST, { kind: 'status', status: 404 }],
    ['keeps it to itself', MANIFEST, { kind: 'status', status: 403 }],
    ['is down', MANIFEST, { kind: 'close', afterBytes: -1 }],
  ])(
    'goes to the next mirror when what the first one sends or does: %s',
    async (_, bytes, fault) => {
      await using first = await start(bytes, () => fault);
      await using second = await start(MANIFEST);
      const { url } = await fetchManifest([`${first.url}pack`, `${second.url}pack`], RETRY);
      expect(url).toBe(`${second.url}pack/`);
    },
  );

  it.each<[string, Uint8Array, Fault | undefined]>([
    ['pack-invalid', new TextEncoder().encode('{}'), undefined],
    ['pack-invalid', new Uint8Array(2 ** 20 + 1), undefined],
    ['pack-file-missing', MANIFEST, { kind: 'status', status: 404 }],
    ['network', MANIFEST, { kind: 'status', status: 401 }],
    ['network', MANIFEST, { kind: 'status', status: 500 }],
  ])('says %s when no mirror is right', async (code, bytes, fault) => {
    await using server = await start(bytes, () => fault);
    const message = expect.stringContaining(server.url) as string;
    const fetching = fetchManifest([`${server.url}pack`], RETRY);
    await expect(fetching).rejects.toMatchObject({ code, message });
  });

  it('ends with the reason of its signal', async () => {
    await using server = await start(MANIFEST, () => ({ kind: 'stall', afterBytes: 10 }));
    const controller = new AbortController();
    const fetching = fetchManifest([`${server.url}pack`], { signal: controller.signal });
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(fetching).rejects.toThrow('enough');
  });
});
