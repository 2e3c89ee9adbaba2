import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CPML } from '../src/pack/license.ts';
import { LicenseRecord, licenseRecordPath } from './license-record.ts';

let folder: string;
let record: LicenseRecord;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xtts-web-'));
  record = new LicenseRecord(join(folder, 'xtts-web', 'licenses.json'));
});
afterEach(() => rm(folder, { recursive: true }));

const NOW = new Date('2026-03-01T12:00:00Z');
const cpml = { ...CPML, id: 'cpml' };

describe('LicenseRecord', () => {
  it('keeps what was accepted, each licence once, until it is withdrawn', async () => {
    expect(record.read()).toEqual({ accepted: [] });
    await record.add(cpml, new Date(0));
    await record.add({ name: 'Other', id: 'other', consent: true }, NOW);
    await record.add(cpml, NOW);
    const acceptedAt = NOW.toISOString();
    const entry = { id: 'cpml', name: CPML.name, url: CPML.url, acceptedAt };
    const later = new LicenseRecord(record.path);
    expect(later.read()).toEqual({
      accepted: [{ id: 'other', name: 'Other', acceptedAt }, entry],
    });
    expect([await later.withdraw('other'), await later.withdraw('other')]).toEqual([true, false]);
    expect(record.read()).toEqual({ accepted: [entry] });
    expect(await readdir(dirname(record.path))).toEqual(['licenses.json']);
  });

  it.each(['', '{', '[]', 'null', '{"accepted": {}}', '{"accepted": null}'])(
    'says that %j is damaged, and replaces it',
    async (text) => {
      await mkdir(dirname(record.path));
      await writeFile(record.path, text);
      expect(record.read()).toEqual({
        accepted: [],
        problem: `${record.path} is damaged and counts as empty`,
      });
      await record.add(cpml, NOW);
      expect(record.read().accepted).toHaveLength(1);
    },
  );

  it('leaves out entries that make no sense, and says so', async () => {
    await record.add(cpml, NOW);
    const { accepted } = JSON.parse(await readFile(record.path, 'utf8')) as { accepted: object[] };
    const [good] = accepted;
    const bad = [null, 'cpml', {}, { ...good, id: 1 }, { ...good, acceptedAt: 'soon' }];
    await writeFile(record.path, JSON.stringify({ accepted: [...bad, good] }));
    const read = record.read();
    expect(read.accepted).toEqual([good]);
    expect(read.problem).toContain('make no sense');
  });

  it('says what the system says of a file that cannot be read or written', async () => {
    await mkdir(record.path, { recursive: true });
    expect(record.read()).toMatchObject({
      accepted: [],
      problem: expect.stringContaining('EISDIR') as string,
    });
    await expect(record.add(cpml, NOW)).rejects.toThrow(/EISDIR|ENOTEMPTY|EPERM|EEXIST/);
  });
});

describe('licenseRecordPath', () => {
  const xdg = join(tmpdir(), 'config');
  const file = ['xtts-web', 'licenses.json'] as const;
  it.each([
    ['linux', { XDG_CONFIG_HOME: xdg }, join(xdg, ...file)],
    ['linux', {}, join(homedir(), '.config', ...file)],
    ['linux', { XDG_CONFIG_HOME: '' }, join(homedir(), '.config', ...file)],
    ['darwin', { XDG_CONFIG_HOME: 'relative' }, join(homedir(), '.config', ...file)],
    ['win32', { APPDATA: xdg, XDG_CONFIG_HOME: '/other' }, join(xdg, ...file)],
    ['win32', {}, join(homedir(), 'AppData', 'Roaming', ...file)],
  ])('on %s with %j is %s', (platform, env, expected) => {
    expect(licenseRecordPath(env, platform)).toBe(expected);
  });
});
