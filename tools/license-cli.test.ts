import { copyFile, cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { planSafetensors } from '../src/checkpoint/safetensors.ts';
import { CPML } from '../src/pack/license.ts';
import type { PackManifest } from '../src/pack/manifest.ts';
import { runCli } from './cli-fixture.ts';
import { BUNDLED_PACK } from './commands/command.ts';
import { GOLDEN } from './golden.ts';

// Each test starts the program several times, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const SHAPES = 'real_state_dict_shapes.json';

let folder: string;
let pack: string;
let config: string;
let runs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xtts-web-'));
  pack = join(folder, 'licensed');
  await cp(BUNDLED_PACK, pack, { recursive: true });
  const path = join(pack, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as PackManifest;
  await writeFile(path, JSON.stringify({ ...manifest, license: CPML }));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  config = join(folder, `config-${runs++}`);
});

const run = (...args: string[]) => runCli(args, config);
const sayArgs = () => {
  const out = join(folder, 'hi.wav');
  return ['say', 'Hi.', '--model', pack, '--out', out, '--max-codes', '10'];
};
/** The shortest way to load a model. */
const loadArgs = () => ['tokenize', 'Hi.', '--model', pack];
const ACCEPT = ['--accept-license', 'cpml'];

describe('a pack under CPML', () => {
  it('is refused with name, address, summary and the flag to give', async () => {
    const { code, stdout, stderr } = await run(...sayArgs());
    expect([code, stdout]).toEqual([1, '']);
    for (const part of [CPML.name, CPML.url!, CPML.notice!, '--accept-license cpml']) {
      expect(stderr).toContain(part);
    }
    expect((await run('licenses')).stdout).toBe('');
  });

  it('speaks once the licence is accepted, from then on without the flag, until withdrawn', async () => {
    const first = await run(...sayArgs(), '--accept-license', 'other', '--accept-license', 'cpml');
    expect(first.code, first.stderr).toBe(0);
    expect((await run(...loadArgs())).code).toBe(0);
    const { stdout } = await run('licenses');
    expect(stdout).toMatch(
      /^cpml {2}\d{4}-\d\d-\d\d {2}Coqui Public Model License 1\.0\.0 {2}http/,
    );
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect((await run('licenses', '--withdraw', 'cpml')).code).toBe(0);
    expect((await run(...loadArgs())).code).toBe(1);
  });

  it('makes no voices before the licence is accepted', async () => {
    const reference = join(GOLDEN, 'ref_b_22050.wav');
    const { code, stderr } = await run('condition', reference, '--model', pack);
    expect([code, stderr.includes('--accept-license cpml')]).toEqual([1, true]);
    const accepted = await run('condition', reference, '--model', pack, ...ACCEPT);
    expect(accepted.stderr).toContain('cloning-unavailable');
  });

  it('is told of a broken record, and asks again', async () => {
    await mkdir(join(config, 'xtts-web'), { recursive: true });
    await writeFile(join(config, 'xtts-web', 'licenses.json'), '{"accepted":[{"id":"cpml"');
    const { code, stderr } = await run(...loadArgs());
    expect([code, stderr.includes('is damaged and counts as empty')]).toEqual([1, true]);
    expect((await run(...loadArgs(), ...ACCEPT)).code).toBe(0);
    expect((await run(...loadArgs())).code).toBe(0);
  });

  it('is used for this run where the acceptance cannot be recorded, which is said', async () => {
    // A file where the folder should be: nobody, not even root, can write there.
    await writeFile(config, '');
    const { code, stderr } = await run(...loadArgs(), ...ACCEPT);
    expect(stderr).toContain('warning: the acceptance of "cpml" holds for this run only');
    expect(code).toBe(0);
    expect((await run(...loadArgs())).code).toBe(1);
  });
});

describe('a checkpoint of the size of XTTS v2', () => {
  let checkpoint: string;

  /** Every tensor in its real size, all zeros: a file that takes no room on the disk. */
  beforeAll(async () => {
    checkpoint = join(folder, 'fine-tune');
    await mkdir(checkpoint);
    const shapes = JSON.parse(await readFile(join(GOLDEN, SHAPES), 'utf8')) as {
      readonly entries: Readonly<Record<string, readonly [readonly number[], string]>>;
    };
    const tensors = Object.entries(shapes.entries).map(([name, [shape, dtype]]) => {
      return [name, { shape, dtype: dtype === 'int64' ? 'i64' : 'f32' }] as const;
    });
    const { head, totalBytes } = planSafetensors(new Map(tensors));
    const model = join(checkpoint, 'model.pth');
    await writeFile(model, head);
    await truncate(model, totalBytes);
    for (const name of ['config.json', 'vocab.json']) {
      await copyFile(join(GOLDEN, name), join(checkpoint, name));
    }
  });

  it.each([
    ['converted', () => ['pack', checkpoint, '--out', join(folder, 'out')]],
    ['spoken with', () => ['say', 'Hi.', '--model', checkpoint, '--out', join(folder, 'x.wav')]],
  ])('is not %s before CPML is accepted', async (_, args) => {
    const { code, stderr } = await run(...args());
    expect([code, stderr.includes('--accept-license cpml')]).toEqual([1, true]);
  });

  it('has the licence that whoever converts it knows better', async () => {
    // Writing the first shard fails, after the licence was passed.
    await writeFile(config, '');
    const out = join(config, 'out');
    const { code, stderr } = await run('pack', checkpoint, '--out', out, '--license', 'bought');
    expect([code, stderr.includes('--accept-license')]).toEqual([1, false]);
    expect(stderr).toContain('ENOTDIR');
  });
});
