import { describe, expect, it } from 'vitest';
import { faultPlan } from '../../../tools/fault-plan.ts';
import { startHostileServer, type HostileServer } from '../../../tools/hostile-server.ts';
import { uniform } from '../../xtts/random.ts';
import { isAbort, isTtsError } from '../../errors.ts';
import { MemoryStore } from '../memory-store.ts';
import { sha256 } from '../sha256.ts';
import { packFixture } from '../../../tools/pack-fixture.ts';
import { downloadFiles, type DownloadOptions } from './download-files.ts';
import { DownloadJournal } from './download-journal.ts';
import type { PackProgress } from '../stored-pack.ts';

const FILE_BYTES = 60_000;
const NAMES = [
  'a.safetensors',
  'b.safetensors',
  'c.safetensors',
  'vocab.json',
  'voices.safetensors',
];
const FOLDER = 'pack';

/** Whatever the server does, the download ends well or with one of these. */
const CODES = ['network', 'source-changed', 'pack-invalid', 'pack-file-missing'];

/** The waits of minutes, as milliseconds. */
const RETRY = {
  firstDelayMs: 1,
  maxDelayMs: 5,
  maxRetryAfterMs: 5,
  stallTimeoutMs: 60,
  attempts: 4,
};

const { bytes: BYTES, files: FILES } = packFixture(NAMES, FILE_BYTES);

async function hashOf(store: MemoryStore, name: string): Promise<string | undefined> {
  const blob = await store.read(`${FOLDER}/${name}`);
  return blob && sha256(new Uint8Array(await blob.arrayBuffer()));
}

/** Files that the journal calls complete; each must be, to the byte. */
async function completeFiles(store: MemoryStore): Promise<string[]> {
  const journal = await DownloadJournal.open(store, FOLDER);
  const complete = FILES.filter((file) => journal.get(file)?.state === 'complete');
  for (const file of complete) expect(await hashOf(store, file.name), file.name).toBe(file.sha256);
  return complete.map((file) => file.name);
}

const outcomes: string[] = [];
const faults: string[] = [];

function startHostile(seed: number): Promise<HostileServer> {
  const plan = faultPlan({ seed, fileBytes: FILE_BYTES });
  return startHostileServer({
    files: BYTES,
    fault: (request) => {
      const fault = plan(request);
      if (fault) faults.push(fault.kind === 'status' ? String(fault.status) : fault.kind);
      return fault;
    },
  });
}

/** A call that ends amid it, as when the tab is closed. */
async function downloadUntilClosed(seed: number, options: DownloadOptions): Promise<void> {
  const tab = new AbortController();
  const closesAt = uniform(seed, 99, 0) * NAMES.length * FILE_BYTES;
  const onProgress = ({ loadedBytes }: PackProgress): void => {
    if (loadedBytes >= closesAt) tab.abort();
  };
  const { signal } = tab;
  try {
    await downloadFiles({ ...options, signal, onProgress, progress: { intervalMs: 0 } });
  } catch (error) {
    if (!isAbort(error)) throw error;
  }
}

describe('a download from a hostile server', () => {
  it.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'ends verified or resumable: seed %i',
    async (seed) => {
      const store = new MemoryStore();
      const options = { files: FILES, store, folder: FOLDER, retry: RETRY };
      let outcome = 'verified';
      {
        await using first = await startHostile(seed);
        await using mirror = await startHostile(seed + 1000);
        const urls = seed % 3 === 0 ? [first.url, mirror.url] : [first.url];
        try {
          if (seed % 2 === 0) await downloadUntilClosed(seed, { ...options, urls });
          await downloadFiles({ ...options, urls });
        } catch (error) {
          if (!isTtsError(error)) throw error;
          outcome = error.code;
          expect(CODES, error.message).toContain(error.code);
          expect(error.message, 'says which address').toContain('http://127.0.0.1');
        }
      }
      outcomes.push(outcome);
      const complete = await completeFiles(store);
      if (outcome === 'verified') expect(complete).toEqual(NAMES);

      await using honest = await startHostileServer({ files: BYTES });
      await downloadFiles({ ...options, urls: [honest.url] });
      expect(await completeFiles(store)).toEqual(NAMES);
      const fetched = honest.requests.map((request) => request.file);
      expect(
        fetched.filter((name) => complete.includes(name)),
        'fetched twice',
      ).toEqual([]);
      const bytes = honest.requests.reduce((sum, request) => sum + request.sentBytes, 0);
      // A part of bytes that were wrong costs one more whole file.
      const missing = NAMES.length - complete.length;
      expect(bytes).toBeLessThanOrEqual(missing * 2 * FILE_BYTES);
    },
  );

  it('was neither too hard nor too easy, and met every fault', () => {
    const verified = outcomes.filter((outcome) => outcome === 'verified').length;
    expect(verified).toBeGreaterThan(5);
    expect(outcomes.length - verified).toBeGreaterThan(5);
    expect(new Set(outcomes).size).toBeGreaterThan(3);
    expect([...new Set(faults)].sort()).toHaveLength(16);
  });
});
