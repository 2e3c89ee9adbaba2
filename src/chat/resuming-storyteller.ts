import type { ChatMessage, LanguageModel, ReplyOptions } from '../llm/language-model.ts';
import { replyTo } from '../llm/storyteller/conversation.ts';
import { Storyteller, type StorytellerOptions } from '../llm/storyteller/storyteller.ts';
import { tellStory } from '../llm/storyteller/tell-story.ts';
import { isGoOn } from './model-context.ts';

/**
 * The storyteller, which goes on in the middle of a reply that was broken off: it would take being
 * asked for that for something its player does.
 */
export class ResumingStoryteller implements LanguageModel {
  readonly name = 'storyteller';
  readonly #options: StorytellerOptions;
  readonly #teller: Storyteller;

  constructor(options: StorytellerOptions) {
    this.#options = options;
    this.#teller = new Storyteller(options);
  }

  reply(messages: readonly ChatMessage[], options: ReplyOptions = {}): AsyncIterable<string> {
    if (!isGoOn(messages)) return this.#teller.reply(messages, options);
    const { language, seed = 0, tokensPerSecond = () => 20, clock } = this.#options;
    const told = messages.at(-2)?.content ?? '';
    // It tells the same to the same messages.
    const whole = replyTo(messages.slice(0, -2), { language, seed });
    if (!whole.startsWith(told)) return this.#teller.reply(messages.slice(0, -1), options);
    return tellStory(whole.slice(told.length), { tokensPerSecond, clock, signal: options.signal });
  }
}
