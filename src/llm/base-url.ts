/** What servers are called without: what people copy along with the address. */
const ENDPOINTS = /\/(?:chat\/completions|completions|models)$/;

/**
 * The base address of an OpenAI-compatible server, as people type it: without `http://`, with or
 * without `/v1`, with a slash at the end, or with the whole path of a request. `undefined` when it is
 * no address of a web server, or one with a name and password, which belong in the key field.
 */
export function normalizeBaseUrl(typed: string): string | undefined {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `${schemeOf(text)}://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  const path = url.pathname.replace(/\/+$/, '').replace(ENDPOINTS, '');
  // A path of its own, such as /openai/v1 behind a proxy, is meant as it stands.
  return `${url.origin}${path || '/v1'}`;
}

/** Whether the browser refuses `http` here: the page is `https`, and the server not on this computer. */
export function isMixedContent(baseUrl: string, pageProtocol: string | undefined): boolean {
  if (pageProtocol !== 'https:' || !URL.canParse(baseUrl)) return false;
  const { protocol, hostname } = new URL(baseUrl);
  return protocol === 'http:' && !isLoopback(hostname);
}

/** Servers on the own computer or network rarely have a certificate; others should. */
function schemeOf(address: string): 'http' | 'https' {
  const host = URL.canParse(`http://${address}`) ? new URL(`http://${address}`).hostname : '';
  const isNear = isLoopback(host) || isPrivate(host) || !host.includes('.');
  return isNear ? 'http' : 'https';
}

function isLoopback(host: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(host);
}

function isPrivate(host: string): boolean {
  return /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[f[cd]|.*\.local$)/.test(
    host,
  );
}
