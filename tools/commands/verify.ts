import { parseArgs } from 'node:util';
import { TtsError } from '../../src/errors.ts';
import { UrlPackSource } from '../../src/pack/pack-source.ts';
import { createNodeRuntime } from '../../src/runtime/node-runtime.ts';
import { DiskPackSource, isAddress } from '../open-model.ts';
import { problemsOf, verifyPack, type FileReport, type SelfTestReport } from '../verify-pack.ts';
import { onlyArgument, printJson, type Command } from './command.ts';

export const verify: Command = {
  summary: 'check that a pack is whole and computes what it should',
  usage: `usage: xtts-web verify PACK [--json]

  PACK     a pack's folder or its URL
  --json   the same as JSON

  Every file is read and compared with manifest.json: size, SHA-256, structure; the weights must be
  numbers, of the shapes that the configuration asks for, and all there. Then the pack's self-test, if
  it has one, is run on the CPU: errors of latents and logits relative to the exact ones, and the
  signal-to-noise ratio of the waveform, each beside what is asked of the pack's dtype.

  Exit code 1 when anything is wrong.`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const path = onlyArgument(positionals, 'PACK');
    const source = isAddress(path) ? new UrlPackSource(path) : new DiskPackSource(path);
    const report = await verifyPack(source, createNodeRuntime());
    const { manifest, files, weightProblems, selfTest } = report;
    const problems = problemsOf(report);
    if (values.json) {
      const { id, dtype } = manifest;
      printJson({ id, dtype, sound: problems.length === 0, files, weightProblems, selfTest });
    } else {
      const hasSelfTest = files.some((file) => file.role === 'self-test');
      const lines = [
        `${path}: ${manifest.name}, ${manifest.dtype}, format version ${manifest.formatVersion}`,
        ...fileRows(files),
        ...rows('weights', weightProblems),
        `  ${'self-test'.padEnd(LABEL_WIDTH)} ${describeSelfTest(selfTest, hasSelfTest)}`,
        '',
      ];
      process.stdout.write(lines.join('\n'));
    }
    if (problems.length === 0) return;
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    throw new TtsError('pack-invalid', `${path} has ${count}`);
  },
};

const LABEL_WIDTH = 48;

function fileRows(files: readonly FileReport[]): string[] {
  return files.flatMap(({ name, bytes, problems }) => {
    const size = `${bytes} bytes`;
    return rows(`${name} ${size.padStart(LABEL_WIDTH - name.length - 1)}`, problems);
  });
}

/** One row, or one for each problem. */
function rows(what: string, problems: readonly string[]): string[] {
  const label = what.padEnd(LABEL_WIDTH);
  if (problems.length === 0) return [`  ${label} ok`];
  return problems.map((problem) => `  ${label} PROBLEM: ${problem}`);
}

function describeSelfTest(result: SelfTestReport | undefined, exists: boolean): string {
  if (!result) return exists ? 'not run, because of the problems above' : 'the pack has none';
  const { latents, logits, pcmSnrDb, tolerances, missed, milliseconds } = result;
  const measures = [
    `latents ${latents.toExponential(1)} (at most ${tolerances.latents})`,
    `logits ${logits.toExponential(1)} (at most ${tolerances.logits})`,
    `PCM ${pcmSnrDb.toFixed(0)} dB (at least ${tolerances.pcmSnrDb})`,
  ];
  const verdict = missed.length === 0 ? 'ok' : 'PROBLEM';
  return `${verdict}: ${measures.join(', ')}; ${(milliseconds / 1000).toFixed(1)} s`;
}
