import { parseArgs } from 'node:util';
import { expectedSeconds } from '../../src/text/duration.ts';
import { TextFrontEnd } from '../../src/text/front-end.ts';
import { printJson, textArgument, type Command } from './command.ts';
import { profileOption } from './profile-option.ts';

export const chunk: Command = {
  summary: 'show how a text is cut into chunks',
  usage: `usage: xtts-web chunk [TEXT] [--profile fast|cinematic] [--lang LANGUAGE]

  Prints a line of JSON per chunk: { index, start, end, text, expectedSeconds }.
  TEXT from stdin if left out.`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string', default: 'fast' },
        lang: { type: 'string', default: 'en' },
      },
    });
    const profile = profileOption(values.profile);
    const frontEnd = new TextFrontEnd({ ...profile, language: values.lang });
    const text = await textArgument(positionals);
    for (const chunk of [...frontEnd.push(text), ...frontEnd.end()]) {
      printJson({ ...chunk, expectedSeconds: expectedSeconds(chunk.text, values.lang) });
    }
  },
};
