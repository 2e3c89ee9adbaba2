/**
 * An OpenAI-compatible server of language models for tests, and for trying the chat out by hand:
 * `npm run chat-server [-- PORT [TOKENS_PER_SECOND]]`. It has no model: it repeats what it was told,
 * or says what its script says.
 *
 *     await using server = await ChatServer.start({ apiKey: 'secret' });
 *     server.script({ text: 'Once upon a time', tokensPerSecond: 20 });  // for the next request
 *     server.script({ status: 429, retryAfter: '1' });                   // for the one after it
 *     …                                                                  // later ones: `standard`
 *     server.requests[0].messages;    // what was asked
 *     server.requests[0].hungUp;      // whether the client left before the end
 *     await server.requests[0].over;  // until the answer has ended, either way
 *
 * `server.baseUrl` is what a client is given. See `ChatScript` for all that can go wrong.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { eventsOf, type ChatScript } from './chat-script.ts';

export interface ChatServerOptions {
  /** @default 0, any that is free */
  readonly port?: number | undefined;
  /** The models on offer. @default ['echo:7b', 'echo:1b'] */
  readonly models?: readonly string[] | undefined;
  /** Requests without it are refused. @default none is asked for */
  readonly apiKey?: string | undefined;
  /** The origins whose pages are let in; none for `null`. @default '*' */
  readonly cors?: string | null | undefined;
  /** How requests without a script of their own are answered. @default {} */
  readonly standard?: ChatScript | undefined;
}

/** A request for a reply, as the server saw it. */
export interface SeenChatRequest {
  readonly headers: IncomingMessage['headers'];
  readonly model: unknown;
  readonly stream: unknown;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** The client closed the connection before the answer had ended. */
  readonly hungUp: boolean;
  /** Resolves when the answer has ended, or the client has left. */
  readonly over: Promise<void>;
}

export class ChatServer implements AsyncDisposable {
  /** Requests for replies, in the order in which they came. */
  readonly requests: SeenChatRequest[] = [];
  /** Who is let in may change meanwhile. */
  cors: string | null;
  apiKey: string | undefined;

  readonly #options: ChatServerOptions;
  readonly #server: Server;
  readonly #scripts: ChatScript[] = [];

  private constructor(options: ChatServerOptions) {
    this.#options = options;
    this.cors = options.cors === undefined ? '*' : options.cors;
    this.apiKey = options.apiKey;
    this.#server = createServer((request, response) => {
      response.on('error', () => undefined); // The client may leave at any time.
      this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(options: ChatServerOptions = {}): Promise<ChatServer> {
    const server = new ChatServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    return server;
  }

  /** The base address, with `/v1`. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  /** How the next request without a script is answered. */
  script(...scripts: readonly ChatScript[]): void {
    this.#scripts.push(...scripts);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.cors !== null) {
      response.setHeader('Access-Control-Allow-Origin', this.cors);
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const route = `${request.method} ${pathname}`;
    const isKnown = route === 'GET /v1/models' || route === 'POST /v1/chat/completions';
    if (!isKnown) return sendError(response, 404, `no ${route} here`);
    const { authorization } = request.headers;
    if (this.apiKey !== undefined && authorization !== `Bearer ${this.apiKey}`) {
      return sendError(response, 401, 'Incorrect API key provided');
    }
    if (request.method === 'GET') {
      const data = this.#models.map((id) => ({ id, object: 'model', owned_by: 'library' }));
      return sendJson(response, 200, { object: 'list', data });
    }
    await this.#reply(request, response);
  }

  get #models(): readonly string[] {
    return this.#options.models ?? ['echo:7b', 'echo:1b'];
  }

