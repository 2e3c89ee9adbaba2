const MAX_CHARS = 60;

/**
 * A value of foreign JSON as a message shows it: short, and never by its own `toString` or a walk
 * through it, both of which a hostile file can make fail.
 */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > MAX_CHARS ? `${value.slice(0, MAX_CHARS)}…` : value);
}
