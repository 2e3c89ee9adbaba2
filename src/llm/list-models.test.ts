import { describe, expect, it } from 'vitest';
import { ChatServer } from '../../tools/chat-server.ts';
import { listModels, modelNames } from './list-models.ts';

describe('modelNames', () => {
  it.each<[string, unknown, readonly string[]]>([
    [
      'Ollama',
      { object: 'list', data: [{ id: 'qwen:7b' }, { id: 'llama:1b' }] },
      ['llama:1b', 'qwen:7b'],
    ],
    ['Ollama without models', { object: 'list', data: null }, []],
    ['Ollama at /api/tags', { models: [{ name: 'b', model: 'b' }, { name: 'a' }] }, ['a', 'b']],
    ['llama.cpp', { models: [{ name: 'x.gguf' }], data: [{ id: 'x.gguf', meta: {} }] }, ['x.gguf']],
    [
      'vLLM',
      { data: [{ id: 'org/model', permission: [] }, { id: 'lora' }] },
      ['lora', 'org/model'],
    ],
    ['a bare array', ['b', { id: 'a' }, { name: 'c' }], ['a', 'b', 'c']],
    ['numbers in names', ['m10', 'm9', 'm9'], ['m9', 'm10']],
    [
      'nonsense among models',
      { data: [null, 7, [], {}, { id: '' }, { id: 3 }, 'x'.repeat(999), { id: 'a' }] },
      ['a'],
    ],
    ['an empty list', { data: [] }, []],
  ])('of %s', (_name, json, names) => {
    expect(modelNames(JSON.stringify(json))).toEqual(names);
  });

  it.each(['', 'nonsense', '7', 'null', '{}', '{"data":"x"}', '<html>'])(
    '%j is no list',
    (text) => {
      expect(modelNames(text)).toBeUndefined();
    },
  );
});

describe('listModels', () => {
  it('asks the server, with the key', async () => {
    await using server = await ChatServer.start({ models: ['b', 'a'], apiKey: 'secret' });
    const { baseUrl } = server;
    expect(await listModels({ baseUrl, apiKey: 'secret' })).toEqual(['a', 'b']);
    await expect(listModels({ baseUrl })).rejects.toMatchObject({ code: 'llm-unauthorized' });
  });

  it('tells of a wrong path, of no server, and of an abort', async () => {
    const server = await ChatServer.start();
    const baseUrl = server.baseUrl.replace('/v1', '/v2');
    await expect(listModels({ baseUrl })).rejects.toMatchObject({ code: 'llm-not-found' });
    await expect(listModels({ baseUrl, signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    await server[Symbol.asyncDispose]();
    await expect(listModels({ baseUrl })).rejects.toMatchObject({ code: 'llm-unreachable' });
  });
});
