import { describe, expect, it } from 'vitest';
import { goldenBytes } from '../../tools/golden.ts';
import { openCheckpointFolder } from './open-checkpoint-folder.ts';
import { filesFolder } from './source-folder.ts';

/** A picked file, in a folder if the path has one. */
function file(path: string, bytes: Uint8Array<ArrayBuffer>): File {
  const file = new File([bytes], path.split('/').at(-1)!);
  Object.defineProperty(file, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return file;
}

const MODEL = goldenBytes('model.pth');
const REST = ['config.json', 'vocab.json', 'speakers_xtts.pth'];
const rest = (folder: string) => REST.map((name) => file(folder + name, goldenBytes(name)));

describe('openCheckpointFolder', () => {
  it('finds what belongs to a checkpoint among picked files', async () => {
    const license = file('mestre/LICENSE.txt', new TextEncoder().encode('free'));
    const folder = filesFolder([...rest('mestre/'), file('mestre/model.pth', MODEL), license]);
    const opened = await openCheckpointFolder(folder);
    expect(folder.name).toBe('mestre');
    expect(opened.tensors.info('gpt.mel_head.weight').shape).toEqual([258, 64]);
    expect(opened.speakers.length).toBeGreaterThan(0);
    expect(opened).toMatchObject({ licenseText: 'free', modelBytes: MODEL.length });
  });

  it('takes the upper of two files of one name', async () => {
    const folder = filesFolder([
      file('m/old/model.pth', new Uint8Array(8)),
      file('m/model.pth', MODEL),
      ...rest('m/'),
    ]);
    expect(await openCheckpointFolder(folder)).toMatchObject({ modelBytes: MODEL.length });
  });

  it('takes the only other checkpoint, by whatever name, and no voices or encoders for one', async () => {
    const dvae = file('dvae.pth', new Uint8Array(8));
    const folder = filesFolder([file('checkpoint_9000.pth', MODEL), dvae, ...rest('')]);
    expect(await openCheckpointFolder(folder)).toMatchObject({ modelBytes: MODEL.length });
  });

  it.each([
    ['no checkpoint', () => rest(''), 'no checkpoint model.pth'],
    [
      'several',
      () => [file('a.pth', MODEL), file('b.pth', MODEL), ...rest('')],
      'several others: a.pth, b.pth',
    ],
    ['no config', () => [file('model.pth', MODEL)], 'no config.json'],
  ])('says what is wrong with %s', async (_, files, message) => {
    await expect(openCheckpointFolder(filesFolder(files()))).rejects.toMatchObject({
      code: 'checkpoint-invalid',
      message: expect.stringContaining(message) as string,
    });
  });

  it('lets a named one be chosen', async () => {
    const files = [file('a.pth', MODEL), file('b.pth', new Uint8Array(1)), ...rest('')];
    const opened = await openCheckpointFolder(filesFolder(files), { model: 'a.pth' });
    expect(opened.modelBytes).toBe(MODEL.length);
  });

  it('does not read a configuration of gigabytes', async () => {
    const huge = file('config.json', new Uint8Array(0));
    Object.defineProperty(huge, 'size', { value: 2 ** 33 });
    const folder = filesFolder([file('model.pth', MODEL), huge, ...rest('').slice(1)]);
    await expect(openCheckpointFolder(folder)).rejects.toMatchObject({
      code: 'checkpoint-invalid',
    });
  });
});
