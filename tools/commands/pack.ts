import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { convertCheckpoint } from '../../src/pack/convert.ts';
import { FolderPack, openCheckpointFolder } from '../open-model.ts';
import { numberOption, onlyArgument, UsageError, type Command } from './command.ts';

export const pack: Command = {
  summary: 'convert a checkpoint folder into a pack for the browser',
  usage: `usage: xtts-web pack FOLDER --out DIR [options]

  FOLDER                 holds model.pth, config.json, vocab.json, speakers_xtts.pth
  --out DIR              the pack's folder
  --dtype f16|f32        how weights are stored (default f16)
  --id ID  --name NAME   default: the folder's name
  --license NAME  --notice TEXT    the weights' licence, and what must be said with it
  --temperature N  --repetition-penalty N    replace config.json's defaults
  --max-chunk-chars N    the longest chunk that the model was trained for
  --tail-fade-ms N       fade at the end of every chunk`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        dtype: { type: 'string', default: 'f16' },
        id: { type: 'string' },
        name: { type: 'string' },
        license: { type: 'string', default: 'unknown' },
        notice: { type: 'string' },
        temperature: { type: 'string' },
        'repetition-penalty': { type: 'string' },
        'max-chunk-chars': { type: 'string' },
        'tail-fade-ms': { type: 'string' },
      },
    });
    const folder = onlyArgument(positionals, 'FOLDER');
    const { out, dtype } = values;
    if (out === undefined) throw new UsageError('--out DIR is missing');
    if (dtype !== 'f16' && dtype !== 'f32') throw new UsageError('--dtype is f16 or f32');
    const temperature = numberOption('temperature', values.temperature);
    const repetitionPenalty = numberOption('repetition-penalty', values['repetition-penalty']);
    const manifest = await convertCheckpoint(
      await openCheckpointFolder(folder),
      new FolderPack(out),
      {
        id: values.id ?? basename(resolve(folder)),
        name: values.name,
        dtype,
        license: { name: values.license, notice: values.notice },
        sampling: {
          ...(temperature === undefined ? {} : { temperature }),
          ...(repetitionPenalty === undefined ? {} : { repetitionPenalty }),
        },
        maxChunkChars: numberOption('max-chunk-chars', values['max-chunk-chars']),
        tailFadeMs: numberOption('tail-fade-ms', values['tail-fade-ms']),
      },
    );
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    process.stderr.write(
      `${out}: ${manifest.files.length} files, ${(bytes / 1e6).toFixed(2)} MB, ${dtype}\n`,
    );
  },
};
