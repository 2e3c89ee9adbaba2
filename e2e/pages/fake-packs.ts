import { TtsError, type TtsErrorCode } from '../../src/errors.ts';
import { askToPersist } from '../../src/pack/store/ask-to-persist.ts';
import type {
  ConversionRequest,
  ConversionSource,
  PackProgress,
  Packs,
  SourceSummary,
  StorageRoom,
  StoredPack,
  VerifyReport,
} from '../../src/player/pack-manager.ts';
import type { PackLicense } from '../../src/player/license.ts';

export const XTTS_LANGUAGES = 'en es fr de it pt pl tr ru nl cs ar zh-cn ja hu ko hi'.split(' ');

export const CPML: PackLicense = {
  name: 'Coqui Public Model License 1.0.0',
  id: 'cpml',
  url: 'https://coqui.ai/cpml',
  notice: 'XTTS v2, © Coqui GmbH',
  consent: true,
};

const BUNDLED: Extract<SourceSummary, { kind: 'pack' }> = {
  kind: 'pack',
  id: 'nano',
  name: 'Nano (slt)',
  dtype: 'f16',
  languages: ['en'],
  license: { name: 'MIT' },
  totalBytes: 6_700_000,
};

const CHECKPOINT: SourceSummary = {
  kind: 'checkpoint',
  name: 'XTTS v2',
  languages: XTTS_LANGUAGES,
  voices: 58,
  canClone: true,
  license: CPML,
  bytes: 1_868_000_000,
  packBytes: { f32: 1_862_000_000, f16: 931_000_000, q8f16: 552_000_000, q4f16: 361_000_000 },
};

/** A pack under the CPML that came from an address. */
export function storedPack(changes: Partial<StoredPack> & Pick<StoredPack, 'key'>): StoredPack {
  return {
    id: changes.key,
    name: changes.key,
    packUrl: `https://packs.test/${changes.key}/`,
    dtype: 'f16',
    languages: XTTS_LANGUAGES,
    license: CPML,
    totalBytes: 931_000_000,
    storedBytes: 931_000_000,
    state: 'complete',
    origin: { kind: 'download', url: `https://packs.test/${changes.key}/` },
    ...changes,
  };
}

/** The packs of a browser that stores nothing: its tasks take as long as a test wants. */
export class FakePacks implements Packs {
  packs: StoredPack[] = [];
  freeBytes = 40_000_000_000;
  persistent = false;
  /** Milliseconds from one report of progress to the next; there are twenty. */
  stepMs = 10;
  /** Tasks go no further than this part of the whole. */
  holdAt = Infinity;
  /** What the next task fails with, half way. */
  failure: TtsErrorCode | undefined;
  /** Files that a check will find damaged. */
  damagedFiles: string[] = [];
  /** What was asked of `add` and `resume`. */
  readonly requests: { readonly files: string[]; readonly request: ConversionRequest }[] = [];

  persist(): Promise<boolean> {
    return askToPersist();
  }

  async room(): Promise<StorageRoom> {
    const usedBytes = this.packs.reduce((sum, { storedBytes }) => sum + storedBytes, 6_700_000);
    return { usedBytes, freeBytes: this.freeBytes, persistent: this.persistent };
  }

  async list(): Promise<readonly StoredPack[]> {
    return this.packs;
  }

  async inspect(source: ConversionSource, signal: AbortSignal): Promise<SourceSummary> {
    await sleep(this.stepMs, signal);
    if (source.kind === 'url') {
      if (source.url.includes('models/nano')) return BUNDLED;
      if (source.url.includes('nowhere')) throw new TtsError('network', 'no such host');
      return CHECKPOINT;
    }
    const names = source.files.map(({ name }) => name);
    if (names.includes('model.pth')) return CHECKPOINT;
    if (names.includes('manifest.json')) {
      return { ...BUNDLED, id: 'dropped', name: 'A dropped pack', totalBytes: 20_000_000 };
    }
    throw new TtsError('checkpoint-invalid', `no model among ${names.join(', ')}`);
  }

