/**
 * An address that a link may lead to, or `undefined`: packs are written by anyone, and only web
 * pages are opened for them.
 */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
