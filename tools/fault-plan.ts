import { uniform } from '../src/xtts/random.ts';
import type { Fault, SeenRequest } from './hostile-server.ts';

/** All that a server can do wrong by itself, in the order that a plan draws from. */
const KINDS = [
  'stall',
  'close',
  'range-refused',
  'too-many',
  'unavailable',
  'wrong-byte',
  'change',
  'short',
  'long',
  'other-part',
  'wrong-size',
  'no-ranges',
  'no-content-range',
  'ignores-if-range',
] as const;

/** How often a fault is one that ends the download from this server: 403 or 404. */
const FINAL_FAULTS = 0.08;

export interface FaultPlanOptions {
  readonly seed: number;
  /** The size of the files, in bytes: faults strike somewhere in it. */
  readonly fileBytes: number;
}

/**
 * What a hostile server does with each request, drawn from a seed: the same for the n-th request
 * for a file in every run. A seed also draws how often things go wrong, from now and then to nearly
 * always, and which kinds of fault it knows, from one to all.
 */
export function faultPlan({
  seed,
  fileBytes,
}: FaultPlanOptions): (request: SeenRequest) => Fault | undefined {
  const rate = 0.2 + 0.75 * uniform(seed, 0, 0);
  const known = KINDS.filter((_, i) => uniform(seed, 1, i) < 0.6);
  const kinds = known.length > 0 ? known : KINDS;
  return ({ file, index }) => {
    const stream = [...file].reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7);
    const draw = (n: number): number => uniform(seed, stream, index * 8 + n);
    if (draw(0) >= rate) return undefined;
    const bytes = Math.floor(draw(1) * fileBytes);
    const isEven = draw(2) < 0.5;
    if (draw(4) < FINAL_FAULTS) return { kind: 'status', status: isEven ? 403 : 404 };
    const kind = kinds[Math.floor(draw(3) * kinds.length)]!;
    switch (kind) {
      case 'stall':
      case 'close':
        return { kind, afterBytes: draw(2) < 0.2 ? -1 : bytes };
      case 'range-refused':
        return { kind, size: isEven ? fileBytes : undefined };
      case 'too-many':
        return { kind: 'status', status: 429, retryAfter: isEven ? '1' : undefined };
      case 'unavailable':
        return { kind: 'status', status: 503 };
      case 'wrong-byte':
        return { kind, at: bytes };
      case 'change':
        return { kind, size: isEven ? bytes + 1 : undefined };
      case 'short':
        return { kind, afterBytes: bytes };
      case 'long':
        return { kind, extraBytes: bytes + 1 };
      case 'other-part':
        return { kind, shift: bytes + 1 };
      case 'wrong-size':
        return { kind, by: isEven ? 1 : -1 };
      case 'no-ranges':
      case 'no-content-range':
      case 'ignores-if-range':
        return { kind };
    }
  };
}
