import { parseArgs } from 'node:util';
import { loadNormalizer } from '../../src/text/normalize.ts';
import { printJson, textArgument, type Command } from './command.ts';

export const normalize: Command = {
  summary: 'show how numbers, dates, signs and abbreviations are said',
  usage: `usage: xtts-web normalize [TEXT] [--lang LANGUAGE]

  Prints a line of JSON per line of text: { text, normalized }. LANGUAGE is a
  tag such as en, en-GB, pt-BR or pt-PT. TEXT from stdin if left out.`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lang: { type: 'string', default: 'en' } },
    });
    const say = await loadNormalizer(values.lang);
    const lines = (await textArgument(positionals)).split(/\r?\n/u);
    for (const text of lines.filter((line) => line.trim() !== '')) {
      printJson({ text, normalized: say(text) });
    }
  },
};
