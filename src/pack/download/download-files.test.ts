import { describe, expect, it } from 'vitest';
import {
  startHostileServer,
  type Fault,
  type HostileServer,
  type SeenRequest,
} from '../../../tools/hostile-server.ts';
import { packFixture } from '../../../tools/pack-fixture.ts';
import { TtsError } from '../../errors.ts';
import type { FileWriter } from '../file-store.ts';
import type { PackFile } from '../manifest.ts';
import { MemoryStore } from '../memory-store.ts';
import { sha256 } from '../sha256.ts';
import { downloadFiles, type DownloadOptions } from './download-files.ts';
import { DownloadJournal } from './download-journal.ts';
import type { PackProgress } from '../stored-pack.ts';

const SIZE = 100_000;
const { bytes: BYTES, files: FILES } = packFixture(['a', 'b', 'c'], SIZE);
const A = FILES[0]!;
const RETRY = { firstDelayMs: 1, maxRetryAfterMs: 50, stallTimeoutMs: 2000, attempts: 3 };
/** For the tests that wait for it to pass. */
const IMPATIENT = { ...RETRY, stallTimeoutMs: 200 };

type FaultOf = (request: SeenRequest) => Fault | undefined;

/** The n-th fault for the n-th request, none afterwards. */
function inOrder(...faults: readonly (Fault | undefined)[]): FaultOf {
  return ({ index }) => faults[index];
}

function stopAfter(delayMs: number): AbortController {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('enough')), delayMs);
  return controller;
}

const always =
  (fault: Fault): FaultOf =>
  () =>
    fault;

function start(fault?: FaultOf): Promise<HostileServer> {
  return startHostileServer({ files: BYTES, fault });
}

/** Fetches the file `a`, from one server unless the options say otherwise. */
function fetchA(
  urls: readonly string[],
  store: MemoryStore,
  options: Partial<DownloadOptions> = {},
): Promise<void> {
  return downloadFiles({ files: [A], urls, store, folder: 'pack', retry: RETRY, ...options });
}

async function stored(store: MemoryStore, name = 'a'): Promise<Uint8Array | undefined> {
  const blob = await store.read(`pack/${name}`);
  return blob && new Uint8Array(await blob.arrayBuffer());
}

async function expectWhole(store: MemoryStore, { name, sha256: hash }: PackFile): Promise<void> {
  expect(sha256((await stored(store, name))!), name).toBe(hash);
}

const ranges = (server: HostileServer) =>
  server.requests.map(({ start, status }) => [start, status]);

/** Half of `a` in the store, as a call leaves it whose server dies amid the file. */
async function halfStored(server: HostileServer): Promise<MemoryStore> {
  const store = new MemoryStore();
  const retry = { ...RETRY, attempts: 1 };
  await expect(fetchA([server.url], store, { retry })).rejects.toMatchObject({ code: 'network' });
  expect((await stored(store))!.length).toBe(SIZE / 2);
  return store;
}

const CLOSE_HALFWAY: Fault = { kind: 'close', afterBytes: SIZE / 2 };

