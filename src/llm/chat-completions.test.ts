import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ChatServer, type ChatServerOptions } from '../../tools/chat-server.ts';
import type { ChatScript } from '../../tools/chat-script.ts';
import { isTtsError } from '../errors.ts';
import { ChatCompletions, type ChatCompletionsOptions } from './chat-completions.ts';

const TEXT =
  'Atrás da cachoeira há uma porta — “fechada” 🦊👩‍🚀. 門は閉じている。\n\nO que você faz?';
const HELLO = [{ role: 'user', content: 'Hello' }] as const;

interface Outcome {
  readonly text: string;
  readonly code?: string;
  readonly message?: string;
}

function modelOf(server: ChatServer, options: Partial<ChatCompletionsOptions> = {}) {
  return new ChatCompletions({ baseUrl: server.baseUrl, model: 'echo:7b', ...options });
}

/** What came, and the code of what went wrong. */
async function outcomeOf(deltas: AsyncIterable<string>): Promise<Outcome> {
  let text = '';
  try {
    for await (const delta of deltas) {
      expect(delta).not.toBe('');
      text += delta;
    }
    return { text };
  } catch (error) {
    if (!isTtsError(error)) throw error;
    return { text, code: error.code, message: error.message };
  }
}

async function outcomeWith(
  script: ChatScript,
  options: Partial<ChatCompletionsOptions> = {},
  serverOptions: ChatServerOptions = {},
): Promise<Outcome> {
  await using server = await ChatServer.start({ standard: script, ...serverOptions });
  return await outcomeOf(modelOf(server, options).reply(HELLO));
}

describe('a reply', () => {
  it('is streamed, for the whole conversation', async () => {
    await using server = await ChatServer.start({ apiKey: 'secret' });
    const messages = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One' },
      { role: 'assistant', content: 'Two' },
      { role: 'user', content: 'Três, por favor' },
    ] as const;
    const model = modelOf(server, { apiKey: 'secret' });
    expect(model.name).toBe('echo:7b');
    const deltas: string[] = [];
    for await (const delta of model.reply(messages)) deltas.push(delta);
    expect(deltas.join('')).toBe('You said: Três, por favor');
    expect(deltas.length).toBeGreaterThan(3);
    const [request] = server.requests;
    expect(request).toMatchObject({ messages, model: 'echo:7b', stream: true });
    await request!.over;
    expect(request!.hungUp).toBe(false);
  });

  it.each<[string, ChatScript]>([
    ['in single bytes', { packetBytes: 1 }],
    ['cut within characters', { packetBytes: 7 }],
    ['with several events in a packet', { eventsPerPacket: 5 }],
    ['between keep-alives', { keepAlive: true }],
    ['with CRLF', { lineEnd: '\r\n', packetBytes: 3 }],
    ['with CR', { lineEnd: '\r', packetBytes: 3 }],
    ['after some reasoning', { reasoning: 'The user wants a story.' }],
    ['without [DONE]', { done: false }],
    ['without a reason to finish', { finishReason: null }],
    ['as a whole JSON', { wholeJson: true }],
    ['as plain text', { contentType: 'text/plain' }],
    ['as what is called JSON and is none', { contentType: 'application/json' }],
  ])('comes whole %s', async (_name, script) => {
    expect(await outcomeWith({ text: TEXT, ...script })).toEqual({ text: TEXT });
  });

  it.each<[string, string, string]>([
    [
      'no blank line at the end',
      'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}',
      'Hi',
    ],
    [
      'a byte order mark and blank lines',
      '\ufeff\n\n\ndata: {"choices":[{"delta":{"content":"Hi"}}]}\n\ndata: [DONE]\n\n',
      'Hi',
    ],
    [
      'parts of content',
      'data: {"choices":[{"delta":{"content":[{"type":"thinking"},{"type":"text","text":"Hi"}]}}]}\n\ndata: [DONE]\n\n',
      'Hi',
    ],
    [
      'a second choice',
      'data: {"choices":[{"index":1,"delta":{"content":"No"}},{"index":0,"delta":{"content":"Hi"}}]}\n\ndata: [DONE]\n\n',
      'Hi',
    ],
    [
      'nonsense in known places',
      'data: {"choices":[null,7,{"delta":null}]}\n\ndata: {"choices":{}}\n\ndata: {"choices":[{"delta":{"content":"Hi"}}]}\n\ndata: [DONE]\n\n',
      'Hi',
    ],
    [
      'something after the end',
      'data: {"choices":[{"delta":{"content":"Hi"}}]}\n\ndata: [DONE]\n\ndata: nonsense\n\n',
      'Hi',
    ],
  ])('is taken from a stream with %s', async (_name, body, text) => {
    expect(await outcomeWith({ body })).toEqual({ text });
  });

  it('does not wait for the end of a stream of which the reply has ended', async () => {
    await using server = await ChatServer.start();
    const end = 'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\n';
    server.script({ body: end, after: { tokens: 0, then: 'stall' } });
    expect(await outcomeOf(modelOf(server).reply(HELLO))).toEqual({ text: 'Hi' });
  });
});

