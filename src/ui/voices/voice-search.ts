/** A voice to choose from. */
export interface OfferedVoice {
  readonly name: string;
  /** The user's own: it can be exported and removed. @default false */
  readonly isOwn?: boolean | undefined;
}

/**
 * The voices in whose names each word of the query occurs, whatever the case and the accents; those
 * whose name begins with the query come first.
 */
export function searchVoices(
  voices: readonly OfferedVoice[],
  query: string,
): readonly OfferedVoice[] {
  const wanted = fold(query).trim();
  if (wanted === '') return voices;
  const words = wanted.split(/\s+/);
  const hits = voices.filter(({ name }) => words.every((word) => fold(name).includes(word)));
  const isPrefix = ({ name }: OfferedVoice): boolean => fold(name).startsWith(wanted);
  return [...hits.filter(isPrefix), ...hits.filter((voice) => !isPrefix(voice))];
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
