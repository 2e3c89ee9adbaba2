import { describe, expect, it } from 'vitest';
import { TtsError } from '../errors.ts';
import { MemoryStore } from './memory-store.ts';
import { OwnVoices, uniqueVoiceName } from './own-voices.ts';
import { writeVoices, type StoredVoice } from './voice-file.ts';

const voiceOf = (name: string, value = 1): StoredVoice => ({
  name,
  conditioningLatents: new Float32Array(32 * 4).fill(value),
  conditioningShape: [32, 4],
  speakerEmbedding: new Float32Array(2).fill(value),
});

describe('OwnVoices', () => {
  it('keeps voices of any name in files of plain names, listed by name', async () => {
    const store = new MemoryStore();
    const own = new OwnVoices(store);
    const names = ['Zoë Ünïcode', '../../etc', '旁白', 'CON', 'Ana', 'ana', 'a/b', 'x'.repeat(80)];
    for (const name of names) await own.add(voiceOf(name));
    const files = await store.list('voices');
    expect(files).toHaveLength(names.length);
    for (const { name } of files) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,60}\.safetensors$/);
    expect(files.some(({ name }) => name.startsWith('zoe-unicode-'))).toBe(true);
    // Another page, later.
    const { voices, damaged } = await new OwnVoices(store).list();
    expect(voices.map(({ voice }) => voice)).toEqual(names.toSorted().map((name) => voiceOf(name)));
    expect(damaged).toEqual([]);
  });

  it('removes what it is told to', async () => {
    const own = new OwnVoices(new MemoryStore());
    const file = await own.add(voiceOf('Ana'));
    await own.add(voiceOf('Bo'));
    await own.remove(file);
    await own.remove(file);
    expect((await own.list()).voices.map(({ voice }) => voice.name)).toEqual(['Bo']);
  });

  it('keeps two of one name apart, and the same voice once', async () => {
    const own = new OwnVoices(new MemoryStore());
    const files = [await own.add(voiceOf('Ana', 1)), await own.add(voiceOf('Ana', 2))];
    expect(await own.add(voiceOf('Ana', 1))).toBe(files[0]);
    expect((await own.list()).voices.map(({ file }) => file)).toEqual(files.toSorted());
  });

  it('skips and names what is damaged, and leaves other files alone', async () => {
    const store = new MemoryStore();
    const own = new OwnVoices(store);
    await own.add(voiceOf('Ana'));
    const whole = writeVoices([voiceOf('Bo')]);
    await store.write('voices/cut.safetensors', whole.slice(0, -1));
    await store.write('voices/zeros.safetensors', new Uint8Array(whole.length));
    await store.write('voices/empty.safetensors', new Uint8Array(0));
    await store.write('voices/two.safetensors', writeVoices([voiceOf('C'), voiceOf('D')]));
    await store.write('voices/notes.txt', new Uint8Array(3));
    const read = store.read.bind(store);
    await store.write('voices/unreadable.safetensors', whole);
    store.read = async (path) => {
      if (path.includes('unreadable')) throw new TtsError('storage-failed', 'a bad sector');
      return read(path);
    };
    const { voices, damaged } = await own.list();
    expect(voices.map(({ voice }) => voice.name)).toEqual(['Ana']);
    expect(damaged).toEqual(
      ['cut', 'empty', 'two', 'unreadable', 'zeros'].map((name) => `${name}.safetensors`),
    );
  });

  it('passes on that there is no room', async () => {
    const store = new MemoryStore();
    store.write = async () => {
      throw new TtsError('storage-full', 'no room');
    };
    await expect(new OwnVoices(store).add(voiceOf('Ana'))).rejects.toMatchObject({
      code: 'storage-full',
    });
  });
});

describe('uniqueVoiceName', () => {
  const long = '🐉'.repeat(80);
  it.each([
    ['Ana', [], 'Ana'],
    ['Ana', ['ana'], 'Ana'],
    ['Ana', ['Ana'], 'Ana 2'],
    ['Ana', ['Ana', 'Ana 2', 'Ana 4'], 'Ana 3'],
    ['Ana 2', ['Ana 2'], 'Ana 2 2'],
    [long, [long], `${'🐉'.repeat(78)} 2`],
  ])('%j beside %j is %j', (name, taken, expected) => {
    expect(uniqueVoiceName(name, new Set(taken))).toBe(expected);
  });
});
