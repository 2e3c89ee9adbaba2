import type { Reading } from '../../src/xtts/text-parts.ts';
import { UsageError } from './command.ts';

/** What `--reading` names. */
export function readingOption(name: string): Reading {
  if (name === 'natural' || name === 'reference') return name;
  throw new UsageError(`--reading is natural or reference, not "${name}"`);
}
