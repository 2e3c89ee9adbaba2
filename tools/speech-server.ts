import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { PCM16_BYTES, toPcm16 } from '../src/audio/pcm16.ts';
import { wavHeader } from '../src/audio/wav.ts';

/** What the server does wrong with one request to speak. */
export type SpeechFault =
  /** Answers with this status and, as OpenAI does, a message in JSON. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string | undefined;
      readonly retryAfter?: string | undefined;
    }
  /** Closes the connection without an answer. */
  | { readonly kind: 'refuse' }
  /** Waits before each piece. */
  | { readonly kind: 'slow'; readonly pieceDelayMs: number }
  /** Sends so many bytes of the body and then nothing more; -1 for not even an answer. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** Closes the connection after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** Says that the body is something else. */
  | { readonly kind: 'type'; readonly type: string; readonly body: string };

/** A request to speak as the server saw it. */
export interface SeenSpeech {
  /** Requests to speak before this one. */
  readonly index: number;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** Milliseconds since the server began. */
  readonly time: number;
  /** Of the body; what is on its way counts too. */
  sentBytes: number;
  /** Whether all was sent, or the client left, or it is still being answered. */
  state: 'open' | 'sent' | 'hung-up';
}

export interface SpeechServerOptions {
  /** Speaks a text: pieces of mono audio. */
  readonly speak: (body: SeenSpeech['body'], signal: AbortSignal) => AsyncIterable<Float32Array>;
  /** Of what `speak` makes, in Hz. @default 24000 */
  readonly sampleRate?: number | undefined;
  readonly fault?: ((request: SeenSpeech) => SpeechFault | undefined) | undefined;
  /** The pieces that a body is sent in, in bytes. @default as they are made */
  readonly pieceBytes?: number | undefined;
  /** Whether pages of other origins are let in. @default true */
  readonly cors?: boolean | undefined;
  /** The key that is asked for. @default none */
  readonly apiKey?: string | undefined;
  /** @default ['tts-1'] */
  readonly models?: readonly string[] | undefined;
  /** @default the address is not there */
  readonly voices?: readonly string[] | undefined;
  /** @default any free one */
  readonly port?: number | undefined;
}

export interface SpeechServer extends AsyncDisposable {
  /** With `/v1`. */
  readonly url: string;
  /** The requests to speak, in order. */
  readonly requests: readonly SeenSpeech[];
  /** Every request as `METHOD /path?query`, in order. */
  readonly lines: readonly string[];
}

/** A server on 127.0.0.1 that speaks as OpenAI's does, and goes wrong where it is told to. */
export async function startSpeechServer(options: SpeechServerOptions): Promise<SpeechServer> {
  const requests: SeenSpeech[] = [];
  const lines: string[] = [];
  const began = performance.now();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('error', () => undefined); // The client may leave at any time.
    lines.push(`${request.method} ${request.url}`);
    if (options.cors !== false) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type');
      response.setHeader('Access-Control-Expose-Headers', 'retry-after');
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const { authorization } = request.headers;
    if (options.apiKey !== undefined && authorization !== `Bearer ${options.apiKey}`) {
      return sendError(response, 401, `Incorrect API key provided: ${authorization ?? 'none'}`);
    }
    const { pathname } = new URL(request.url!, 'http://host');
    if (pathname === '/v1/models') {
      const data = (options.models ?? ['tts-1']).map((id) => ({ id, object: 'model' }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (pathname === '/v1/audio/voices' && options.voices) {
      return sendJson(response, 200, { voices: options.voices });
    }
    if (pathname !== '/v1/audio/speech' || request.method !== 'POST') {
      return sendError(response, 404, `there is no ${pathname}`);
    }
    const seen: SeenSpeech = {
      index: requests.length,
      authorization,
      body: await readJson(request),
      time: performance.now() - began,
      sentBytes: 0,
      state: 'open',
    };
    requests.push(seen);
    await speakTo(response, seen, options);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    lines,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function speakTo(
  response: ServerResponse,
  seen: SeenSpeech,
  options: SpeechServerOptions,
): Promise<void> {
  const fault = options.fault?.(seen);
  const left = new AbortController();
  response.on('close', () => {
    if (seen.state === 'open') seen.state = 'hung-up';
    left.abort();
  });
  if (fault?.kind === 'refuse') return void response.destroy();
  if (fault?.kind === 'stall' && fault.afterBytes < 0) return;
  if (fault?.kind === 'status') {
    if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter);
    return sendError(response, fault.status, fault.message ?? `status ${fault.status}`);
  }
  if (fault?.kind === 'type') {
    return void response.writeHead(200, { 'Content-Type': fault.type }).end(fault.body);
  }
  const sampleRate = options.sampleRate ?? 24_000;
  const isWav = seen.body['response_format'] !== 'pcm';
  response.writeHead(200, { 'Content-Type': isWav ? 'audio/wav' : 'audio/pcm' });
  for await (const bytes of pieces(body(), options.pieceBytes)) {
    if (fault?.kind === 'slow') await new Promise((done) => setTimeout(done, fault.pieceDelayMs));
    const limit = fault && 'afterBytes' in fault ? fault.afterBytes - seen.sentBytes : Infinity;
    const sent = bytes.subarray(0, limit);
    seen.sentBytes += sent.length;
    if (!response.write(sent) && !left.signal.aborted) {
      await once(response, 'drain', { signal: left.signal }).catch(() => undefined);
    }
    if (left.signal.aborted) return;
    if (sent.length === bytes.length) continue;
    // What was written is to arrive first.
    if (fault?.kind === 'cut') setTimeout(() => response.destroy(), 50);
    return;
  }
  seen.state = 'sent';
  response.end();

  async function* body(): AsyncGenerator<Uint8Array> {
    if (isWav) yield streamedWavHeader(sampleRate);
    for await (const samples of options.speak(seen.body, left.signal)) yield pcmBytes(samples);
  }
}

/** A header that does not know how much follows. */
function streamedWavHeader(sampleRate: number): Uint8Array {
  const header = wavHeader({ sampleRate, channelCount: 1, frames: 0 });
  const view = new DataView(header.buffer);
  for (const at of [4, header.length - 4]) view.setUint32(at, 0xffff_ffff, true);
  return header;
}

/** 16-bit PCM, little-endian. */
export function pcmBytes(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * PCM16_BYTES);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < samples.length; i++)
    view.setInt16(i * PCM16_BYTES, toPcm16(samples[i]!), true);
  return bytes;
}

async function* pieces(
  source: AsyncIterable<Uint8Array>,
  pieceBytes = Infinity,
): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    for (let from = 0; from < bytes.length; from += pieceBytes) {
      yield bytes.subarray(from, from + pieceBytes);
    }
  }
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return JSON.parse(text) as Record<string, unknown>;
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}

function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, type: 'test' } });
}
