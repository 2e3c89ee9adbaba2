import { describe, expect, it } from 'vitest';
import { faultPlan } from '../../../tools/fault-plan.ts';
import { startHostileServer } from '../../../tools/hostile-server.ts';
import { uniform } from '../../xtts/random.ts';
import { isTtsError } from '../../errors.ts';
import type { PackFile } from '../manifest.ts';
import { MemoryStore } from '../memory-store.ts';
import { sha256 } from '../sha256.ts';
import { downloadFiles } from './download-files.ts';
import { DownloadJournal } from './download-journal.ts';

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

const BYTES = new Map(
  NAMES.map((name, stream) => [
    name,
    Uint8Array.from({ length: FILE_BYTES }, (_, i) => 256 * uniform(1, stream, i)),
  ]),
);
const FILES: readonly PackFile[] = Array.from(BYTES, ([name, bytes]) => ({
  name,
  role: 'weights',
  part: 'gpt',
  bytes: bytes.length,
  sha256: sha256(bytes),
}));

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

const outcomes = new Map<string, number>();

describe('a download from a hostile server', () => {
  it.each(Array.from({ length: 50 }, (_, seed) => seed))(
    'ends verified or resumable: seed %i',
    async (seed) => {
      const store = new MemoryStore();
      const options = { files: FILES, store, folder: FOLDER, retry: RETRY };
      let outcome = 'verified';
      {
        const start = (plan: number) =>
          startHostileServer({
            files: BYTES,
            fault: faultPlan({ seed: plan, fileBytes: FILE_BYTES }),
          });
        await using first = await start(seed);
        await using mirror = await start(seed + 1000);
        const urls = seed % 3 === 0 ? [first.url, mirror.url] : [first.url];
        try {
          await downloadFiles({ ...options, urls });
        } catch (error) {
          if (!isTtsError(error)) throw error;
          outcome = error.code;
          expect(CODES, error.message).toContain(error.code);
          expect(error.message, 'says which address').toContain('http://127.0.0.1');
        }
      }
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
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

  it('was neither too hard nor too easy', () => {
    expect(outcomes.get('verified')).toBeGreaterThan(10);
    for (const code of CODES) expect(outcomes.get(code), code).toBeGreaterThan(0);
  });
});
