import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { openXttsCheckpoint } from '../../src/checkpoint/open-checkpoint.ts';
import type { TensorFile } from '../../src/checkpoint/tensor-file.ts';
import { urlByteSource } from '../../src/pack/url-byte-source.ts';
import { partOf } from '../../src/pack/shard-plan.ts';
import { readXttsConfig } from '../../src/pack/xtts-config.ts';
import { isAddress, openCheckpoint } from '../open-model.ts';
import { fileSource } from '../file-source.ts';
import { onlyArgument, printJson, type Command } from './command.ts';

export const inspect: Command = {
  summary: 'show dimensions, parts, types and sizes of a checkpoint',
  usage: `usage: xtts-web inspect CHECKPOINT [--json]

  CHECKPOINT   model.pth (or .safetensors), its URL, or the folder that holds it; heads, languages and
               voices come from config.json and speakers_xtts.pth beside it
  --json       the same as JSON`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    const path = onlyArgument(positionals, 'CHECKPOINT');
    const isUrl = isAddress(path);
    const folder = !isUrl && (await isComplete(path)) ? await openCheckpoint(path) : undefined;
    const open = isUrl ? urlByteSource : fileSource;
    const tensors = folder?.tensors ?? (await openXttsCheckpoint(await open(path)));
    const report = {
      format: tensors.format,
      // Sizes come from the tensors; heads and languages only from a config.json beside them.
      config: readXttsConfig(folder?.configJson ?? '{}', tensors),
      configFile: folder !== undefined,
      parts: summarizeParts(tensors),
      voices: folder?.speakers.map((speaker) => speaker.name),
    };
    if (values.json) printJson(report);
    else process.stdout.write(format(path, report));
  },
};

/** Whether the rest of the model lies beside the checkpoint. */
async function isComplete(path: string): Promise<boolean> {
  const isFolder = (await stat(path)).isDirectory();
  return isFolder || existsSync(join(dirname(path), 'config.json'));
}

interface PartSummary {
  tensors: number;
  parameters: number;
  bytes: number;
  dtypes: string[];
}

function summarizeParts(tensors: TensorFile): Record<string, PartSummary> {
  const parts: Record<string, PartSummary> = {};
  for (const name of tensors.names()) {
    const { dtype, shape, byteLength } = tensors.info(name);
    const part = (parts[partOf(name) ?? 'unused'] ??= {
      tensors: 0,
      parameters: 0,
      bytes: 0,
      dtypes: [],
    });
    part.tensors++;
    part.parameters += shape.reduce((a, b) => a * b, 1);
    part.bytes += byteLength;
    if (!part.dtypes.includes(dtype)) part.dtypes.push(dtype);
  }
  return parts;
}

interface Report {
  readonly format: string;
  readonly config: ReturnType<typeof readXttsConfig>;
  readonly configFile: boolean;
  readonly parts: Record<string, PartSummary>;
  readonly voices?: readonly string[] | undefined;
}

function format(path: string, { format, config, configFile, parts, voices }: Report): string {
  const { gpt } = config;
  const rows = Object.entries(parts).map(([name, { tensors, parameters, bytes, dtypes }]) => {
    const cells = [
      String(tensors).padStart(5),
      `${(parameters / 1e6).toFixed(2)} M`.padStart(11),
      `${(bytes / 1e6).toFixed(2)} MB`.padStart(12),
    ];
    return `  ${name.padEnd(14)}${cells.join('')}  ${dtypes.join(' ')}`;
  });
  return [
    `${path}: XTTS v2, ${format}`,
    `  GPT           ${gpt.layers} layers × ${gpt.width}, ${gpt.heads} heads${configFile ? '' : ' (assumed: no config.json)'}`,
    `  limits        ${gpt.maxTextTokens} text tokens, ${gpt.maxCodes} codes`,
    `  languages     ${configFile ? config.languages.join(' ') : 'unknown: no config.json'}`,
    `  voices        ${voices === undefined ? 'unknown' : voices.join(', ') || 'none'}`,
    '',
    '  part          tensors parameters       bytes  types',
    ...rows,
    '',
  ].join('\n');
}
