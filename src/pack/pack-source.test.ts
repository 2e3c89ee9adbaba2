import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHostileServer, type Fault } from '../../tools/hostile-server.ts';
import { UrlPackSource } from './pack-source.ts';

const FILE = Uint8Array.from({ length: 5000 }, (_, i) => i);

let server: Awaited<ReturnType<typeof startHostileServer>>;
let fault: Fault | undefined;

beforeAll(async () => {
  server = await startHostileServer({ files: new Map([['a.bin', FILE]]), fault: () => fault });
});
afterAll(() => server[Symbol.asyncDispose]());

const open = (name: string, options = {}) => new UrlPackSource(server.url).open(name, options);

it('fetches a file and tells of each piece', async () => {
  fault = undefined;
  let received = 0;
  const blob = await open('a.bin', { onBytes: (count: number) => (received += count) });
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(FILE);
  expect(received).toBe(FILE.length);
});

it.each<[string, string, Fault | undefined]>([
  ['pack-file-missing', 'b.bin', undefined],
  ['network', 'a.bin', { kind: 'status', status: 500 }],
  ['network', 'a.bin', { kind: 'close', afterBytes: 1000 }],
  ['network', 'a.bin', { kind: 'close', afterBytes: -1 }],
])('fails with %s for %s and a server that does this: %j', async (code, name, planned) => {
  fault = planned;
  await expect(open(name)).rejects.toMatchObject({ code });
});

it('ends with the signal, and with what is thrown at a piece', async () => {
  fault = { kind: 'slow', pieceDelayMs: 50 };
  const controller = new AbortController();
  const opening = open('a.bin', { signal: controller.signal });
  setTimeout(() => controller.abort('enough'), 20);
  await expect(opening).rejects.toBe('enough');

  fault = undefined;
  const onBytes = () => {
    throw new RangeError('too many');
  };
  await expect(open('a.bin', { onBytes })).rejects.toThrow('too many');
});