  async add(
    source: ConversionSource,
    request: ConversionRequest,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    const files = source.kind === 'files' ? source.files.map(({ name }) => name) : [source.url];
    this.requests.push({ files, request });
    const summary = await this.inspect(source, signal);
    const needsConsent = summary.license.consent && summary.license.id !== undefined;
    if (needsConsent && !request.acceptedLicenses.includes(summary.license.id)) {
      throw new TtsError('license-not-accepted', 'accept the licence first');
    }
    const isPack = summary.kind === 'pack';
    const totalBytes = isPack ? summary.totalBytes : summary.packBytes[request.dtype];
    const { name, languages, license } = summary;
    const key = isPack ? summary.id : `xtts-v2-${request.dtype}`;
    const pack = storedPack({
      ...{ key, name, languages, license, totalBytes, storedBytes: totalBytes },
      dtype: request.dtype,
      origin:
        source.kind === 'url'
          ? { kind: 'conversion', name: 'XTTS v2', url: source.url }
          : { kind: 'files' },
    });
    try {
      await this.#work(isPack ? ['download'] : ['convert', 'self-test'], pack, onProgress, signal);
    } catch (error) {
      this.#put({ ...pack, state: 'partial', storedBytes: totalBytes * 0.4 });
      throw error;
    }
    this.#put(pack);
    return pack;
  }

  async resume(
    key: string,
    acceptedLicenses: readonly string[],
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<StoredPack> {
    const pack = this.#find(key);
    this.requests.push({ files: [key], request: { dtype: pack.dtype, acceptedLicenses } });
    await this.#work(['download', 'verify'], pack, onProgress, signal);
    const whole: StoredPack = { ...pack, state: 'complete', storedBytes: pack.totalBytes };
    this.#put(whole);
    return whole;
  }

  async verify(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<VerifyReport> {
    await this.#work(['verify'], this.#find(key), onProgress, signal);
    if (this.damagedFiles.length > 0) this.#put({ ...this.#find(key), state: 'damaged' });
    return { checkedFiles: 8, damagedFiles: this.damagedFiles };
  }

  async remove(key: string): Promise<void> {
    if (this.failure) throw new TtsError(this.failure, 'as the test wanted');
    this.packs = this.packs.filter((pack) => pack.key !== key);
  }

  async export(
    key: string,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<Blob> {
    await this.#work(['convert'], this.#find(key), onProgress, signal);
    return new Blob(['not really an archive'], { type: 'application/zip' });
  }

  async close(): Promise<void> {}

  async #work(
    stages: readonly PackProgress['stage'][],
    { totalBytes }: StoredPack,
    onProgress: (progress: PackProgress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const steps = 20;
    for (const stage of stages) {
      for (let step = 1; step <= steps; step++) {
        const loadedBytes = (totalBytes * step) / steps;
        onProgress({
          stage,
          loadedBytes,
          totalBytes,
          ...(step > 2 ? { remainingSeconds: (steps - step) * 15 } : {}),
          files: ['gpt-1.safetensors', 'gpt-2.safetensors', 'vocoder.safetensors'].map((name) => ({
            name,
            loadedBytes: loadedBytes / 3,
            totalBytes: totalBytes / 3,
          })),
        });
        if (this.failure && step === steps / 2) {
          throw new TtsError(this.failure, 'as the test wanted');
        }
        await sleep(this.stepMs, signal);
        while (step / steps >= this.holdAt) await sleep(this.stepMs, signal);
      }
    }
  }

  #find(key: string): StoredPack {
    const pack = this.packs.find((candidate) => candidate.key === key);
    if (!pack) throw new TtsError('pack-file-missing', `no pack ${key}`);
    return pack;
  }

  #put(pack: StoredPack): void {
    this.packs = [...this.packs.filter(({ key }) => key !== pack.key), pack];
  }
}

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  signal.throwIfAborted();
}
