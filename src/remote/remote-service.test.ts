import { afterEach, describe, expect, it } from 'vitest';
import type { ProducerMessage } from '../audio/fifo-protocol.ts';
import { joinSamples } from '../audio/join.ts';
import { ChunkAudio } from '../worker/chunk-audio.ts';
import type { SpeechEvent, SpeechRequest, SpeechSummary } from '../worker/engine-api.ts';
import {
  pcmBytes,
  startSpeechServer,
  type SpeechServerOptions,
} from '../../tools/speech-server.ts';
import { speakTone, toneFor } from '../../tools/tone-voice.ts';
import { PcmParser } from './pcm-parser.ts';
import type { RemoteOptions } from './remote-options.ts';
import { RemoteService } from './remote-service.ts';

/** Real HTTP to a real server, with a consumer in place of the audio thread. */

const TEXT =
  'The old door opens slowly. A cold wind blows out the last candle, and you are alone. ' +
  'Somewhere below, water drips on stone; then, for a moment, there is a light. What do you do?';
const never = new AbortController().signal;
const servers: AsyncDisposable[] = [];
const ports: MessagePort[] = [];

afterEach(async () => {
  for (const port of ports.splice(0)) port.close();
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});

async function server(options: Partial<SpeechServerOptions> = {}) {
  const started = await startSpeechServer({ speak: speakTone, ...options });
  servers.push(started);
  return started;
}

async function service(options: RemoteOptions): Promise<RemoteService> {
  const loaded = new RemoteService();
  await loaded.load(options, never);
  return loaded;
}

interface Heard {
  readonly blocks: Float32Array[];
  readonly events: SpeechEvent[];
  readonly summary: Promise<SpeechSummary>;
}

/** Speaks; what is posted counts as rendered at once, or never. */
function speak(
  by: RemoteService,
  {
    text = TEXT,
    isOpen = false,
    isRendered = true,
    signal = never,
    sampleRate = 24_000,
    ...request
  }: SpeechRequest & {
    text?: string;
    isOpen?: boolean;
    isRendered?: boolean;
    signal?: AbortSignal;
    sampleRate?: number;
  } = {},
): Heard {
  const [texts, audio] = [new MessageChannel(), new MessageChannel()];
  ports.push(texts.port1, audio.port1);
  const heard = { blocks: [] as Float32Array[], events: [] as SpeechEvent[] };
  let frames = 0;
  let resolveEnd = (): void => undefined;
  const hasEnded = new Promise<void>((resolve) => (resolveEnd = resolve));
  audio.port1.onmessage = ({ data }: MessageEvent<ProducerMessage>) => {
    if (data.type === 'end') resolveEnd();
    if (data.type !== 'block') return;
    heard.blocks.push(data.samples);
    frames += data.samples.length;
    if (isRendered) audio.port1.postMessage({ type: 'consumed', frames });
  };
  texts.port1.postMessage({ type: 'delta', text });
  if (!isOpen) texts.port1.postMessage({ type: 'end' });
  const summary = by
    .speak(
      { profile: 'CINEMATIC', language: 'en', ...request },
      { text: texts.port2, audio: audio.port2, sampleRate },
      (event) => void heard.events.push(event),
      signal,
    )
    .then(async (result) => {
      await hasEnded;
      return result;
    });
  summary.catch(() => undefined);
  return { ...heard, summary };
}

/** What is to be heard of what the server sends for the chunks, at its own rate. */
function expectedAudio(events: readonly SpeechEvent[]): Float32Array {
  const chunks = events.flatMap((event) => (event.type === 'chunk' ? [event.chunk] : []));
  return joinSamples(
    chunks.flatMap((chunk, i) => {
      const previous = chunks[i - 1];
      const audio = new ChunkAudio(chunk, { previous, sampleRate: 24_000, language: 'en' });
      const sent = new PcmParser(24_000).push(pcmBytes(toneFor(chunk.text)));
      return [audio.push(sent), audio.end()];
    }),
  );
}

/** As `toEqual`, which would print all samples. */
function expectSame(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  expect(actual.findIndex((sample, i) => sample !== expected[i])).toBe(-1);
}

