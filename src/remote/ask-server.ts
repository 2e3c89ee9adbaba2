import { TtsError } from '../errors.ts';
import { inTime, TimeoutError } from './in-time.ts';
import { ReplicaFailure } from './replica-failure.ts';
import type { RemoteSettings } from './remote-options.ts';
import { serverHost } from './server-address.ts';

/** What of the settings every request needs. */
export type ServerAccess = Pick<RemoteSettings, 'apiKey' | 'timeoutMs'>;

/**
 * Asks a server; a body is sent as JSON. The key goes to this origin alone: redirects are refused.
 * @throws ReplicaFailure where it does not answer; the signal's reason
 */
export async function askServer(
  url: string,
  path: string,
  { apiKey, timeoutMs }: ServerAccess,
  { body, signal }: { body?: unknown; signal: AbortSignal },
): Promise<Response> {
  const headers = new Headers({ Accept: '*/*' });
  if (apiKey !== undefined) headers.set('Authorization', `Bearer ${apiKey}`);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const asking = fetch(url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal,
    redirect: 'error',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  try {
    return await inTime(asking, timeoutMs);
  } catch (cause) {
    signal.throwIfAborted();
    const silent = cause instanceof TimeoutError ? ` within ${timeoutMs} ms` : '';
    throw new ReplicaFailure(
      new TtsError(
        'speech-server-unreachable',
        `${serverHost(url)} did not answer${silent}. ${advice(url)}`,
        { cause },
      ),
      true,
    );
  }
}

/** Browsers do not tell a page why a request failed: what the usual reasons are. */
function advice(url: string): string {
  const origin = globalThis.location?.origin;
  const { protocol, hostname } = new URL(url);
  const isLocal =
    /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) || hostname.endsWith('.localhost');
  if (origin?.startsWith('https:') && protocol === 'http:' && !isLocal) {
    return 'A page from https:// may not ask a server at http://: give the server a certificate.';
  }
  return (
    'Check that it is running, that it does not redirect, and that it answers with ' +
    `"Access-Control-Allow-Origin: ${origin ?? '*'}", also to OPTIONS with ` +
    '"Access-Control-Allow-Headers: authorization, content-type" (docs/remote.md).'
  );
}
