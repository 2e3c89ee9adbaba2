import { parseArgs } from 'node:util';
import { splitTokens } from '../../src/llm/storyteller/tell-story.ts';
import type { TextChunk } from '../../src/text/chunker.ts';
import { expectedSeconds } from '../../src/text/duration.ts';
import { TextFrontEnd } from '../../src/text/front-end.ts';
import { LOOK_AHEAD_MS } from '../../src/worker/speech.ts';
import { codeOption } from './code-option.ts';
import { numberOption, printJson, textArgument, UsageError, type Command } from './command.ts';
import { profileOption } from './profile-option.ts';

export const chunk: Command = {
  summary: 'show how a text is cut into chunks',
  usage: `usage: xtts-web chunk [TEXT] [--profile fast|cinematic] [--lang LANGUAGE] [--rate N]
                     [--code skip|announce|read]

  Prints a line of JSON per chunk: { index, start, end, text, expectedSeconds }.
  With --rate the text comes at N tokens per second, as from a language model, on a
  clock that is not waited for; each line then has atMs, when its chunk was complete.
  TEXT from stdin if left out.`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        profile: { type: 'string', default: 'fast' },
        lang: { type: 'string', default: 'en' },
        rate: { type: 'string' },
        code: { type: 'string', default: 'announce' },
      },
    });
    const profile = profileOption(values.profile);
    const frontEnd = new TextFrontEnd({
      ...profile,
      language: values.lang,
      code: codeOption(values.code),
    });
    const text = await textArgument(positionals);
    const rate = numberOption('rate', values.rate);
    if (rate !== undefined && rate <= 0) throw new UsageError('--rate must be above 0');
    let atMs: number | undefined;
    const print = (chunks: readonly TextChunk[]): void => {
      for (const chunk of chunks) {
        printJson({ ...chunk, expectedSeconds: expectedSeconds(chunk.text, values.lang), atMs });
      }
    };
    if (rate === undefined) {
      print(frontEnd.push(text));
    } else {
      const intervalMs = 1000 / rate;
      for (const [index, token] of splitTokens(text).entries()) {
        atMs = (index - 1) * intervalMs + LOOK_AHEAD_MS;
        if (index > 0 && intervalMs > LOOK_AHEAD_MS) print(frontEnd.flush());
        atMs = index * intervalMs;
        print(frontEnd.push(token));
      }
    }
    print(frontEnd.end());
  },
};
