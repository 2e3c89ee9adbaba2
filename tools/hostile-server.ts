import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does wrong with one request. */
export type Fault =
  /** Answers with this status and no file. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string | undefined }
  /** Refuses the range, whatever it is; `size` is what it says of the file, if it says anything. */
  | { readonly kind: 'range-refused'; readonly size?: number | undefined }
  /** Sends so many bytes of the body, -1 for not even an answer, and then nothing more. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /**
   * Sends so many bytes of the body, -1 for not even an answer, and closes the connection, at once or
   * after a while: a browser drops what it has received but not handed on.
   */
  | {
      readonly kind: 'close';
      readonly afterBytes: number;
      readonly delayMs?: number | undefined;
    }
  /** Ends the body after so many bytes as if that were all. */
  | { readonly kind: 'short'; readonly afterBytes: number }
  /** Sends so many bytes more than there are. */
  | { readonly kind: 'long'; readonly extraBytes: number }
  /** Flips a bit of this byte of the body, counted modulo its length. */
  | { readonly kind: 'wrong-byte'; readonly at: number }
  /** Replaces the file by another one, from this request on; `size` if it is to be of another. */
  | { readonly kind: 'change'; readonly size?: number | undefined }
  /** Sends the part of the file that begins so many bytes later, and says so. */
  | { readonly kind: 'other-part'; readonly shift: number }
  /** Says that the file has so many bytes more. */
  | { readonly kind: 'wrong-size'; readonly by: number }
  /** Sends the whole file when asked for a part. */
  | { readonly kind: 'no-ranges' }
  /** Sends a part without saying which. */
  | { readonly kind: 'no-content-range' }
  /** Sends a part though `If-Range` names another version. */
  | { readonly kind: 'ignores-if-range' }
  /** Has no `ETag`, or a weak one. */
  | { readonly kind: 'etag'; readonly value: string | undefined }
  /** Waits before each piece of the body. */
  | { readonly kind: 'slow'; readonly pieceDelayMs: number };

/** A request as the server saw it. */
export interface SeenRequest {
  readonly file: string;
  /** Requests for this file before this one. */
  readonly index: number;
  /** First byte asked for; `undefined` without a `Range`. */
  readonly start: number | undefined;
  readonly ifRange: string | undefined;
  /** Milliseconds since the server began. */
  readonly time: number;
  /** 0 while there is no answer. */
  status: number;
  /** Of the body. */
  sentBytes: number;
}

export interface HostileServerOptions {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What to do wrong with a request; nothing by default. */
  readonly fault?: ((request: SeenRequest) => Fault | undefined) | undefined;
  /** The pieces that a body is sent in, in bytes. @default 16 KiB */
  readonly pieceBytes?: number | undefined;
  /**
   * What pages of other origins may send and see: all that a download wants; no condition on a
   * range; or, as on many static hosts, the body and nothing more. @default 'full'
   */
  readonly cors?: 'full' | 'no-if-range' | 'bare' | undefined;
}

