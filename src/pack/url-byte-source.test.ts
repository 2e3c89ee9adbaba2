import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GOLDEN } from '../../tools/golden.ts';
import { openXttsCheckpoint } from '../checkpoint/open-checkpoint.ts';
import { startHostileServer, type Fault } from '../../tools/hostile-server.ts';
import { urlByteSource } from './url-byte-source.ts';

const FILE = readFileSync(`${GOLDEN}model.pth`);
/** Of the file whose server goes wrong, in bytes. */
const SIZE = 20_000;
const RETRY = { firstDelayMs: 1, stallTimeoutMs: 1000, attempts: 3 };

let server: Server;
let base: string;
let sentBytes = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const kind = request.url!.slice(1);
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '')!.map(Number);
    const part = FILE.subarray(from, to! + 1);
    const headers = { 'Content-Range': `bytes ${from}-${to}/${FILE.length}` };
    if (kind === 'gone') response.writeHead(404).end();
    else if (kind === 'no-ranges') response.writeHead(200).end(FILE);
    else if (kind === 'short') response.writeHead(206, headers).end(part.subarray(0, -1));
    else if (kind === 'other-range')
      response.writeHead(206, { 'Content-Range': `bytes 7-8/${FILE.length}` }).end(part);
    else if (kind === 'no-header') response.writeHead(206).end(part);
    else if (kind === 'broken') request.socket.destroy();
    else {
      sentBytes += part.length;
      response.writeHead(206, headers).end(part);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('urlByteSource', () => {
  it('looks into a checkpoint without fetching it', async () => {
    const source = await urlByteSource(`${base}model.pth`);
    expect(source).toMatchObject({ name: 'model.pth', size: FILE.length });
    const tensors = await openXttsCheckpoint(source);
    expect(tensors.info('gpt.mel_head.weight').shape).toEqual([258, 64]);
    await tensors.read('gpt.mel_head.weight');
    expect(sentBytes).toBeLessThan(FILE.length / 8);
  });

  it.each(['gone', 'no-ranges', 'short', 'other-range', 'no-header', 'broken'])(
    'refuses a server that is %s',
    async (kind) => {
      await expect(urlByteSource(base + kind, undefined, RETRY)).rejects.toMatchObject({
        code: 'network',
      });
    },
  );

  it('refuses to read beyond the end', async () => {
    const source = await urlByteSource(`${base}model.pth`);
    const read = source.read(FILE.length - 1, 2);
    await expect(read).rejects.toMatchObject({ code: 'checkpoint-truncated' });
  });

  it('opens a file of a server that sends all to who asks for the first byte', async () => {
    await using opened = await openWith((index) =>
      index === 0 ? { kind: 'long', extraBytes: 70_000 } : undefined,
    );
    const { source, retries } = opened;
    expect(source.size).toBe(SIZE);
    expect(await source.read(0, 10)).toEqual(new Uint8Array(FILE.subarray(0, 10)));
    expect(retries).toEqual([]);
  });

  it('stops when aborted', async () => {
    const source = await urlByteSource(`${base}model.pth`);
    const read = source.read(0, 10, AbortSignal.abort());
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });

  async function openWith(fault: (index: number) => Fault | undefined) {
    const files = new Map([['model.pth', new Uint8Array(FILE.subarray(0, SIZE))]]);
    const server = await startHostileServer({ files, fault: ({ index }) => fault(index) });
    const retries: string[] = [];
    const onRetry = ({ error }: { error: Error }): void => void retries.push(error.message);
    const options = { ...RETRY, onRetry };
    const source = await urlByteSource(`${server.url}model.pth`, undefined, options);
    return { ...server, source, retries };
  }

  it.each<[string, Fault]>([
    ['is silent', { kind: 'stall', afterBytes: 100 }],
    ['does not answer', { kind: 'stall', afterBytes: -1 }],
    ['closes early', { kind: 'close', afterBytes: 100 }],
    ['ends early', { kind: 'short', afterBytes: 100 }],
    ['sends too much', { kind: 'long', extraBytes: 7 }],
    ['sends another part', { kind: 'other-part', shift: 7 }],
    ['has too much to do', { kind: 'status', status: 503, retryAfter: '0' }],
  ])('asks again where the server %s', async (_, fault) => {
    await using opened = await openWith((index) => (index === 1 ? fault : undefined));
    const { source, retries, requests } = opened;
    const bytes = await source.read(1000, 5000);
    expect(bytes).toEqual(new Uint8Array(FILE.subarray(1000, 6000)));
    expect(retries).toHaveLength(1);
    expect(requests).toHaveLength(3);
  });

  it.each<[string, Fault]>([
    ['other bytes', { kind: 'change' }],
    ['fewer bytes', { kind: 'change', size: 2000 }],
    ['none of the bytes asked for', { kind: 'change', size: 10 }],
    ['more bytes', { kind: 'change', size: SIZE + 1 }],
  ])('refuses a file that has %s by now', async (_, fault) => {
    await using opened = await openWith((index) => (index === 1 ? fault : undefined));
    const { source, retries } = opened;
    await expect(source.read(1000, 5000)).rejects.toMatchObject({ code: 'source-changed' });
    expect(retries).toEqual([]);
  });

  it('says at once that a server does not expose which part it sends', async () => {
    const asked = vi.fn(async () => new Response(new Uint8Array(1), { status: 206 }));
    vi.stubGlobal('fetch', asked);
    const opening = urlByteSource('https://hidden.test/model.pth', undefined, RETRY);
    const message = expect.stringContaining('Content-Range') as string;
    await expect(opening).rejects.toMatchObject({ code: 'network', message });
    expect(asked).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('gives up after the attempts, saying why', async () => {
    const fault = { kind: 'status', status: 500 } as const;
    await using opened = await openWith((index) => (index > 0 ? fault : undefined));
    const { source, requests } = opened;
    const error = { code: 'network', message: expect.stringContaining('answered 500') as string };
    await expect(source.read(0, 10)).rejects.toMatchObject(error);
    expect(requests).toHaveLength(4);
  });
});
