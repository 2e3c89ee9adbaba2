import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PACK_DTYPES, type PackDtype } from '../src/pack/manifest.ts';
import { writeRandomCheckpoint } from '../tools/random-checkpoint.ts';
import { XTTS_DIMS } from '../tools/xtts-shapes.ts';
import { convertInBrowser, type BrowserConversion, type LoadDevice } from './convert-in-browser.ts';
import { convertInNode, type NodeConversion } from './convert-in-node.ts';

/**
 * `npm run bench:convert -- [FOLDER] [--dtype f16 …] [--in node|chromium …] [--load wasm|webgpu …]
 * [--software-gpu] [--out FILE.json]`: converts a checkpoint, by default one of XTTS v2's size made of
 * noise, and says what time and memory it took, as JSON. `--load` then loads the pack in Chromium from
 * its storage. Peaks of Chromium are those of whole processes and are read from `/proc`: Linux only.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dtype: { type: 'string', multiple: true, default: ['f16'] },
    in: { type: 'string', multiple: true, default: ['node', 'chromium'] },
    load: { type: 'string', multiple: true, default: [] },
    'software-gpu': { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const dtypes: readonly PackDtype[] = PACK_DTYPES.filter((dtype) => values.dtype.includes(dtype));
const devices: readonly LoadDevice[] = (['wasm', 'webgpu'] as const).filter((device) =>
  values.load.includes(device),
);

const temporary = await mkdtemp(join(tmpdir(), 'xtts-checkpoint-'));
try {
  const folder = resolve(positionals[0] ?? temporary);
  if (positionals[0] === undefined) {
    process.stderr.write('making a checkpoint of noise …\n');
    await writeRandomCheckpoint(folder, { dims: XTTS_DIMS });
  }
  const { size } = await stat(join(folder, 'model.pth'));
  const checkpointMB = Math.round(size / 1e6);
  const loadBefore = loadavg()[0]!;

  const node: (NodeConversion & { readonly MBPerSecond: number })[] = [];
  if (values.in.includes('node')) {
    for (const dtype of dtypes) {
      process.stderr.write(`Node, ${dtype} …\n`);
      const result = await convertInNode(folder, dtype);
      node.push({ ...result, MBPerSecond: Math.round(checkpointMB / result.seconds) });
    }
  }
  let chromium: { readonly browser: string; readonly conversions: readonly object[] } | undefined;
  if (values.in.includes('chromium')) {
    process.stderr.write(`Chromium, ${dtypes.join(', ')} …\n`);
    const softwareGpu = values['software-gpu'];
    const found = await convertInBrowser({ folder, dtypes, devices, softwareGpu });
    chromium = { ...found, conversions: found.conversions.map(summarize) };
  }

  const report = {
    date: new Date().toISOString(),
    cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
    node: process.version,
    /** Of one minute, before and after: other work on the computer shows here. */
    loadAverage: [loadBefore, loadavg()[0]!],
    checkpointMB,
    results: { node, chromium },
  };
  const json = `${JSON.stringify(report, null, 2)}\n`;
  process.stdout.write(json);
  if (values.out !== undefined) {
    await mkdir(dirname(values.out), { recursive: true });
    await writeFile(values.out, json);
  }

  function summarize(conversion: BrowserConversion): object {
    const { stages } = conversion;
    const seconds = stages.reduce((sum, stage) => sum + stage.seconds, 0);
    return {
      ...conversion,
      seconds: Math.round(seconds * 10) / 10,
      MBPerSecond: Math.round(checkpointMB / seconds),
      /** Of the process that holds the page and its workers. */
      peakMB: Math.max(...stages.map(({ peakMB }) => peakMB.renderer)),
    };
  }
} finally {
  await rm(temporary, { recursive: true, force: true });
}
