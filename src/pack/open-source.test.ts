import { expect, test } from 'vitest';
import { goldenBytes } from '../../tools/golden.ts';
import { startHostileServer } from '../../tools/hostile-server.ts';
import { openSource } from './open-source.ts';

const { signal } = new AbortController();
const CHECKPOINT = ['model.pth', 'config.json', 'vocab.json', 'speakers_xtts.pth'];
const NO_PACK = new TextEncoder().encode('{"name": "of another program"}');

test('a checkpoint beside a manifest of another program is a checkpoint', async () => {
  const files = new Map(CHECKPOINT.map((name) => [name, goldenBytes(name)]));
  files.set('manifest.json', NO_PACK);
  // As browsers have it of files that were picked.
  const picked = Array.from(files, ([name, bytes]) =>
    Object.assign(new File([bytes], name), { webkitRelativePath: `model/${name}` }),
  );
  expect(await openSource({ kind: 'files', files: picked }, signal)).toMatchObject({
    kind: 'checkpoint',
  });
  await using server = await startHostileServer({ files });
  expect(await openSource({ kind: 'url', url: server.url }, signal)).toMatchObject({
    kind: 'checkpoint',
    url: server.url,
  });
});

test('a manifest that is wrong is said where there is no checkpoint', async () => {
  const wrong = { code: 'pack-invalid' };
  const files = [new File([NO_PACK], 'manifest.json')];
  await expect(openSource({ kind: 'files', files }, signal)).rejects.toMatchObject(wrong);
  await using server = await startHostileServer({ files: new Map([['manifest.json', NO_PACK]]) });
  await expect(openSource({ kind: 'url', url: server.url }, signal)).rejects.toMatchObject(wrong);
});
