import type { ChatMessage } from '../language-model.ts';
import type { StoryLanguage } from './intent.ts';
import { openGame, takeTurn, tellOn, type Turn } from './narrator.ts';
import { seededRandom } from './seeded-random.ts';

export interface ConversationOptions {
  readonly language: StoryLanguage;
  /** Another one lets other dice fall. */
  readonly seed: number;
}

/**
 * The next reply of a conversation. The game is played anew from its first message, so that nothing
 * but the messages decides: a message that is changed or taken back changes what came of it.
 */
export function replyTo(
  messages: readonly ChatMessage[],
  { language, seed }: ConversationOptions,
): string {
  let turn: Turn | undefined;
  let turnCount = 0;
  let wasInterrupted = false;
  let isAnswered = false;
  for (const { role, content } of messages) {
    if (role === 'system') continue;
    isAnswered = role === 'assistant';
    if (isAnswered) {
      turn ??= openGame(language);
      wasInterrupted = isCutShort(content, turn.told);
      continue;
    }
    if (turn) {
      const random = seededRandom(seed, ++turnCount, content);
      turn = takeTurn(turn.game, content, { language, random, wasInterrupted });
    } else {
      // Whatever the first message says, a story begins at its beginning.
      turn = openGame(language);
    }
    wasInterrupted = false;
  }
  if (!turn) return openGame(language).told;
  if (!isAnswered) return turn.told;
  return tellOn(turn.game, language, seededRandom(seed, turnCount, 'on')).told;
}

/** True if `content` is the beginning of what was told, as far as it was heard. */
function isCutShort(content: string, told: string): boolean {
  const heard = content.replace(/(?:\s|…|—|\.{3})+$/u, '');
  return heard.length < told.length - 1 && told.startsWith(heard);
}
