import type { CodeHandling } from '../../src/text/clean.ts';
import { UsageError } from './command.ts';

/** What `--code` names. */
export function codeOption(name: string): CodeHandling {
  if (name === 'skip' || name === 'announce' || name === 'read') return name;
  throw new UsageError(`--code is skip, announce or read, not "${name}"`);
}
