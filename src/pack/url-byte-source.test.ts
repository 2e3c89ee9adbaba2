import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN } from '../../tools/golden.ts';
import { openXttsCheckpoint } from '../checkpoint/open-checkpoint.ts';
import { urlByteSource } from './url-byte-source.ts';

const FILE = readFileSync(`${GOLDEN}model.pth`);

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

  it('tells a missing file from other failures', async () => {
    const open = urlByteSource(`${base}gone`);
    await expect(open).rejects.toMatchObject({ code: 'pack-file-missing' });
  });

  it.each(['no-ranges', 'short', 'other-range', 'no-header', 'broken'])(
    'refuses a server that is %s',
    async (kind) => {
      await expect(urlByteSource(base + kind)).rejects.toMatchObject({ code: 'network' });
    },
  );

  it('refuses to read beyond the end', async () => {
    const source = await urlByteSource(`${base}model.pth`);
    const read = source.read(FILE.length - 1, 2);
    await expect(read).rejects.toMatchObject({ code: 'checkpoint-truncated' });
  });

  it('stops when aborted', async () => {
    const source = await urlByteSource(`${base}model.pth`);
    const read = source.read(0, 10, AbortSignal.abort());
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
  });
});
