import { writeSync } from 'node:fs';

/** Preloaded by `convert.ts`: writes the process's peak memory, in units of 1024 bytes, to file 3. */
process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