describe('downloadFiles', () => {
  it('fetches every file once and enters it as complete', async () => {
    await using server = await start();
    const store = new MemoryStore();
    const options = { files: FILES, urls: [server.url], store, folder: 'pack' };
    await downloadFiles(options);
    const journal = await DownloadJournal.open(store, 'pack');
    for (const file of FILES) {
      await expectWhole(store, file);
      expect(journal.get(file)).toMatchObject({ state: 'complete', mirror: server.url });
    }
    expect(server.requests.map(({ file }) => file).sort()).toEqual(['a', 'b', 'c']);
    await downloadFiles(options);
    expect(server.requests).toHaveLength(3);
  });

  it('has no more connections than it is told', async () => {
    await using server = await start(always({ kind: 'stall', afterBytes: 10 }));
    const { signal } = stopAfter(150);
    const options = { files: FILES, connections: 2, signal };
    await expect(fetchA([server.url], new MemoryStore(), options)).rejects.toMatchObject({
      message: 'enough',
    });
    expect(server.requests.map(({ file }) => file).sort()).toEqual(['a', 'b']);
  });

  it('goes on by range when the connection is closed, if the ETag still holds', async () => {
    await using server = await start(inOrder(CLOSE_HALFWAY));
    const store = new MemoryStore();
    await fetchA([server.url], store);
    await expectWhole(store, A);
    expect(ranges(server)).toEqual([
      [undefined, 200],
      [SIZE / 2, 206],
    ]);
    expect(server.requests[1]!.ifRange).toMatch(/^"[0-9a-f]{16}"$/);
  });

  it('goes on by range after a stall', async () => {
    await using server = await start(inOrder({ kind: 'stall', afterBytes: SIZE / 2 }));
    const store = new MemoryStore();
    const reasons: string[] = [];
    await fetchA([server.url], store, {
      retry: IMPATIENT,
      onRetry: ({ file, error }) => reasons.push(`${file}: ${error.message}`),
    });
    expect(reasons).toEqual([`a: ${server.url}a sent nothing for 0.2 s`]);
    expect(server.requests[1]).toMatchObject({ start: SIZE / 2, status: 206 });
  });

  it('goes on in a later call, as after the tab was closed', async () => {
    await using server = await start(inOrder(CLOSE_HALFWAY));
    const store = await halfStored(server);
    const seen: PackProgress[] = [];
    const onProgress = (progress: PackProgress): void => void seen.push(progress);
    await fetchA([server.url], store, { onProgress, progress: { intervalMs: 0 } });
    await expectWhole(store, A);
    expect(server.requests[1]).toMatchObject({ start: SIZE / 2, sentBytes: SIZE / 2 });
    expect(server.requests[1]!.ifRange).toBeDefined();
    expect(seen[0]!.stage).toBe('verify');
    expect(seen.at(-1)).toMatchObject({
      stage: 'download',
      loadedBytes: SIZE,
      remainingSeconds: 0,
    });
    const loaded = seen.map(({ loadedBytes }) => loadedBytes);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
  });

  it('goes on without If-Range where a server takes no such request', async () => {
    await using server = await start(({ index, ifRange }) => {
      if (index === 0) return CLOSE_HALFWAY;
      return ifRange === undefined ? undefined : { kind: 'close', afterBytes: -1 };
    });
    const store = new MemoryStore();
    await fetchA([server.url], store);
    await expectWhole(store, A);
    expect(server.requests.at(-1)).toMatchObject({ start: SIZE / 2, ifRange: undefined });
  });

  it.each<[string, Fault]>([
    ['cannot send parts', { kind: 'no-ranges' }],
    ['does not say which part it sends', { kind: 'no-content-range' }],
  ])('ends well where the server %s', async (_, fault) => {
    await using server = await start(inOrder(CLOSE_HALFWAY, fault));
    const store = new MemoryStore();
    await fetchA([server.url], store);
    await expectWhole(store, A);
    expect(server.requests).toHaveLength(2);
  });

  it('asks again when another part comes than it asked for', async () => {
    await using server = await start(inOrder(CLOSE_HALFWAY, { kind: 'other-part', shift: 10 }));
    const store = new MemoryStore();
    await fetchA([server.url], store);
    await expectWhole(store, A);
    expect(ranges(server).slice(1)).toEqual([
      [SIZE / 2, 206],
      [SIZE / 2, 206],
    ]);
  });

  it.each<[string, Fault]>([
    ['a size that the manifest does not say', { kind: 'wrong-size', by: 1 }],
    ['a refusal of the range that names another size', { kind: 'range-refused', size: 10 }],
    ['a refusal of the range that names no size', { kind: 'range-refused' }],
    ['another version under If-Range', { kind: 'etag', value: '"other"' }],
  ])('starts the file over after %s', async (_, fault) => {
    await using server = await start(inOrder(CLOSE_HALFWAY, fault));
    const store = new MemoryStore();
    await fetchA([server.url], store);
    await expectWhole(store, A);
    expect(server.requests.map((request) => request.start)).toEqual([
      undefined,
      SIZE / 2,
      undefined,
    ]);
  });

  it('goes on when the range is refused by a server that has the right size', async () => {
    await using server = await start(inOrder(CLOSE_HALFWAY, { kind: 'range-refused', size: SIZE }));
    await fetchA([server.url], new MemoryStore());
    expect(server.requests.at(-1)).toMatchObject({ start: SIZE / 2, status: 206 });
  });

  it.each(['W/"weak"', 'unquoted', undefined])('keeps no ETag such as %s', async (value) => {
    await using server = await start(always({ kind: 'etag', value }));
    const store = new MemoryStore();
    await fetchA([server.url], store);
    expect((await DownloadJournal.open(store, 'pack')).get(A)!.etag).toBeUndefined();
  });

  it('starts over when there is more than announced', async () => {
    await using server = await start(inOrder({ kind: 'long', extraBytes: 10 }));
    const store = new MemoryStore();
    await fetchA([server.url], store);
    await expectWhole(store, A);
    expect(server.requests).toHaveLength(2);
  });

  it.each<[string, Fault]>([
    ['more', { kind: 'change', size: SIZE + 1 }],
    ['fewer', { kind: 'change', size: SIZE - 1 }],
  ])('says source-changed when the file has %s bytes than the manifest says', async (_, change) => {
    await using server = await start(inOrder(change));
    const store = new MemoryStore();
    await expect(fetchA([server.url], store)).rejects.toMatchObject({ code: 'source-changed' });
    expect(await stored(store)).toBeUndefined();
  });

  it('says source-changed when the file became another one on the way', async () => {
    await using server = await start(inOrder(CLOSE_HALFWAY, { kind: 'change' }));
    const store = new MemoryStore();
    const error = {
      code: 'source-changed',
      message: expect.stringContaining(server.url) as string,
    };
    await expect(fetchA([server.url], store)).rejects.toMatchObject(error);
    expect(ranges(server)).toEqual([
      [undefined, 200],
      [SIZE / 2, 200],
      [undefined, 200],
    ]);
    expect(await stored(store)).toBeUndefined();
  });

  it('fetches a file with a wrong hash once more, from another mirror if there is one', async () => {
    await using wrong = await start(always({ kind: 'wrong-byte', at: 77 }));
    await using right = await start();
    const store = new MemoryStore();
    await fetchA([wrong.url, right.url], store);
    await expectWhole(store, A);
    expect([wrong.requests.length, right.requests.length]).toEqual([1, 1]);
  });

  it('says pack-invalid after two wrong hashes and keeps nothing', async () => {
    await using server = await start(always({ kind: 'wrong-byte', at: 77 }));
    const store = new MemoryStore();
    const fetching = fetchA([server.url], store);
    await expect(fetching).rejects.toMatchObject({ code: 'pack-invalid' });
    expect(server.requests).toHaveLength(2);
    expect(await stored(store)).toBeUndefined();
    expect((await DownloadJournal.open(store, 'pack')).get(A)).toBeUndefined();
  });

  it.each([404, 410])(
    'goes to the next mirror at %i, then says pack-file-missing',
    async (status) => {
      await using missing = await start(always({ kind: 'status', status }));
      await using whole = await start();
      const store = new MemoryStore();
      await fetchA([missing.url, whole.url], store);
      const fetching = fetchA([missing.url], new MemoryStore());
      await expect(fetching).rejects.toMatchObject({ code: 'pack-file-missing' });
      expect(missing.requests).toHaveLength(2);
    },
  );

  it.each([400, 401, 403])('does not ask again at %i', async (status) => {
    await using server = await start(always({ kind: 'status', status }));
    await expect(fetchA([server.url], new MemoryStore())).rejects.toMatchObject({
      code: 'network',
      message: `a could not be fetched: ${server.url}a answered ${status}`,
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([408, 429, 500, 503])('asks again at %i', async (status) => {
    await using server = await start(inOrder({ kind: 'status', status }));
    await fetchA([server.url], new MemoryStore());
    expect(server.requests).toHaveLength(2);
  });

  it('waits as Retry-After says, within the limit', async () => {
    await using server = await start(
      inOrder(
        { kind: 'status', status: 429, retryAfter: '3600' },
        { kind: 'status', status: 503, retryAfter: new Date(Date.now() + 1e6).toUTCString() },
      ),
    );
    const delays: number[] = [];
    const onRetry = ({ delayMs }: { delayMs: number }): void => void delays.push(delayMs);
    await fetchA([server.url], new MemoryStore(), { onRetry });
    expect(delays).toEqual([50, 50]);
    const [first, second, third] = server.requests.map(({ time }) => time);
    expect(second! - first!).toBeGreaterThan(45);
    expect(third! - second!).toBeGreaterThan(45);
  });

  it('counts failures in a row: progress begins the count afresh', async () => {
    await using server = await start(({ index }) =>
      index < 12 ? { kind: 'close', afterBytes: index % 2 === 1 ? SIZE / 8 : -1 } : undefined,
    );
    await fetchA([server.url], new MemoryStore());
    expect(server.requests.length).toBeGreaterThan(12);
  });

  it('gives up when the same bytes come again and again', async () => {
    await using server = await start(({ index }) =>
      index % 2 === 0 ? CLOSE_HALFWAY : { kind: 'no-ranges' },
    );
    await using endless = await start(({ start: from }) =>
      from === undefined ? CLOSE_HALFWAY : { kind: 'close', afterBytes: 0 },
    );
    await fetchA([server.url], new MemoryStore());
    const fetching = fetchA([endless.url], new MemoryStore());
    await expect(fetching).rejects.toMatchObject({ code: 'network' });
    expect(endless.requests).toHaveLength(3);
  });

  it('names each mirror and what was wrong with it', async () => {
    await using busy = await start(always({ kind: 'status', status: 503 }));
    await using missing = await start(always({ kind: 'status', status: 404 }));
    await expect(fetchA([busy.url, missing.url], new MemoryStore())).rejects.toMatchObject({
      code: 'network',
      message: `a could not be fetched: ${busy.url}a answered 503; ${missing.url}a answered 404`,
    });
    expect(busy.requests).toHaveLength(3);
  });

  it('stays with the mirror that served', async () => {
    await using dead = await start(always({ kind: 'close', afterBytes: -1 }));
    await using alive = await start();
    const urls = [dead.url, alive.url];
    await fetchA(urls, new MemoryStore(), { files: FILES, connections: 1 });
    expect(new Set(dead.requests.map(({ file }) => file))).toEqual(new Set(['a']));
  });

  it('goes on at another mirror, without the ETag of the first', async () => {
    await using first = await start(inOrder(CLOSE_HALFWAY));
    await using second = await start();
    const store = await halfStored(first);
    await fetchA([second.url], store);
    await expectWhole(store, A);
    expect(second.requests[0]).toMatchObject({ start: SIZE / 2, status: 206, ifRange: undefined });
  });

  it('keeps what one mirror sent when another has a file of another size', async () => {
    await using first = await start(inOrder(CLOSE_HALFWAY));
    await using stale = await start(inOrder({ kind: 'change', size: SIZE + 5 }));
    const store = await halfStored(first);
    const fetching = fetchA([stale.url], store);
    await expect(fetching).rejects.toMatchObject({ code: 'source-changed' });
    expect((await stored(store))!.length).toBe(SIZE / 2);
    await fetchA([first.url], store);
    expect(first.requests.at(-1)).toMatchObject({ start: SIZE / 2, status: 206 });
  });

  it('fetches again what was evicted or cut', async () => {
    await using server = await start();
    const store = new MemoryStore();
    await fetchA([server.url], store, { files: FILES });
    await store.remove('pack/a');
    await (await store.append('pack/b', SIZE - 10)).close();
    await fetchA([server.url], store, { files: FILES });
    expect(server.requests.slice(3).map(({ file, sentBytes }) => [file, sentBytes])).toEqual([
      ['a', SIZE],
      ['b', 10],
    ]);
    await expectWhole(store, FILES[1]!);
  });

  it.each(['', '{', 'null', '{"version":1,"files":{"a":7}}', '{"version":9}'])(
    'checks whole files, and fetches no part further, when the journal is %j',
    async (journal) => {
      await using server = await start(({ file }) => (file === 'b' ? CLOSE_HALFWAY : undefined));
      const store = new MemoryStore();
      const options = { files: FILES.slice(0, 2), retry: { ...RETRY, attempts: 1 } };
      await expect(fetchA([server.url], store, options)).rejects.toMatchObject({ code: 'network' });
      await store.write('pack/a', BYTES.get('a')!);
      await store.write('pack/download.json', new TextEncoder().encode(journal));
      await using honest = await start();
      await fetchA([honest.url], store, options);
      expect(honest.requests.map(({ file, start: from }) => [file, from])).toEqual([
        ['b', undefined],
      ]);
    },
  );

  it('starts over when the manifest names another version by now', async () => {
    await using server = await start(inOrder(CLOSE_HALFWAY));
    const store = await halfStored(server);
    const other = packFixture(['other', 'a'], SIZE);
    await using next = await startHostileServer({ files: other.bytes });
    await fetchA([next.url], store, { files: other.files.slice(1) });
    expect(next.requests[0]!.start).toBeUndefined();
    await expectWhole(store, other.files[1]!);
  });

  it('replaces a stored file whose bytes are wrong', async () => {
    await using server = await start();
    const store = new MemoryStore();
    await store.write('pack/a', new Uint8Array(SIZE));
    await fetchA([server.url], store);
    await expectWhole(store, A);
  });

  it('stores an empty file without asking for it', async () => {
    await using server = await start();
    const store = new MemoryStore();
    const empty = { ...A, bytes: 0, sha256: sha256(new Uint8Array(0)) };
    await fetchA([server.url], store, { files: [empty] });
    expect((await stored(store))!.length).toBe(0);
    expect(server.requests).toHaveLength(0);
  });

  it.each([[['download.json']], [['a', 'a']]])('refuses the names %j', async (names) => {
    const files = names.map((name) => ({ ...A, name }));
    const fetching = fetchA(['http://127.0.0.1:9/'], new MemoryStore(), { files });
    await expect(fetching).rejects.toMatchObject({ code: 'pack-invalid' });
  });

  it.each([[[]], [['not a url']]])('refuses the addresses %j', async (urls) => {
    const fetching = fetchA(urls, new MemoryStore());
    await expect(fetching).rejects.toMatchObject({ code: 'option-invalid' });
  });
});

/** Counts its writers, and fails where it is told to. */
class FailingStore extends MemoryStore {
  openWriters = 0;
  appends = 0;
  readonly #fail: (operation: 'append' | 'write' | 'close' | 'journal') => void;

  constructor(fail: (operation: 'append' | 'write' | 'close' | 'journal') => void) {
    super();
    this.#fail = fail;
  }

  override async write(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#fail('journal');
    await super.write(path, bytes);
  }

  override async append(path: string, keepBytes: number): Promise<FileWriter> {
    this.appends++;
    this.#fail('append');
    const writer = await super.append(path, keepBytes);
    this.openWriters++;
    return {
      get size() {
        return writer.size;
      },
      write: async (bytes) => {
        this.#fail('write');
        await writer.write(bytes);
      },
      close: async () => {
        this.openWriters--;
        await writer.close();
        this.#fail('close');
      },
    };
  }
}

describe('downloadFiles into a store that fails', () => {
  it.each(['append', 'write', 'close', 'journal'] as const)(
    'ends at once when %s does',
    async (at) => {
      await using server = await start(always({ kind: 'slow', pieceDelayMs: 2 }));
      const store = new FailingStore((operation) => {
        if (operation === at) throw new TtsError('storage-full', 'no room');
      });
      const fetching = fetchA([server.url, `${server.url}mirror/`], store, { files: FILES });
      await expect(fetching).rejects.toMatchObject({ code: 'storage-full' });
      expect(store.openWriters).toBe(0);
      expect(server.requests.length).toBeLessThanOrEqual(3);
    },
  );

  it('says storage-failed when a stored file cannot be read', async () => {
    const store = new MemoryStore();
    await store.write('pack/a', BYTES.get('a')!);
    const blob = (await store.read('pack/a'))!;
    const failing = (): ReadableStream<Uint8Array<ArrayBuffer>> =>
      new ReadableStream({ pull: () => Promise.reject(new DOMException('x', 'NotReadableError')) });
    store.read = async (path) =>
      path === 'pack/a' ? Object.assign(blob, { stream: failing }) : undefined;
    const fetching = fetchA(['http://127.0.0.1:9/'], store);
    await expect(fetching).rejects.toMatchObject({ code: 'storage-failed' });
  });

  it('goes on later with what was stored', async () => {
    await using server = await start(always({ kind: 'slow', pieceDelayMs: 5 }));
    let room = 2;
    const store = new FailingStore((operation) => {
      if (operation === 'write' && room-- === 0) throw new TtsError('storage-full', 'no room');
    });
    await expect(fetchA([server.url], store)).rejects.toMatchObject({ code: 'storage-full' });
    room = Infinity;
    await fetchA([server.url], store);
    await expectWhole(store, A);
    expect(server.requests[1]!.start).toBeGreaterThan(0);
  });
});

describe('an abort', () => {
  it.each<[string, FaultOf]>([
    ['the answer', always({ kind: 'stall', afterBytes: -1 })],
    ['the next bytes', always({ kind: 'stall', afterBytes: SIZE / 2 })],
    ['its turn after a failure', always({ kind: 'status', status: 503, retryAfter: '60' })],
    ['the end of a slow file', always({ kind: 'slow', pieceDelayMs: 60 })],
  ])('ends a download that waits for %s, with its reason', async (_, fault) => {
    await using server = await start(fault);
    const store = new FailingStore(() => undefined);
    const retry = { ...RETRY, maxRetryAfterMs: 60_000, stallTimeoutMs: 60_000 };
    const { signal } = stopAfter(150);
    let abortedAt = 0;
    signal.addEventListener('abort', () => (abortedAt = performance.now()));
    const fetching = fetchA([server.url], store, { files: FILES, signal, retry });
    await expect(fetching).rejects.toMatchObject({ message: 'enough' });
    expect(performance.now() - abortedAt).toBeLessThan(100);
    expect(store.openWriters).toBe(0);
    await using honest = await start();
    await fetchA([honest.url], store, { files: FILES });
    for (const file of FILES) await expectWhole(store, file);
  });

  it('ends the hashing of what is stored', async () => {
    await using server = await start(inOrder(CLOSE_HALFWAY));
    const store = await halfStored(server);
    const controller = new AbortController();
    const fetching = fetchA([server.url], store, {
      signal: controller.signal,
      progress: { intervalMs: 0 },
      onProgress: ({ stage }) => stage === 'verify' && controller.abort(),
    });
    await expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests).toHaveLength(1);
    expect((await stored(store))!.length).toBe(SIZE / 2);
  });

  it('before the call sends no request', async () => {
    await using server = await start();
    const signal = AbortSignal.abort();
    const fetching = fetchA([server.url], new MemoryStore(), { signal });
    await expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests).toHaveLength(0);
  });
});
