import type { Element } from 'hast';
import type { MessageBodyMessages } from '../message-body-messages.ts';
import { closeUnfinished } from './close-unfinished.ts';
import { parseMessage } from './parse-message.ts';
import { splitChannels, type HiddenStretch } from './split-channels.ts';

/** A block of a message. */
export interface MessageBlock {
  readonly element: Element;
  /** Where the places in `element` count from, in the message's source. */
  readonly base: number;
}

/** A message as it is to be shown now. */
export interface MessageContent {
  /** A block that is the same object as before has not changed. */
  readonly blocks: readonly MessageBlock[];
  readonly hidden: readonly HiddenStretch[];
  /** The source with blanks for what is hidden, which the blocks' places are in. */
  readonly visible: string;
}

/**
 * Parses a message that grows. A block is finished when another one has begun behind it, so that only
 * what stands behind the last finished one is parsed again. The exception are messages with
 * definitions of links or notes, which may change any block; those are parsed as a whole.
 */
export class GrowingMessage {
  readonly #messages: MessageBodyMessages;
  #finished: MessageBlock[] = [];
  /** What `#finished` was made of. */
  #done = '';
  #isWhole = false;

  constructor(messages: MessageBodyMessages) {
    this.#messages = messages;
  }

  /**
   * Takes the source so far, and whether more will come. A source that does not begin like the one
   * before is taken as another message.
   */
  update(source: string, isStreaming: boolean): MessageContent {
    const { visible, hidden } = splitChannels(source);
    if (!visible.startsWith(this.#done)) {
      this.#finished = [];
      this.#done = '';
      this.#isWhole = false;
    }
    return { blocks: this.#parse(visible, isStreaming), hidden, visible };
  }

  #parse(visible: string, isStreaming: boolean): readonly MessageBlock[] {
    const base = this.#done.length;
    const rest = visible.slice(base);
    const parsed = parseMessage(isStreaming ? closeUnfinished(rest) : rest, this.#messages);
    if (parsed.hasDefinitions && !this.#isWhole) {
      this.#isWhole = true;
      this.#finished = [];
      this.#done = '';
      if (base > 0) return this.#parse(visible, isStreaming);
    }
    const blocks = parsed.blocks.map((element) => ({ element, base }));
    const all = [...this.#finished, ...blocks];
    const boundary = parsed.lastBlockStart;
    if (!this.#isWhole && isSettled(rest, boundary)) {
      const isFinished = ({ element }: MessageBlock): boolean =>
        (element.position?.start.offset ?? boundary) < boundary;
      this.#finished.push(...blocks.filter(isFinished));
      this.#done = visible.slice(0, base + boundary);
    }
    return all;
  }
}

/**
 * Whether a block that begins here will always begin here. Behind a blank line it does; else its
 * first lines may turn out to belong to the paragraph before, until they are complete. A table needs
 * two of them.
 */
function isSettled(markdown: string, boundary: number): boolean {
  if (boundary <= 0 || boundary > markdown.length) return false;
  if (/\n[ \t]*\r?\n$/u.test(markdown.slice(0, boundary))) return true;
  const lineEnd = markdown.indexOf('\n', boundary);
  return lineEnd >= 0 && markdown.includes('\n', lineEnd + 1);
}
