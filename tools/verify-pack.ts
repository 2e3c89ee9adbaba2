import { blobSource } from '../src/checkpoint/byte-source.ts';
import { findNonFinite } from '../src/checkpoint/dtype.ts';
import { openSafetensors, type SafetensorsFile } from '../src/checkpoint/safetensors.ts';
import type { TensorInfo } from '../src/checkpoint/tensor-file.ts';
import { isTtsError, TtsError } from '../src/errors.ts';
import { parseManifest, type PackFile, type PackManifest } from '../src/pack/manifest.ts';
import { openPack } from '../src/pack/open-pack.ts';
import type { PackSource } from '../src/pack/pack-source.ts';
import { sha256OfBlob } from '../src/pack/sha256.ts';
import type { Runtime } from '../src/runtime/runtime.ts';
import { primaryLanguage } from '../src/text/language.ts';
import { XttsTokenizer } from '../src/text/tokenizer.ts';
import { XttsEngine } from '../src/xtts/engine.ts';
import {
  missedTolerances,
  runSelfTest,
  SELF_TEST_TOLERANCES,
  type SelfTest,
  type SelfTestErrors,
  type SelfTestResult,
} from '../src/xtts/self-test.ts';
import { readSelfTest } from '../src/xtts/self-test-file.ts';
import { CONDITIONING_VECTORS } from '../src/xtts/voices.ts';
import { findShapeProblems } from './pack-shapes.ts';

/** What was found of one file. */
export interface FileReport {
  readonly name: string;
  readonly role: PackFile['role'];
  /** As the manifest says. */
  readonly bytes: number;
  readonly problems: readonly string[];
}

/** What was found of a pack: sound when there are no problems anywhere. */
export interface PackReport {
  readonly manifest: PackManifest;
  readonly files: readonly FileReport[];
  /** Of the weights of all files together. */
  readonly weightProblems: readonly string[];
  /** Absent where the pack has none, or where problems kept it from being run. */
  readonly selfTest?: SelfTestReport | undefined;
}

export interface SelfTestReport extends SelfTestResult {
  readonly tolerances: SelfTestErrors;
  readonly missed: readonly (keyof SelfTestErrors)[];
}

/** Every problem of a pack, file by file. */
export function problemsOf({ files, weightProblems, selfTest }: PackReport): string[] {
  return [
    ...files.flatMap(({ name, problems }) => problems.map((problem) => `${name}: ${problem}`)),
    ...weightProblems.map((problem) => `weights: ${problem}`),
    ...(selfTest?.missed ?? []).map((measure) => `self-test: ${measure} is out of tolerance`),
  ];
}

/**
 * Checks every file of a pack against the manifest and by what it holds, then the weights as a
 * whole; and when all that is sound, runs the pack's self-test. The runtime has what speech needs in memory then.
 * @throws TtsError `pack-invalid`, `pack-file-missing`, `network` where the manifest cannot be read
 */
export async function verifyPack(source: PackSource, runtime: Runtime): Promise<PackReport> {
  const manifestFile = await source.open('manifest.json');
  const manifest = parseManifest(await manifestFile.text());
  const checked = new Map([['manifest.json', manifestFile]]);

  const contents = new PackContents(manifest);
  const files: FileReport[] = [];
  for (const file of manifest.files) {
    const { name, role, bytes } = file;
    const problems: string[] = [];
    try {
      const blob = await openWhole(source, file);
      problems.push(...(await contents.check(file, blob)));
      checked.set(name, blob);
    } catch (error) {
      if (!isTtsError(error)) throw error;
      problems.push(error.message);
    }
    files.push({ name, role, bytes, problems });
  }
  const weightProblems = contents.findWeightProblems();
  const report: PackReport = { manifest, files, weightProblems };
  const { selfTest } = contents;
  if (!selfTest || problemsOf(report).length > 0) return report;

  // Nothing is fetched a second time, nor hashed.
  const open = async (name: string): Promise<Blob> => checked.get(name)!;
  const pack = await openPack({ name: source.name, open }, { checksums: false });
  const engine = await XttsEngine.open(pack, runtime);
  pack.release();
  const result = await runSelfTest(engine, selfTest).finally(() => engine.close());
  const tolerances = SELF_TEST_TOLERANCES[manifest.dtype];
  const missed = missedTolerances(result, tolerances);
  return { ...report, selfTest: { ...result, tolerances, missed } };
}

