/** What was said when a voice was made from a recording of somebody. */
export interface VoiceConsent {
  /** Whose voice it is: of whoever made it, or of somebody who has permitted it. */
  readonly by: 'speaker' | 'permission';
  /** The day, as `2026-11-24`. */
  readonly date: string;
  /** Which text was agreed to. */
  readonly textVersion: number;
}

/** A consent as a file keeps it. */
export function writeConsent({ by, date, textVersion }: VoiceConsent): string {
  return JSON.stringify({ by, date, textVersion });
}

/** What `writeConsent` wrote; `undefined` for anything else, which a file may hold as it likes. */
export function readConsent(text: string): VoiceConsent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { by, date, textVersion } = value as Partial<Record<keyof VoiceConsent, unknown>>;
  if (by !== 'speaker' && by !== 'permission') return undefined;
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  if (!Number.isSafeInteger(textVersion)) return undefined;
  return { by, date, textVersion: textVersion as number };
}
