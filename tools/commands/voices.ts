import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blobSource } from '../../src/checkpoint/byte-source.ts';
import { TtsError } from '../../src/errors.ts';
import { readManifest } from '../../src/pack/open-pack.ts';
import { readVoices, type StoredVoice } from '../../src/pack/voice-file.ts';
import { fileSource } from '../file-source.ts';
import { DiskPackSource, isPackFolder } from '../open-model.ts';
import { BUNDLED_PACK, onlyArgument, type Command } from './command.ts';

export const voices: Command = {
  summary: 'list the voices of a model or of a file',
  usage: `usage: xtts-web voices [MODEL]

  MODEL    a pack, a folder with speakers_xtts.pth, or a file of voices (.safetensors, .pth);
           the bundled pack if left out

  Prints a name per line.`,

  async run(args) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const path = onlyArgument(positionals.length > 0 ? positionals : [BUNDLED_PACK], 'MODEL');
    for (const { name } of await voicesAt(path)) process.stdout.write(`${name}\n`);
  },
};

async function voicesAt(path: string): Promise<readonly StoredVoice[]> {
  if ((await stat(path)).isFile()) return readVoices(await fileSource(path));
  if (isPackFolder(path)) {
    const pack = new DiskPackSource(path);
    const { files, config } = await readManifest(pack);
    const { name } = files.find((file) => file.role === 'voices')!;
    return readVoices(blobSource(await pack.open(name), name), { width: config.gpt.width });
  }
  const speakers = join(path, 'speakers_xtts.pth');
  if (existsSync(speakers)) return readVoices(await fileSource(speakers));
  if (existsSync(join(path, 'model.pth'))) return [];
  throw new TtsError('pack-file-missing', `${path} has neither manifest.json nor model.pth`);
}