describe('RemoteService', () => {
  it.each<readonly [string, Partial<RemoteOptions>, Partial<SpeechServerOptions>]>([
    ['WAV', {}, {}],
    ['PCM cut at odd places', { responseFormat: 'pcm' }, { pieceBytes: 777 }],
    ['one request at a time', { maxConcurrent: 1 }, { pieceBytes: 4001 }],
  ])('gives what the server sends, sample for sample: %s', async (_name, options, how) => {
    const { url, requests } = await server(how);
    const { blocks, events, summary } = speak(await service({ urls: [url], ...options }));
    const { chunks, audioSeconds, codes } = await summary;
    expectSame(joinSamples(blocks), expectedAudio(events));
    expect(chunks).toBe(requests.length);
    expect(codes).toBeGreaterThan(18 * audioSeconds);
    const kinds = events.map(({ type }) => type);
    for (const kind of [
      'chunk',
      'first-token',
      'chunk-audio',
      'first-audio',
      'recorded',
    ] as const) {
      expect(kinds).toContain(kind);
    }
    const done = events.filter((event) => event.type === 'chunk-done');
    expect(done.flatMap(({ words }) => words).length).toBe(TEXT.split(' ').length);
    expect(requests.map(({ state }) => state)).toEqual(requests.map(() => 'sent'));
  });

  it('brings any rate to that of the output', async () => {
    const { url } = await server();
    const by = await service({ urls: [url] });
    const { summary, blocks, events } = speak(by, { sampleRate: 16_000 });
    await summary;
    const seconds = expectedAudio(events).length / 24_000;
    expect(joinSamples(blocks).length / 16_000).toBeCloseTo(seconds, 2);
  });

  it('asks for what is configured', async () => {
    const { url, requests, lines } = await server({
      apiKey: 'sk-1',
      models: ['only'],
      voices: ['ana', 'bia'],
    });
    const remote = new RemoteService();
    const options = {
      urls: [url],
      apiKey: 'sk-1',
      languageField: 'lang',
      fields: { stream: true },
    };
    expect(await remote.load(options, never)).toMatchObject({
      device: 'remote',
      deviceName: new URL(url).host,
      voices: ['ana', 'bia'],
    });
    await speak(remote, { text: 'Hi there.', voice: 'bia', speed: 1.5 }).summary;
    expect(requests.map(({ body }) => body)).toEqual([
      {
        model: 'only',
        input: 'Hi there.',
        voice: 'bia',
        response_format: 'wav',
        speed: 1.5,
        lang: 'en',
        stream: true,
      },
    ]);
    expect(requests[0]!.authorization).toBe('Bearer sk-1');
    expect(lines.join()).not.toContain('sk-1');
    await expect(speak(remote, { voice: 'eva' }).summary).rejects.toMatchObject({
      code: 'voice-unknown',
    });
  });

  it('says that the server may not know the language', async () => {
    const { url } = await server();
    const remote = await service({ urls: [url], languages: ['en-GB'] });
    const known = speak(remote, { text: 'Hi.', language: 'en-US' });
    const unknown = speak(remote, { text: 'Olá.', language: 'pt-BR' });
    await Promise.all([known.summary, unknown.summary]);
    const notices = (events: readonly SpeechEvent[]) =>
      events.flatMap((event) => (event.type === 'notice' ? [event.notice] : []));
    expect(notices(known.events)).toEqual([]);
    expect(notices(unknown.events)).toEqual(['language-undeclared']);
  });

  it('asks for the next chunk while one is received', async () => {
    const { url, requests } = await server({
      fault: ({ index }) => (index === 0 ? { kind: 'stall', afterBytes: 9000 } : undefined),
    });
    speak(await service({ urls: [url] }), { profile: 'FAST' });
    await expect.poll(() => requests.length, { timeout: 20_000 }).toBe(2);
  });

  it.each(['refuse', 'status'] as const)('goes on with another server: %s', async (kind) => {
    const broken = await server({
      fault: () => (kind === 'status' ? { kind, status: 500 } : { kind }),
    });
    const whole = await server();
    const remote = await service({ urls: [broken.url, whole.url] });
    const { blocks, events, summary } = speak(remote);
    await summary;
    expectSame(joinSamples(blocks), expectedAudio(events));
    expect(whole.requests.length).toBeGreaterThan(broken.requests.length);
    // It is asked last from now on.
    const before = broken.requests.length;
    await speak(remote).summary;
    expect(broken.requests.length).toBe(before);
  });

  it('waits as long as the server says', async () => {
    const { url, requests } = await server({
      fault: ({ index }) =>
        index === 0 ? { kind: 'status', status: 429, retryAfter: '1' } : undefined,
    });
    await speak(await service({ urls: [url] }), { text: 'Hi.' }).summary;
    expect(requests[1]!.time - requests[0]!.time).toBeGreaterThan(990);
  });

  it('tells of a server that is silent', async () => {
    const { url } = await server({ fault: () => ({ kind: 'stall', afterBytes: -1 }) });
    const remote = await service({ urls: [url], timeoutMs: 1000 });
    await expect(speak(remote).summary).rejects.toMatchObject({
      code: 'speech-server-unreachable',
    });
  });

  it.each([
    ['cut', 'broke off'],
    ['stall', 'sent nothing for 1500 ms'],
  ] as const)('keeps what was heard where an answer is %s, and fails', async (kind, message) => {
    const broken = await server({ fault: () => ({ kind, afterBytes: 48_044 }) });
    const other = await server();
    const remote = await service({ urls: [broken.url, other.url], timeoutMs: 1500 });
    const { blocks, summary } = speak(remote);
    const failure = await summary.catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ code: 'speech-server-failed' });
    expect((failure as Error).message).toContain(message);
    expect(joinSamples(blocks).length).toBeGreaterThan(20_000);
    // The next chunk does not mend the one before.
    expect(joinSamples(blocks).length).toBeLessThan(24_000);
  });

  it.each<readonly [string, SpeechServerOptions['fault'], string, string]>([
    [
      'an MP3',
      () => ({ kind: 'type', type: 'audio/mpeg', body: 'ID3' }),
      'speech-server-invalid',
      'audio/mpeg',
    ],
    [
      'JSON',
      () => ({ kind: 'type', type: 'application/json', body: '{"error":"no such voice"}' }),
      'speech-server-invalid',
      'no such voice',
    ],
    [
      'a page',
      () => ({ kind: 'type', type: 'application/octet-stream', body: '<html> and so on' }),
      'speech-server-invalid',
      'RIFF',
    ],
    [
      'a refusal',
      () => ({ kind: 'status', status: 400, message: 'no such model' }),
      'speech-server-failed',
      'no such model',
    ],
  ])('says what is wrong: %s', async (_name, fault, code, message) => {
    const { url, requests } = await server({ fault });
    const failure = await speak(await service({ urls: [url] }), { text: 'Hi.' }).summary.catch(
      (error: unknown) => error as Error,
    );
    expect(failure).toMatchObject({ code });
    expect((failure as Error).message).toContain(message);
    expect(requests.length).toBe(1);
  });

  it('tells at once, though more text is to come', async () => {
    const { url } = await server({ fault: () => ({ kind: 'status', status: 400 }) });
    const { summary } = speak(await service({ urls: [url] }), { isOpen: true });
    await expect(summary).rejects.toMatchObject({ code: 'speech-server-failed' });
  });

  it('hangs up when it is cancelled', async () => {
    const { url, requests } = await server({ fault: () => ({ kind: 'slow', pieceDelayMs: 20 }) });
    const controller = new AbortController();
    const { blocks, summary } = speak(await service({ urls: [url] }), {
      signal: controller.signal,
    });
    await expect.poll(() => blocks.length, { timeout: 20_000 }).toBeGreaterThan(0);
    controller.abort();
    await expect(summary).rejects.toMatchObject({ name: 'AbortError' });
    await expect
      .poll(() => requests.map(({ state }) => state), { timeout: 20_000 })
      .toEqual(requests.map(() => 'hung-up'));
  });

  it('reads no faster than is heard', async () => {
    const seconds = 600;
    const { url, requests } = await server({
      async *speak() {
        for (let i = 0; i < seconds; i++) yield toneFor('x'.repeat(100), 4000);
      },
    });
    const { blocks } = speak(await service({ urls: [url] }), { isRendered: false });
    await expect
      .poll(() => joinSamples(blocks).length, { timeout: 20_000 })
      .toBeGreaterThan(30 * 24_000);
    // Nothing is rendered: nothing more is read, and what is on its way fills up.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(joinSamples(blocks).length).toBeLessThan(45 * 24_000);
    expect(requests[0]!.sentBytes).toBeLessThan(seconds * 24_000);
    expect(requests[0]!.state).toBe('open');
  });

  it('needs a server that answers', async () => {
    const gone = await startSpeechServer({ speak: speakTone });
    await gone[Symbol.asyncDispose]();
    const failure = await service({ urls: [gone.url], apiKey: 'sk-secret' }).catch(
      (error: unknown) => error as Error,
    );
    expect(failure).toMatchObject({ code: 'speech-server-unreachable' });
    expect((failure as Error).message).toContain('Access-Control-Allow-Origin');
    expect((failure as Error).message).not.toContain('sk-secret');
    const { url } = await server({ apiKey: 'sk-1' });
    await expect(service({ urls: [url], apiKey: 'sk-2' })).rejects.toMatchObject({
      code: 'speech-server-unauthorized',
    });
    await expect(service({ urls: [] })).rejects.toMatchObject({ code: 'option-invalid' });
  });
});