describe('a failure', () => {
  it.each<[string, string, ChatScript]>([
    ['401', 'llm-unauthorized', { status: 401 }],
    ['403', 'llm-unauthorized', { status: 403 }],
    ['404', 'llm-not-found', { status: 404 }],
    ['400', 'llm-failed', { status: 400 }],
    ['500', 'llm-failed', { status: 500 }],
    [
      'a model that is not there, as 400',
      'llm-not-found',
      { status: 400, body: '{"error":{"code":"model_not_found"}}' },
    ],
    ['a redirect', 'llm-not-found', { status: 307, location: 'http://127.0.0.1:9/v1' }],
    [
      'a web page',
      'llm-failed',
      { body: '<!doctype html><h1>Welcome</h1>', contentType: 'text/html' },
    ],
    ['a web page with 502', 'llm-failed', { status: 502, body: '<html>Bad gateway' }],
    ['nothing', 'llm-failed', { body: '' }],
    ['an image', 'llm-failed', { body: '\u0089PNG\r\n\u001a\n\0\0', contentType: 'image/png' }],
    ['JSON of something else', 'llm-failed', { body: '{"ok":true}' }],
    ['JSON that is cut', 'llm-failed', { body: '{"choices":[{"mess' }],
    ['an error as JSON with 200', 'llm-failed', { body: '{"error":"no memory"}' }],
    ['an error in the stream', 'llm-failed', { text: TEXT, after: { tokens: 0, then: 'error' } }],
    ['an event that is no JSON', 'llm-failed', { body: 'data: {"choices"\n\ndata: [DONE]\n\n' }],
    [
      'an error as llama.cpp had it',
      'llm-failed',
      { body: 'error: {"code":500,"message":"slots"}\n\n' },
    ],
    [
      'an error with the code of its own',
      'llm-busy',
      { body: 'data: {"error":{"code":429,"message":"slow"}}\n\n' },
    ],
    ['a call of a tool', 'llm-failed', { text: '', finishReason: 'tool_calls' }],
    ['a reply that was filtered away', 'llm-failed', { text: '', finishReason: 'content_filter' }],
    ['an endless line', 'llm-failed', { text: TEXT, after: { tokens: 0, then: 'endless-line' } }],
  ])('%s is %s', async (_name, code, script) => {
    expect(await outcomeWith(script)).toMatchObject({ text: '', code });
  });

  it('says what the server says, cut short', async () => {
    const message = `The model is\n loading. ${'x'.repeat(100_000)}`;
    const outcome = await outcomeWith({
      status: 503,
      body: JSON.stringify({ error: { message } }),
    });
    expect(outcome.message).toContain('503');
    // A body too long to be read whole is no JSON any more: its beginning is shown as it stands.
    expect(outcome.message).toContain('The model is');
    expect(outcome.message!.length).toBeLessThan(450);
    expect((await outcomeWith({ status: 404 })).message).toContain('told to answer 404');
  });

  it.each<[string, ChatScript]>([
    ['the connection breaks', { after: { tokens: 4, then: 'break' } }],
    ['the stream ends', { after: { tokens: 4, then: 'end' } }],
    ['nothing more comes', { after: { tokens: 4, then: 'stall' } }],
    ['the server reports an error', { after: { tokens: 4, then: 'error' } }],
  ])('in the middle keeps what had come: %s', async (_name, script) => {
    const outcome = await outcomeWith({ text: TEXT, ...script }, { nextTokenTimeoutMs: 300 });
    expect(outcome).toMatchObject({ text: 'Atrás da cachoeira', code: 'llm-interrupted' });
  });

  it('of an event cut at the end of the stream is a reply that broke off', async () => {
    const body = 'data: {"choices":[{"delta":{"content":"Hi"}}]}\n\ndata: {"choices":[{"del';
    expect(await outcomeWith({ body })).toMatchObject({ text: 'Hi', code: 'llm-interrupted' });
  });

  it('is told of a reply that was cut for its length', async () => {
    const outcome = await outcomeWith({ text: TEXT, finishReason: 'length' });
    expect(outcome).toMatchObject({ text: TEXT, code: 'llm-interrupted' });
    expect(outcome.message).toContain('length');
  });

  it('is told of a server that does not answer, or not on with it', async () => {
    const soon = { firstTokenTimeoutMs: 200 };
    expect(await outcomeWith({ silent: true }, soon)).toMatchObject({ code: 'llm-unreachable' });
    const stall: ChatScript = { after: { tokens: 0, then: 'stall' } };
    expect(await outcomeWith(stall, soon)).toMatchObject({ text: '', code: 'llm-interrupted' });
  });

  it('is told of a server that is not there, and that it may be CORS', async () => {
    const server = await ChatServer.start();
    const model = modelOf(server);
    await server[Symbol.asyncDispose]();
    const outcome = await outcomeOf(model.reply(HELLO));
    expect(outcome).toMatchObject({ code: 'llm-unreachable' });
    expect(outcome.message).toContain('CORS');
  });

  it('is told of a model that is not there', async () => {
    const outcome = await outcomeWith({}, { model: 'other' });
    expect(outcome).toMatchObject({ code: 'llm-not-found' });
    expect(outcome.message).toContain("model 'other' not found");
  });

  it('is told of a wrong key', async () => {
    expect(await outcomeWith({}, { apiKey: 'wrong' }, { apiKey: 'right' })).toMatchObject({
      code: 'llm-unauthorized',
    });
  });
});