  async #reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = JSON.parse(Buffer.concat(pieces).toString()) as SeenChatRequest;
    const seen = {
      headers: request.headers,
      model: body.model,
      stream: body.stream,
      messages: body.messages,
      hungUp: false,
      over: new Promise<void>((resolve) => {
        response.once('close', () => {
          seen.hungUp = !response.writableFinished && !didBreak;
          resolve();
        });
      }),
    };
    let didBreak = false;
    this.requests.push(seen);
    const script = this.#scripts.shift() ?? this.#options.standard ?? {};
    if (!script.status && !this.#models.includes(String(body.model))) {
      return sendError(response, 404, `model '${String(body.model)}' not found`);
    }
    const text = script.text ?? `You said: ${body.messages.at(-1)?.content ?? ''}`;
    const willBreak = await sendReply(response, script, text);
    if (willBreak) {
      didBreak = true;
      response.destroy();
    }
  }
}

/** Sends what the script says; resolves to whether the connection is to break now. */
async function sendReply(
  response: ServerResponse,
  script: ChatScript,
  text: string,
): Promise<boolean> {
  const { status = 200, retryAfter, location, body, contentType, silent, after } = script;
  if (silent) return false;
  if (retryAfter !== undefined) response.setHeader('Retry-After', retryAfter);
  if (location !== undefined) response.setHeader('Location', location);
  if (body !== undefined) {
    response.writeHead(status, { 'Content-Type': contentType ?? 'text/event-stream' });
    await write(response, Buffer.from(body), script);
    if (after?.then !== 'stall') response.end();
    return false;
  }
  if (status !== 200) {
    sendError(response, status, `told to answer ${status}`);
    return false;
  }
  if (script.wholeJson) {
    const message = { role: 'assistant', content: text };
    const choices = [{ index: 0, message, finish_reason: script.finishReason ?? 'stop' }];
    sendJson(response, 200, { object: 'chat.completion', choices });
    return false;
  }
  response.writeHead(200, { 'Content-Type': contentType ?? 'text/event-stream' });
  response.flushHeaders();
  await sendEvents(response, script, text);
  switch (after?.then) {
    case 'stall':
      return false;
    case 'break':
      return true;
    case 'endless-line':
      for (const piece = Buffer.alloc(65_536, 'x'); !response.destroyed;) {
        await write(response, piece, {});
      }
      return false;
    case 'end':
    case 'error':
    case undefined:
      response.end();
      return false;
  }
}

async function sendEvents(
  response: ServerResponse,
  script: ChatScript,
  text: string,
): Promise<void> {
  const { tokensPerSecond, eventsPerPacket = 1, keepAlive, lineEnd = '\n' } = script;
  let packet = '';
  let events = 0;
  for (const event of eventsOf(script, text)) {
    if (response.destroyed) return;
    if (keepAlive) packet += `: keep-alive${lineEnd}${lineEnd}`;
    packet += `data: ${event}${lineEnd}${lineEnd}`;
    if (++events % eventsPerPacket !== 0) continue;
    await write(response, Buffer.from(packet), script);
    packet = '';
    if (tokensPerSecond) await sleep(1000 / tokensPerSecond);
  }
  await write(response, Buffer.from(packet), script);
}

/** Writes in packets that the other side sees apart, as far as a network allows. */
async function write(
  response: ServerResponse,
  bytes: Buffer,
  { packetBytes = bytes.length }: ChatScript,
): Promise<void> {
  for (let at = 0; at < bytes.length && !response.destroyed; at += packetBytes) {
    const packet = bytes.subarray(at, at + packetBytes);
    await new Promise<void>((resolve) => response.write(packet, () => resolve()));
    // What is written at once arrives at once.
    if (packetBytes < bytes.length) await new Promise((resolve) => setImmediate(resolve));
  }
}

function sendJson(response: ServerResponse, status: number, json: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json));
}

function sendError(response: ServerResponse, status: number, message: string): void {
  sendJson(response, status, { error: { message, type: 'invalid_request_error', code: null } });
}

function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [port = '11435', tokensPerSecond = '15'] = process.argv.slice(2);
  const server = await ChatServer.start({
    port: Number(port),
    standard: { tokensPerSecond: Number(tokensPerSecond) },
  });
  process.stdout.write(`${server.baseUrl}, ${tokensPerSecond} tokens a second; Ctrl+C ends it\n`);
}
