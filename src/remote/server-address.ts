import { TtsError } from '../errors.ts';

/** What people copy along with an address. */
const ENDPOINT = /\/audio\/speech$/;
/** Hosts that have no certificate as a rule: this computer, and those that are named by numbers. */
const NEARBY = /^(localhost|\d+(\.\d+){3}|\[[\da-f:]+\])([:/]|$)/i;

/**
 * The `/v1` of a server, without a slash at the end, from what people write: its origin, with or
 * without `/v1`, or the whole address of `/v1/audio/speech`.
 * @throws TtsError `option-invalid` for what is no http(s) address, or may hold a secret
 */
export function serverAddress(text: string): string {
  const written = text.trim();
  const scheme = NEARBY.test(written) ? 'http' : 'https';
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(written) ? written : `${scheme}://${written}`;
  if (written === '' || !URL.canParse(withScheme)) throw invalid('is no address');
  const url = new URL(withScheme);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid('is no http(s) address');
  if (url.username !== '' || url.password !== '') {
    throw invalid('holds a user name or password; give the key as apiKey');
  }
  if (url.search !== '' || url.hash !== '') {
    throw invalid('has a query or fragment; give the key as apiKey');
  }
  const path = url.pathname.replace(/\/+$/, '').replace(ENDPOINT, '');
  return `${url.origin}${/\/v\d+$/.test(path) ? path : `${path}/v1`}`;
}

/** The host of an address, for people. */
export function serverHost(url: string): string {
  return new URL(url).host;
}

/** Nothing of the address itself is told, since it may hold a secret. */
function invalid(what: string): TtsError {
  return new TtsError('option-invalid', `speechServer.urls: one of them ${what}`);
}
