import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { convertCheckpoint } from '../../src/pack/convert.ts';
import { PACK_DTYPES, type PackManifest } from '../../src/pack/manifest.ts';
import { licenseFor } from '../../src/pack/license.ts';
import { pacedProgress } from '../../src/pack/paced-progress.ts';
import { sha256 } from '../../src/pack/sha256.ts';
import { packId, type PackProgress } from '../../src/pack/stored-pack.ts';
import { readXttsConfig } from '../../src/pack/xtts-config.ts';
import { createNodeRuntime } from '../../src/runtime/node-runtime.ts';
import { conversionSelfTest } from '../../src/xtts/conversion-self-test.ts';
import { DiskStore } from '../disk-store.ts';
import { ACCEPT_LICENSE, ACCEPT_LICENSE_USAGE, LicenseGate } from '../license-gate.ts';
import { openCheckpoint } from '../open-model.ts';
import { ProgressBar } from '../progress-bar.ts';
import { numberOption, onlyArgument, UsageError, type Command } from './command.ts';

export const pack: Command = {
  summary: 'convert a checkpoint into a pack for the browser',
  usage: `usage: xtts-web pack SOURCE --out DIR [options]

  SOURCE                 a folder with model.pth, config.json, vocab.json, speakers_xtts.pth; the
                         checkpoint in one; an address of either, or of a Hugging Face repository
  --out DIR              the pack's folder; what a broken-off run left there is gone on with
  --dtype f16|f32|q8f16|q4f16    how weights are stored (default f16)
  --id ID  --name NAME   default: the folder's name
  --license NAME  --notice TEXT    the weights' licence, and what must be said with it (default:
                         CPML for models of XTTS v2's size, which must be accepted)
  --temperature N  --repetition-penalty N    replace config.json's defaults
  --mirror URL           another folder where the pack will be; may be given several times
  --max-chunk-chars N    the longest chunk that the model was trained for
  --tail-fade-ms N       fade at the end of every chunk
${ACCEPT_LICENSE_USAGE}`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...ACCEPT_LICENSE,
        out: { type: 'string' },
        dtype: { type: 'string', default: 'f16' },
        id: { type: 'string' },
        name: { type: 'string' },
        license: { type: 'string' },
        notice: { type: 'string' },
        temperature: { type: 'string' },
        'repetition-penalty': { type: 'string' },
        mirror: { type: 'string', multiple: true },
        'max-chunk-chars': { type: 'string' },
        'tail-fade-ms': { type: 'string' },
      },
    });
    const source = onlyArgument(positionals, 'SOURCE');
    if (values.out === undefined) throw new UsageError('--out DIR is missing');
    const out = resolve(values.out);
    const dtype = PACK_DTYPES.find((known) => known === values.dtype);
    if (!dtype) throw new UsageError(`--dtype is one of ${PACK_DTYPES.join(', ')}`);
    const temperature = numberOption('temperature', values.temperature);
    const repetitionPenalty = numberOption('repetition-penalty', values['repetition-penalty']);

    const checkpoint = await openCheckpoint(source);
    const given = values.license === undefined ? undefined : { name: values.license };
    const config = readXttsConfig(checkpoint.configJson, checkpoint.tensors);
    const license = licenseFor(config, given);
    const gate = new LicenseGate(values['accept-license']);
    gate.check(license);
    await gate.record();
    const name = values.name ?? checkpoint.name;
    const options = {
      id: values.id ?? packId(name),
      name,
      dtype,
      license: { ...license, notice: values.notice ?? license.notice },
      sampling: {
        ...(temperature === undefined ? {} : { temperature }),
        ...(repetitionPenalty === undefined ? {} : { repetitionPenalty }),
      },
      mirrors: values.mirror,
      maxChunkChars: numberOption('max-chunk-chars', values['max-chunk-chars']),
      tailFadeMs: numberOption('tail-fade-ms', values['tail-fade-ms']),
    };
    const identity = new TextEncoder().encode(JSON.stringify([checkpoint.identity, options]));
    const bar = new ProgressBar();
    const target = { store: new DiskStore(dirname(out)), folder: basename(out) };
    const manifest = await convertCheckpoint(checkpoint, target, {
      ...options,
      fingerprint: sha256(identity),
      selfTest: conversionSelfTest(createNodeRuntime),
      onProgress: progressOn(bar),
    }).finally(() => bar.stop());
    process.stderr.write(describe(values.out, manifest));
  },
};

function progressOn(bar: ProgressBar): (progress: PackProgress) => void {
  return pacedProgress(({ stage, loadedBytes, totalBytes, remainingSeconds }) => {
    const rest = remainingSeconds === undefined ? '' : `${Math.ceil(remainingSeconds)} s`;
    bar.update(stage, loadedBytes, totalBytes, rest);
  });
}

/** Size and type, and what storing it with fewer bits has cost. */
function describe(out: string, { files, dtype, quantization = [] }: PackManifest): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const lines = quantization.map(({ name, stored, relativeError }) => {
    const kept = stored === 'f16' ? ' (too much: kept as f16)' : '';
    return `  ${(100 * relativeError).toFixed(2).padStart(6)} %  ${name}${kept}\n`;
  });
  const errors = lines.length > 0 ? `error of each matrix:\n${lines.join('')}` : '';
  return `${errors}${out}: ${files.length} files, ${(bytes / 1e6).toFixed(2)} MB, ${dtype}\n`;
}
