import { expect, test } from 'vitest';
import { blobSource, bytesSource } from './byte-source.ts';
import { openCheckpoint, openXttsCheckpoint } from './open-checkpoint.ts';
import { writeSafetensors } from './safetensors.ts';
import { f32Tensor, goldenSource, pickle, torchFile, zipFile } from './torch-fixtures.ts';

const TENSORS = new Map([['a', f32Tensor([1], [1])]]);

test('the format is told by the bytes', async () => {
  const torch = await openCheckpoint(bytesSource(torchFile(TENSORS), 'a.safetensors'));
  expect(torch.format).toBe('torch');
  const safetensors = await openCheckpoint(bytesSource(writeSafetensors(TENSORS), 'a.pth'));
  expect(safetensors.format).toBe('safetensors');
  expect(safetensors.names()).toEqual(torch.names());
});

test('a dropped file is read the same way', async () => {
  const file = await openCheckpoint(blobSource(new Blob([torchFile(TENSORS)]), 'model.pth'));
  expect((await file.read('a')).bytes).toEqual(TENSORS.get('a')!.bytes);
});

test('an XTTS checkpoint comes normalized and folded', async () => {
  const file = await openXttsCheckpoint(goldenSource('model_trainer_style.pth'));
  expect(file.names()).toContain('hifigan_decoder.waveform_decoder.ups.0.weight');
  expect(file.names().filter((name) => /xtts\.|weight_[gv]|parametriz/.test(name))).toEqual([]);
});

test.each<[string, string | readonly number[], RegExp]>([
  ['empty', '', /model\.pth is empty/],
  ['Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:0', /Git LFS pointer/],
  ['HTML', '\n<!DOCTYPE html><html><head>', /an HTML page/],
  ['XML error', '<?xml version="1.0"?><Error/>', /an HTML page/],
  ['JSON', '{"error":"Repository not found"}', /a JSON file/],
  ['a server’s sentence', 'Entry not found', /a text that begins with "Entry not found"/],
  ['PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], /a PNG image/],
  ['WAV', 'RIFF\x00\x00\x00\x00WAVE', /a WAV/],
  ['GGUF', 'GGUF\x03\x00\x00\x00', /a GGUF model/],
  ['gzip', [0x1f, 0x8b, 8, 0], /a gzip archive/],
  ['old torch', [0x80, 2, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20], /before 1\.6/],
  ['pickle', [0x80, 4, 0x95], /a plain Python pickle/],
  ['an empty ZIP', [0x50, 0x4b, 5, 6], /an empty ZIP/],
  ['zeros', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], /a file of zeros/],
  ['noise', [3, 1, 0, 0, 0, 9, 8, 7, 6, 5, 4, 3], /unknown format/],
])('%s is called by its name', async (_, content, message) => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = bytesSource(Uint8Array.from(bytes), 'model.pth');
  await expect(openCheckpoint(source)).rejects.toThrow(message);
  await expect(openCheckpoint(source)).rejects.toMatchObject({ code: 'checkpoint-invalid' });
});

test('half a download is told from a wrong file', async () => {
  const whole = torchFile(TENSORS);
  const source = bytesSource(whole.subarray(0, whole.length / 2), 'model.pth');
  await expect(openCheckpoint(source)).rejects.toMatchObject({ code: 'checkpoint-truncated' });
});

test('another model is told from a broken one', async () => {
  const root = zipFile(new Map([['a/data.pkl', pickle(new Map([['weights', 1]]))]]));
  for (const bytes of [torchFile(TENSORS), writeSafetensors(TENSORS), root]) {
    const open = openXttsCheckpoint(bytesSource(bytes, 'model.pth'));
    await expect(open).rejects.toMatchObject({ code: 'checkpoint-not-xtts' });
  }
});

test('the signal stops an opening', async () => {
  const open = openCheckpoint(goldenSource('model.pth'), AbortSignal.abort());
  await expect(open).rejects.toMatchObject({ name: 'AbortError' });
});