/** A file as announced. @throws TtsError saying what differs */
async function openWhole(source: PackSource, file: PackFile): Promise<Blob> {
  const fail = (what: string): never => {
    throw new TtsError('pack-invalid', what);
  };
  let received = 0;
  const blob = await source.open(file.name, {
    // A file that is longer than announced may have no end.
    onBytes: (count) => {
      if ((received += count) > file.bytes)
        fail(`is longer than the ${file.bytes} bytes announced`);
    },
  });
  if (blob.size !== file.bytes) fail(`has ${blob.size} bytes instead of ${file.bytes}`);
  if ((await sha256OfBlob(blob, file.name)) !== file.sha256) fail('differs from its checksum');
  return blob;
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** What the files of a pack hold, gathered one by one. */
class PackContents {
  readonly #manifest: PackManifest;
  readonly #weights = new Map<string, TensorInfo>();
  readonly #speakerWidths = new Map<string, number>();
  #textTokens = 0;
  #selfTest: SelfTest | undefined;

  constructor(manifest: PackManifest) {
    this.#manifest = manifest;
  }

  get selfTest(): SelfTest | undefined {
    return this.#selfTest;
  }

  /** Looks into a file, which is as the manifest says; returns what is wrong. @throws TtsError */
  async check(file: PackFile, blob: Blob): Promise<string[]> {
    switch (file.role) {
      case 'weights':
        return this.#checkWeights(await openSafetensors(blobSource(blob, file.name)));
      case 'voices':
        return this.#checkVoices(await openSafetensors(blobSource(blob, file.name)));
      case 'vocab':
        return this.#checkVocab(await blob.text());
      case 'self-test':
        this.#selfTest = await readSelfTest(await bytesOf(blob), this.#manifest.config);
        this.#speakerWidths.set('the self-test', this.#selfTest.speakerEmbedding.length);
        return [];
      case 'license':
        return blob.size === 0 ? ['is empty'] : [];
    }
  }

  /** What is wrong with the weights together, and with what must fit them. */
  findWeightProblems(): string[] {
    const problems = findShapeProblems(this.#manifest, this.#weights);
    const rows = this.#weights.get('gpt.text_embedding.weight')?.shape[0] ?? Infinity;
    if (this.#textTokens > rows) {
      problems.push(`the vocabulary has ${this.#textTokens} tokens, the text embedding ${rows}`);
    }
    const conditioned = 'hifigan_decoder.waveform_decoder.cond_layer.weight';
    const speakerWidth = this.#weights.get(conditioned)?.shape[1];
    for (const [what, width] of this.#speakerWidths) {
      if (speakerWidth === undefined || width === speakerWidth) continue;
      problems.push(`${what} has a speaker of ${width} values, the vocoder takes ${speakerWidth}`);
    }
    return problems;
  }

  async #checkWeights(file: SafetensorsFile): Promise<string[]> {
    const problems: string[] = [];
    for (const name of file.names()) {
      const info = file.info(name);
      if (this.#weights.has(name)) problems.push(`${name} is in another file too`);
      this.#weights.set(name, info);
      if (!['f32', 'f16', 'u8'].includes(info.dtype)) {
        problems.push(`${name} has the type ${info.dtype}`);
      } else if (findNonFinite((await file.read(name)).bytes, info.dtype) >= 0) {
        problems.push(`${name} has values that are not numbers`);
      }
    }
    return problems;
  }

  #checkVoices(file: SafetensorsFile): string[] {
    const suffix = '/conditioning_latents';
    const expected = [CONDITIONING_VECTORS, this.#manifest.config.gpt.width].join(', ');
    const names = new Set(file.names());
    return [...names]
      .filter((name) => name.endsWith(suffix))
      .flatMap((name) => {
        const voice = name.slice(0, -suffix.length);
        const shape = file.info(name).shape.join(', ');
        if (shape !== expected)
          return [`${name} has the shape [${shape}] instead of [${expected}]`];
        if (!names.has(`${voice}/speaker_embedding`)) return [`lacks ${voice}/speaker_embedding`];
        const [width = 0] = file.info(`${voice}/speaker_embedding`).shape;
        this.#speakerWidths.set(`the voice ${voice}`, width);
        return [];
      });
  }

  #checkVocab(json: string): string[] {
    const tokenizer = XttsTokenizer.fromJson(json);
    this.#textTokens = tokenizer.vocabSize;
    const { languages } = this.#manifest.config;
    return languages
      .map(primaryLanguage)
      .filter((language) => !tokenizer.languages.some((tag) => primaryLanguage(tag) === language))
      .map((language) => `has no tag for the language ${language}`);
  }
}
