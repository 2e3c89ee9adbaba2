import { describe, expect, it } from 'vitest';
import { textDeltas, type SpeechText } from './text-source.ts';

const never = new AbortController().signal;

async function read(text: SpeechText, signal = never): Promise<string[]> {
  const deltas: string[] = [];
  for await (const delta of textDeltas(text, signal)) deltas.push(delta);
  return deltas;
}

async function* generate<T>(...values: T[]): AsyncGenerator<T> {
  yield* values;
}

describe('textDeltas', () => {
  it.each<[string, () => SpeechText, string[]]>([
    ['a string', () => 'ab', ['ab']],
    ['an empty string', () => '', []],
    ['a generator, without its empty deltas', () => generate('a', '', 'b'), ['a', 'b']],
    [
      'a stream',
      () =>
        new ReadableStream<string>({
          start(controller) {
            controller.enqueue('a');
            controller.enqueue('b');
            controller.close();
          },
        }),
      ['a', 'b'],
    ],
  ])('reads %s', async (_, source, expected) => {
    expect(await read(source())).toEqual(expected);
  });

  it.each([
    ['a number', 7],
    ['null', null],
    ['an array', ['a']],
    ['deltas that are no strings', generate(7)],
  ])('refuses %s', async (_, source) => {
    const refused = expect(read(source as unknown as SpeechText)).rejects;
    await refused.toMatchObject({ code: 'option-invalid' });
  });

  it('refuses a stream that another reads', async () => {
    const stream = new ReadableStream<string>();
    stream.getReader();
    await expect(read(stream)).rejects.toMatchObject({ code: 'option-invalid' });
  });

  it('passes on what the source throws', async () => {
    const error = new Error('connection lost');
    const source: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
    };
    await expect(read(source)).rejects.toBe(error);
  });

  it('stops waiting for a source that hangs, and cancels it', async () => {
    const controller = new AbortController();
    let cancelled = false;
    const stream = new ReadableStream<string>({ cancel: () => void (cancelled = true) });
    const reading = read(stream, controller.signal);
    controller.abort('enough');
    await expect(reading).rejects.toBe('enough');
    expect(cancelled).toBe(true);
  });
});
