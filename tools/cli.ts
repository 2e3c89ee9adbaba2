import type { TtsError } from '../src/errors.ts';
import { isTtsError, userMessage } from '../src/errors.ts';
import { isLicenseError } from '../src/pack/license.ts';
import type { PackLicense } from '../src/pack/manifest.ts';
import { registerJapanese } from '../src/text/japanese.ts';
import type { Command } from './commands/command.ts';
import { UsageError } from './commands/command.ts';
import { chunk } from './commands/chunk.ts';
import { condition } from './commands/condition.ts';
import { inspect } from './commands/inspect.ts';
import { licenses } from './commands/licenses.ts';
import { normalize } from './commands/normalize.ts';
import { pack } from './commands/pack.ts';
import { say } from './commands/say.ts';
import { tokenize } from './commands/tokenize.ts';
import { voices } from './commands/voices.ts';
import { verify } from './commands/verify.ts';
import { readJapaneseDictionary } from './japanese-dictionary.ts';

/** The command line `xtts-web`. Results go to stdout, everything else to stderr. */
const COMMANDS: Readonly<Record<string, Command>> = {
  say,
  inspect,
  tokenize,
  normalize,
  chunk,
  condition,
  voices,
  pack,
  licenses,
  verify,
};

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

function help(): string {
  const rows = Object.entries(COMMANDS).map(
    ([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`,
  );
  return [
    'xtts-web: XTTS v2 text-to-speech',
    '',
    'usage: xtts-web COMMAND [options]   (xtts-web COMMAND --help tells more)',
    '',
    ...rows,
    '',
    'Exit codes: 0 done, 1 failed, 2 wrong usage.',
    '',
  ].join('\n');
}

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? process.stderr : process.stdout).write(help());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`xtts-web: no command "${name}"\n\n${help()}`);
    return EXIT.usage;
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${command.summary}\n\n${command.usage}\n`);
    return EXIT.ok;
  }
  try {
    await command.run(args);
    return EXIT.ok;
  } catch (error) {
    if (error instanceof UsageError || isParseArgsError(error)) {
      process.stderr.write(`xtts-web ${name}: ${error.message}\n\n${command.usage}\n`);
      return EXIT.usage;
    }
    process.stderr.write(`xtts-web ${name}: ${describe(error)}\n`);
    return EXIT.failed;
  }
}

/** What `util.parseArgs` throws for unknown options and missing values. */
function isParseArgsError(error: unknown): error is Error {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
}

function describe(error: unknown): string {
  if (isLicenseError(error)) {
    return [userMessage(error, 'en'), ...describeLicense(error.license)].join('\n  ');
  }
  if (isTtsError(error)) return `${userMessage(error, 'en')}\n  ${chain(error)}`;
  if (!(error instanceof Error)) return String(error);
  // A missing folder or a full disk explains itself; anything else is a fault of this program.
  return 'syscall' in error ? error.message : (error.stack ?? error.message);
}

function describeLicense({ name, id, url, notice }: PackLicense): string[] {
  const lines = [name, url, notice].filter((line) => line !== undefined);
  return [...lines, `To accept it, add --accept-license ${id}`];
}

function chain(error: TtsError): string {
  const messages: string[] = [];
  for (let at: unknown = error; at instanceof Error; at = at.cause) messages.push(at.message);
  return `${error.code}: ${messages.join(': ')}`;
}

registerJapanese(readJapaneseDictionary);
process.exitCode = await main(process.argv.slice(2));
