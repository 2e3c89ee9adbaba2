/**
 * An address that a link may lead to, or `undefined`: packs are written by anyone, and only web
 * pages are opened for them.
 */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/**
 * What was typed as the place of a model, as `PackApi` takes it, or `undefined` when it is none:
 * a web address, with or without its scheme, or a Hugging Face repository as `owner/name`.
 */
export function parseModelAddress(typed: string): string | undefined {
  const text = typed.trim();
  if (/^https?:/i.test(text)) return webAddress(text);
  if (/^\w[\w-]*\/\w[\w.-]*$/.test(text)) return text;
  if (/^[\w-]+(\.[\w-]+)+\/\S+$/.test(text)) return webAddress(`https://${text}`);
  return undefined;
}
