import { existsSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** One subcommand of `xtts-web`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** The text of `--help`. */
  readonly usage: string;
  /** @throws UsageError for wrong arguments, TtsError for what fails */
  run(args: readonly string[]): Promise<void>;
}

/** Wrong arguments: exit code 2. */
export class UsageError extends Error {}

/** The bundled pack. */
export const BUNDLED_PACK = ['public', 'lib']
  // In a checkout, and in the published package.
  .map((folder) => fileURLToPath(new URL(`../../${folder}/models/nano`, import.meta.url)))
  .find((folder, index) => index === 1 || existsSync(folder))!;

/** The positional arguments as one text, or standard input when there are none. */
export async function textArgument(positionals: readonly string[]): Promise<string> {
  if (positionals.length > 0) return positionals.join(' ');
  if (process.stdin.isTTY) throw new UsageError('no text given, neither as argument nor on stdin');
  return readAll(process.stdin);
}

/** The value of a numeric option. */
export function numberOption(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) {
    throw new UsageError(`--${name} wants a number, not "${value}"`);
  }
  return number;
}

/** The one positional argument that a command takes. */
export function onlyArgument(positionals: readonly string[], what: string): string {
  const [value] = positionals;
  if (value === undefined || positionals.length > 1) throw new UsageError(`give one ${what}`);
  return value;
}

/** Prints a value as one line of JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
