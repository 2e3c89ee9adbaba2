import type { ChatMessage, LanguageModel, ReplyOptions } from '../language-model.ts';
import { replyTo } from './conversation.ts';
import type { StoryLanguage } from './intent.ts';
import { tellStory, type StorytellerClock } from './tell-story.ts';

export interface StorytellerOptions {
  /** In which it tells. The other one is understood too; it says so once, and keeps to its own. */
  readonly language: StoryLanguage;
  /** Another one lets other dice fall. @default 0 */
  readonly seed?: number | undefined;
  /** The pace of its writing, read before each token. @default 20 */
  readonly tokensPerSecond?: (() => number) | undefined;
  /** @default the real one */
  readonly clock?: StorytellerClock | undefined;
}

/**
 * A game master with an adventure of its own, which needs no model and no network. It keeps nothing
 * to itself: seed, language and messages decide each reply.
 */
export class Storyteller implements LanguageModel {
  readonly name = 'storyteller';
  readonly #options: StorytellerOptions;

  constructor(options: StorytellerOptions) {
    this.#options = options;
  }

  /**
   * Greets and opens the first scene where there are no messages yet.
   * @throws the signal's reason
   */
  reply(messages: readonly ChatMessage[], { signal }: ReplyOptions = {}): AsyncIterable<string> {
    const { language, seed = 0, tokensPerSecond = () => 20, clock } = this.#options;
    const text = replyTo(messages, { language, seed });
    return tellStory(text, { tokensPerSecond, signal, clock });
  }
}