describe('a busy server', () => {
  const busy: ChatScript = { status: 429, retryAfter: '0' };

  it('is asked again', async () => {
    await using server = await ChatServer.start();
    server.script(busy, busy);
    expect(await outcomeOf(modelOf(server).reply(HELLO))).toEqual({ text: 'You said: Hello' });
    expect(server.requests).toHaveLength(3);
  });

  it('is asked three times, not more', async () => {
    await using server = await ChatServer.start({ standard: busy });
    expect(await outcomeOf(modelOf(server).reply(HELLO))).toMatchObject({ code: 'llm-busy' });
    expect(server.requests).toHaveLength(3);
  });

  it('is not waited for when it asks for long', async () => {
    await using server = await ChatServer.start({ standard: { status: 429, retryAfter: '3600' } });
    expect(await outcomeOf(modelOf(server).reply(HELLO))).toMatchObject({ code: 'llm-busy' });
    expect(server.requests).toHaveLength(1);
  });

  it('is not asked again once the reply is given up', async () => {
    await using server = await ChatServer.start({ standard: { status: 429, retryAfter: '10' } });
    const controller = new AbortController();
    const next = modelOf(server).reply(HELLO, { signal: controller.signal }).next();
    await expect.poll(() => server.requests.length).toBe(1);
    await server.requests[0]!.over;
    controller.abort(new Error('enough'));
    await expect(next).rejects.toThrow('enough');
    expect(server.requests).toHaveLength(1);
  });
});

describe('giving up', () => {
  const endless: ChatScript = { text: 'word '.repeat(10_000), tokensPerSecond: 100 };

  it('rejects with the reason, and the server sees the connection close', async () => {
    await using server = await ChatServer.start({ standard: endless });
    const controller = new AbortController();
    const reason = new Error('enough');
    const read = async (): Promise<void> => {
      for await (const delta of modelOf(server).reply(HELLO, { signal: controller.signal })) {
        if (delta) controller.abort(reason);
      }
    };
    await expect(read()).rejects.toBe(reason);
    await server.requests[0]!.over;
    expect(server.requests[0]!.hungUp).toBe(true);
  });

  it.each<[string, ChatScript]>([
    ['before an answer', { silent: true }],
    ['before the first token', { after: { tokens: 0, then: 'stall' } }],
  ])('works %s', async (_name, script) => {
    await using server = await ChatServer.start({ standard: script });
    const controller = new AbortController();
    const next = modelOf(server).reply(HELLO, { signal: controller.signal }).next();
    await expect.poll(() => server.requests.length).toBe(1);
    controller.abort();
    await expect(next).rejects.toMatchObject({ name: 'AbortError' });
    await server.requests[0]!.over;
    expect(server.requests[0]!.hungUp).toBe(true);
  });

  it('by leaving the loop closes the connection too', async () => {
    await using server = await ChatServer.start({ standard: endless });
    for await (const delta of modelOf(server).reply(HELLO)) {
      expect(delta).toBe('word');
      break;
    }
    await server.requests[0]!.over;
    expect(server.requests[0]!.hungUp).toBe(true);
  });

  it('beforehand asks nothing', async () => {
    await using server = await ChatServer.start();
    const reply = modelOf(server).reply(HELLO, { signal: AbortSignal.abort() });
    await expect(reply.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests).toEqual([]);
  });
});

it('gives the same text however the bytes are cut', async () => {
  await using server = await ChatServer.start();
  const scripts = fc.record({
    text: fc.string({ unit: 'grapheme', maxLength: 60 }),
    packetBytes: fc.integer({ min: 1, max: 64 }),
    eventsPerPacket: fc.integer({ min: 1, max: 9 }),
    keepAlive: fc.boolean(),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    reasoning: fc.constantFrom(undefined, 'Hm, 🦊.'),
  });
  await fc.assert(
    fc.asyncProperty(scripts, async (script) => {
      server.script(script);
      const outcome = await outcomeOf(modelOf(server).reply(HELLO));
      expect(outcome).toEqual({ text: script.text });
    }),
    { numRuns: 60 },
  );
});