export interface HostileServer extends AsyncDisposable {
  /** The folder of the files, with a trailing slash. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
}

interface ServedFile {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

/**
 * A file server on 127.0.0.1 that answers as HTTP says, to pages of other origins too, and goes
 * wrong where it is told to.
 */
export async function startHostileServer(options: HostileServerOptions): Promise<HostileServer> {
  const files = new Map(Array.from(options.files, ([name, bytes]) => [name, served(bytes)]));
  const requests: SeenRequest[] = [];
  const began = performance.now();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('error', () => undefined); // The client may leave at any time.
    response.setHeader('Access-Control-Allow-Origin', '*');
    for (const [name, value] of Object.entries(CORS[options.cors ?? 'full'])) {
      response.setHeader(name, value);
    }
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const file = decodeURIComponent(new URL(request.url!, 'http://host').pathname.slice(1));
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    const seen: SeenRequest = {
      file,
      index: requests.filter((other) => other.file === file).length,
      start: range ? Number(range[1]) : undefined,
      ifRange: request.headers['if-range']?.toString(),
      time: performance.now() - began,
      status: 0,
      sentBytes: 0,
    };
    requests.push(seen);
    const fault = options.fault?.(seen);
    if (fault?.kind === 'change') files.set(file, changed(files.get(file)!, fault.size));
    const end = range?.[2] ? Number(range[2]) + 1 : undefined;
    const pieceBytes = options.pieceBytes ?? 2 ** 14;
    await sendFile(response, seen, files.get(file), { end, fault, pieceBytes });
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

/** What pages of other origins may send and see. */
const CORS = {
  full: {
    'Access-Control-Allow-Headers': 'Range, If-Range',
    'Access-Control-Expose-Headers': 'Content-Range, ETag, Retry-After',
  },
  'no-if-range': { 'Access-Control-Expose-Headers': 'Content-Range, ETag' },
  bare: {},
} as const;

function served(bytes: Uint8Array): ServedFile {
  return { bytes, etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"` };
}

function changed({ bytes }: ServedFile, size = bytes.length): ServedFile {
  const other = new Uint8Array(size);
  for (let i = 0; i < size; i++) other[i] = (bytes[i % bytes.length] ?? 0) ^ 0x55;
  return served(other);
}

async function sendFile(
  response: ServerResponse,
  seen: SeenRequest,
  file: ServedFile | undefined,
  options: {
    readonly end: number | undefined;
    readonly fault: Fault | undefined;
    readonly pieceBytes: number;
  },
): Promise<void> {
  const { fault } = options;
  const refuse = (status: number, headers: Record<string, string> = {}): void => {
    seen.status = status;
    response.writeHead(status, headers).end();
  };
  if (fault?.kind === 'status') {
    return refuse(fault.status, fault.retryAfter ? { 'Retry-After': fault.retryAfter } : {});
  }
  if (fault?.kind === 'range-refused') {
    return refuse(
      416,
      fault.size === undefined ? {} : { 'Content-Range': `bytes */${fault.size}` },
    );
  }
  if (file === undefined) return refuse(404);
  if ((fault?.kind === 'stall' || fault?.kind === 'close') && fault.afterBytes < 0) {
    if (fault.kind === 'close') response.destroy();
    return;
  }

  const size = file.bytes.length;
  const isCurrent =
    seen.ifRange === undefined || seen.ifRange === file.etag || fault?.kind === 'ignores-if-range';
  const isPart = seen.start !== undefined && isCurrent && fault?.kind !== 'no-ranges';
  if (isPart && seen.start >= size) return refuse(416, { 'Content-Range': `bytes */${size}` });
  const shift = fault?.kind === 'other-part' ? fault.shift : 0;
  const start = isPart ? Math.min(seen.start + shift, size - 1) : 0;
  const end = isPart ? Math.min(options.end ?? size, size) : size;
  const body = bodyOf(file.bytes.subarray(start, end), fault);

  seen.status = isPart ? 206 : 200;
  const etag = fault?.kind === 'etag' ? fault.value : file.etag;
  const saidSize = size + (fault?.kind === 'wrong-size' ? fault.by : 0);
  const isClosedEarly = fault?.kind === 'close' || fault?.kind === 'stall';
  response.writeHead(seen.status, {
    'Accept-Ranges': 'bytes',
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(isPart && fault?.kind !== 'no-content-range'
      ? { 'Content-Range': `bytes ${start}-${end - 1}/${saidSize}` }
      : {}),
    'Content-Length': body.length,
  });
  response.flushHeaders();
  const sent = isClosedEarly ? body.subarray(0, fault.afterBytes) : body;
  const { pieceBytes } = options;
  for (let at = 0; at < sent.length && !response.destroyed; at += pieceBytes) {
    const piece = sent.subarray(at, at + pieceBytes);
    if (fault?.kind === 'slow') await new Promise((go) => setTimeout(go, fault.pieceDelayMs));
    await new Promise<void>((resolve) => response.write(piece, () => resolve()));
    seen.sentBytes += piece.length;
  }
  if (!isClosedEarly || fault.afterBytes >= body.length) response.end();
  else if (fault.kind === 'close') {
    if (fault.delayMs) await new Promise((go) => setTimeout(go, fault.delayMs));
    response.destroy();
  }
}

function bodyOf(bytes: Uint8Array, fault: Fault | undefined): Uint8Array {
  if (fault?.kind === 'short') return bytes.subarray(0, fault.afterBytes);
  if (fault?.kind === 'long') {
    const body = new Uint8Array(bytes.length + fault.extraBytes);
    body.set(bytes);
    return body;
  }
  if (fault?.kind === 'wrong-byte') {
    const body = bytes.slice();
    body[fault.at % body.length]! ^= 1;
    return body;
  }
  return bytes;
}
