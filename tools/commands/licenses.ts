import { parseArgs } from 'node:util';
import { TtsError } from '../../src/errors.ts';
import { LicenseRecord } from '../license-record.ts';
import type { Command } from './command.ts';

export const licenses: Command = {
  summary: 'list the licences of models that were accepted, or withdraw one',
  usage: `usage: xtts-web licenses [--withdraw ID]

  Prints a line per licence: id, day, name, address. They are accepted with --accept-license
  ID of the commands that load a model, and kept for this user of the computer.
  --withdraw ID     take an acceptance back: the next command asks again`,

  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { withdraw: { type: 'string' } } });
    const record = new LicenseRecord();
    const { accepted, problem } = record.read();
    if (problem !== undefined) process.stderr.write(`warning: ${problem}\n`);
    if (values.withdraw !== undefined) {
      if (await record.withdraw(values.withdraw)) return;
      throw new TtsError('option-invalid', `no licence "${values.withdraw}" was accepted`);
    }
    for (const { id, name, url, acceptedAt } of accepted) {
      const columns = [id, acceptedAt.slice(0, 10), name, url ?? ''];
      process.stdout.write(`${columns.join('  ').trimEnd()}\n`);
    }
  },
};
