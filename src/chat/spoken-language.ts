import type { InterfaceLanguage } from '../errors.ts';
import type { ModelInfo } from '../ui/playback/player-view.ts';

type Languages = Pick<ModelInfo, 'languages' | 'undeclaredLanguages'>;

/**
 * The language that replies are written and spoken in: what was chosen, else that of the interface;
 * one that the voice does not know at all gives way to the voice's own.
 */
export function spokenLanguage(
  chosen: string | undefined,
  interfaceLanguage: InterfaceLanguage,
  info: Languages | null,
): string {
  const wanted = chosen ?? (interfaceLanguage === 'pt-BR' ? 'pt' : 'en');
  if (!info) return wanted;
  const known = [...info.languages, ...info.undeclaredLanguages];
  return known.includes(wanted) ? wanted : (info.languages[0] ?? wanted);
}
