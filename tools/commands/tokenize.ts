import { parseArgs } from 'node:util';
import { ACCEPT_LICENSE, ACCEPT_LICENSE_USAGE } from '../license-gate.ts';
import { openModel } from '../open-model.ts';
import { XttsTokenizer } from '../../src/text/tokenizer.ts';
import { cleanText } from '../../src/xtts/text-parts.ts';
import { BUNDLED_PACK, printJson, textArgument, type Command } from './command.ts';
import { readingOption } from './reading-option.ts';

export const tokenize: Command = {
  summary: 'show how a text is cleaned and turned into token ids',
  usage: `usage: xtts-web tokenize [TEXT] [--lang LANGUAGE] [--model PATH] [--reading natural|reference]

  Prints one line of JSON: { text, cleaned, ids }. TEXT from stdin if left out.
${ACCEPT_LICENSE_USAGE}`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...ACCEPT_LICENSE,
        lang: { type: 'string', default: 'en' },
        reading: { type: 'string', default: 'natural' },
        model: { type: 'string', default: BUNDLED_PACK },
      },
    });
    const text = await textArgument(positionals);
    const pack = await openModel(values.model, values['accept-license']);
    const tokenizer = XttsTokenizer.fromJson(await pack.readVocab());
    const cleaned = await cleanText(text, values.lang, readingOption(values.reading));
    printJson({ text, cleaned, ids: tokenizer.encode(cleaned, values.lang) });
  },
};
