import type { TtsPlayer } from '../../player/player.ts';
import { offerFile } from '../offer-file.ts';

/** A voice's file, named so that every system takes it. */
function fileName(voice: string): string {
  return `${voice.replace(/[^\p{L}\p{N} _-]/gu, '_').trim() || 'voice'}.safetensors`;
}

/**
 * Takes voices in from files; resolves to the name of the last one.
 * @throws TtsError `voice-invalid` and others; the files before the failing one are taken in
 */
export async function importVoiceFiles(
  player: TtsPlayer,
  files: readonly File[],
): Promise<string | undefined> {
  let last: string | undefined;
  for (const file of files) last = (await player.importVoices(file)).at(-1) ?? last;
  return last;
}

/** Offers a voice as a file to save. */
export async function saveVoiceFile(player: TtsPlayer, voice: string): Promise<void> {
  offerFile(await player.exportVoice(voice), fileName(voice));
}
