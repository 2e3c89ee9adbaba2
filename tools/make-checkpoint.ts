import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { writeRandomCheckpoint } from './random-checkpoint.ts';
import { XTTS_DIMS, type XttsDims } from './xtts-shapes.ts';

/** `npm run make-checkpoint`: a checkpoint of the released model's size and layout, of noise. */
const DIM_OPTIONS: Readonly<Record<string, keyof XttsDims>> = {
  layers: 'layers',
  width: 'width',
  heads: 'heads',
  'text-tokens': 'textTokens',
  codes: 'codes',
  'max-text-tokens': 'maxTextTokens',
  'max-audio-tokens': 'maxAudioTokens',
  'vocoder-channels': 'vocoderChannels',
  'speaker-width': 'speakerWidth',
  'speaker-channels': 'speakerChannels',
};

const USAGE = `usage: npm run make-checkpoint -- --out DIR [--seed N] [sizes]

Writes model.pth, config.json, vocab.json, speakers_xtts.pth and LICENSE.txt with random weights.

  --out DIR    the folder
  --seed N     default 0; the same seed gives the same bytes
sizes, by default those of XTTS v2:
${Object.entries(DIM_OPTIONS)
  .map(([option, dim]) => `  --${option} N`.padEnd(25) + XTTS_DIMS[dim])
  .join('\n')}
`;

const options: NonNullable<ParseArgsConfig['options']> = {
  out: { type: 'string' },
  seed: { type: 'string' },
  help: { type: 'boolean' },
};
for (const option of Object.keys(DIM_OPTIONS)) options[option] = { type: 'string' };
const { values } = parseArgs({ options });

function count(option: string): number | undefined {
  const text = values[option];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`--${option} is no whole number`);
}

const { out } = values;
if (values['help'] === true || typeof out !== 'string') {
  process.stdout.write(USAGE);
  process.exitCode = values['help'] === true ? 0 : 2;
} else {
  const dims = Object.fromEntries(
    Object.entries(DIM_OPTIONS).map(([option, dim]) => [dim, count(option) ?? XTTS_DIMS[dim]]),
  ) as unknown as XttsDims;
  const startedAt = performance.now();
  await writeRandomCheckpoint(out, { dims, seed: count('seed') });
  const seconds = (performance.now() - startedAt) / 1000;
  const { size } = await stat(join(out, 'model.pth'));
  const megabytes = size / 1e6;
  process.stdout.write(
    `${out}: model.pth of ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s, ` +
      `${(megabytes / seconds).toFixed(0)} MB/s, ` +
      `${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB of memory at most\n`,
  );
}
