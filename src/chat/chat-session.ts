import { isTtsError, type TtsErrorCode } from '../errors.ts';
import type { LanguageModel } from '../llm/language-model.ts';
import { abortable } from '../player/abortable.ts';
import type { SpeakOptions } from '../player/player.ts';
import { textDeltas } from '../player/text-source.ts';
import type { Conversation, NewReply } from './conversation.ts';
import { DeltaQueue } from './delta-queue.ts';
import { canGoOn } from './message.ts';
import { goOnContext, modelContext } from './model-context.ts';
import { SpeechJob, type ChatPlayer } from './speech-job.ts';

/** A word of a message that is being heard, in UTF-16 units of its text. */
export interface HeardWord {
  readonly messageId: string;
  readonly charIndex: number;
  readonly charLength: number;
}

/** What the user has chosen, asked for whenever it matters. */
export interface ChatChoices {
  /** The name of the language model, which picks the profile. */
  readonly modelName: string;
  readonly openModel: () => LanguageModel | Promise<LanguageModel>;
  readonly systemPrompt?: string | undefined;
  /** The language that is written and spoken, as a tag. */
  readonly language: string;
  /** Replies are spoken while they are written. */
  readonly isSpoken: boolean;
  /** Voice, profile and the like. */
  readonly request: SpeakOptions;
}

/** What is being written, and where that is to be broken off. */
interface Writing {
  readonly id: string;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/**
 * Joins a language model and a player: replies are heard while they are written, and when they are
 * interrupted it is kept what was heard of them. Emits `change`.
 */
export class ChatSession extends EventTarget {
  readonly conversation: Conversation;
  readonly #choices: () => ChatChoices;
  #player: ChatPlayer | undefined;
  #writing: Writing | undefined;
  #jobs: readonly SpeechJob[] = [];
  #word: HeardWord | undefined;
  #readyId: string | undefined;
  /** The speech that is ending was no longer wanted, while its text still is. */
  #isMuted = false;

  constructor(conversation: Conversation, choices: () => ChatChoices) {
    super();
    this.conversation = conversation;
    this.#choices = choices;
  }

  /** Who speaks; without one, replies are read. */
  get player(): ChatPlayer | undefined {
    return this.#player;
  }

  set player(player: ChatPlayer | undefined) {
    if (player === this.#player) return;
    this.#player = player;
    for (const job of this.#jobs) job.abandon();
  }

  /** The reply that is being written. */
  get writingId(): string | undefined {
    return this.#writing?.id;
  }

  /** The messages that are spoken or wait to be, in order. */
  get spokenIds(): readonly string[] {
    return this.#jobs.map(({ messageId }) => messageId);
  }

  get word(): HeardWord | undefined {
    return this.#word;
  }

  /** The last reply that was complete without being spoken: worth a word to who cannot see it. */
  get readyId(): string | undefined {
    return this.#readyId;
  }

  /** True while something is written or spoken, that is, can be stopped. */
  get isBusy(): boolean {
    return this.#writing !== undefined || this.#jobs.length > 0;
  }

  /**
   * Says something to the model, which interrupts what it is saying. Call this and all that speaks
   * in a click or key.
   */
  async send(text: string): Promise<void> {
    if (text.trim() === '') return;
    while (this.isBusy) await this.stop();
    this.conversation.ask(text.trim());
    const context = modelContext(this.conversation.messages, this.#choices().systemPrompt);
    const { id } = this.conversation.beginReply(this.#newReply());
    this.#write(id, context, 0);
  }

  /** Goes on with the last reply: speaks what was not heard, and lets the model write the rest. */
  async goOn(id: string): Promise<void> {
    while (this.isBusy) await this.stop();
    const { conversation } = this;
    const reply = conversation.reply(id);
    if (!reply || reply !== conversation.last || !canGoOn(reply)) return;
    if (reply.status === 'complete') {
      const startChar = reply.heardChars ?? 0;
      this.#speak(id, reply.text.slice(startChar), { startChar, language: reply.language });
      return;
    }
    conversation.goOnWriting(id, this.#newReply());
    const context = goOnContext(conversation.messages, this.#choices().systemPrompt);
    this.#write(id, context, conversation.reply(id)?.heardChars ?? 0);
  }

  /**
   * Speaks a message again: `interrupt` instead of what is being spoken, `add` after it. One that is
   * being spoken begins anew.
   */
  async speakAgain(id: string, queue: 'interrupt' | 'add'): Promise<void> {
    const current = this.#jobs[0];
    if (
      current?.messageId === id &&
      current.startChar === 0 &&
      current.player.currentTime !== undefined
    ) {
      current.player.currentTime = 0;
      return;
    }
    if (queue === 'interrupt') while (this.isBusy) await this.stop();
    const message = this.conversation.messages.find((one) => one.id === id);
    if (!message || message.text.trim() === '' || this.spokenIds.includes(id)) return;
    const language = message.role === 'assistant' ? message.language : undefined;
    this.#speak(id, message.text, { language, queue });
  }

  /** Silence, and nothing is written any more. Resolves when it is known what was heard. */
  async stop(): Promise<void> {
    const writing = this.#writing;
    const jobs = this.#jobs;
    writing?.abort.abort(stopped());
    if (jobs.length > 0) void this.#player?.cancel();
    await Promise.all([writing?.done, ...jobs.map(({ outcome }) => outcome)]);
  }

  /** Silence, while it is written on: what is there is read from now on. */
  mute(): void {
    this.#isMuted = this.#jobs.length > 0;
    if (this.#isMuted) void this.#player?.cancel();
  }

  /** Begins anew, with nothing said. */
  async clear(): Promise<void> {
    while (this.isBusy) await this.stop();
    this.#readyId = undefined;
    this.conversation.clear();
    this.#emit();
  }

  get #isSpoken(): boolean {
    return this.#choices().isSpoken && this.#player !== undefined;
  }

  #newReply(): NewReply {
    const { language, modelName } = this.#choices();
    return { language, modelName, isSpoken: this.#isSpoken };
  }

  /** Lets the model write a reply; it is spoken from `startChar` on as it comes. */
  #write(id: string, context: ReturnType<typeof modelContext>, startChar: number): void {
    const isSpoken = this.#isSpoken;
    const queue = new DeltaQueue();
    queue.push(this.#textOf(id).slice(startChar));
    const abort = new AbortController();
    const done = this.#receive(id, context, queue, abort.signal);
    this.#writing = { id, abort, done };
    this.#readyId = undefined;
    const job = isSpoken
      ? this.#speak(id, queue, { startChar, language: this.#choices().language })
      : undefined;
    void done.then(() => {
      if (this.#writing?.id === id) this.#writing = undefined;
      // There may be nothing to be spoken, which is no failure of the player.
      if (this.#textOf(id).slice(startChar).trim() === '') job?.abort();
      queue.close();
      if (!isSpoken && this.conversation.reply(id)?.status === 'complete') this.#readyId = id;
      this.#emit();
    });
    this.#emit();
  }

  /** Takes what the model writes; whatever becomes of it, the text that came is kept. */
  async #receive(
    id: string,
    context: ReturnType<typeof modelContext>,
    queue: DeltaQueue,
    signal: AbortSignal,
  ): Promise<void> {
    const { conversation } = this;
    const isRest = this.#textOf(id) !== '';
    let isFirst = true;
    try {
      const model = await abortable(Promise.resolve(this.#choices().openModel()), signal);
      for await (const delta of textDeltas(model.reply(context, { signal }), signal)) {
        const text = isRest && isFirst ? spaced(this.#textOf(id), delta) : delta;
        isFirst = false;
        conversation.append(id, text);
        queue.push(text);
        this.#emit();
      }
      if (this.#textOf(id).trim() === '') conversation.fail(id, 'llm-failed');
      else conversation.complete(id);
    } catch (error) {
      if (signal.aborted) conversation.stop(id);
      else conversation.fail(id, errorCode(error));
    }
  }

  #speak(
    id: string,
    text: string | DeltaQueue,
    options: { startChar?: number; language?: string | undefined; queue?: SpeakOptions['queue'] },
  ): SpeechJob | undefined {
    const player = this.#player;
    if (!player) return undefined;
    const { startChar = 0, language, queue } = options;
    const { request, modelName } = this.#choices();
    const job = new SpeechJob({
      player,
      messageId: id,
      text,
      startChar,
      request: {
        ...request,
        llmModelName: this.conversation.reply(id)?.modelName ?? modelName,
        language: language ?? this.#choices().language,
        queue,
      },
      onWord: (charIndex, charLength) => {
        this.#word = { messageId: id, charIndex, charLength };
        this.conversation.hear(id, charIndex);
        this.#emit();
      },
    });
    this.#jobs = [...this.#jobs, job];
    void job.outcome.then((outcome) => {
      this.#jobs = this.#jobs.filter((one) => one !== job);
      if (this.#word?.messageId === id) this.#word = undefined;
      if (outcome.type === 'interrupted' && isLoaded(player) && !this.#isMuted) {
        this.conversation.hear(id, outcome.heardChars);
        // Stopped at the player: there is no use in writing on for nobody.
        if (this.#writing?.id === id) this.#writing.abort.abort(stopped());
      } else {
        // With a voice that does not come or is not wanted, there is only reading.
        this.conversation.hearAll(id);
      }
      if (this.#jobs.length === 0) this.#isMuted = false;
      this.#emit();
    });
    this.#emit();
    return job;
  }

  #textOf(id: string): string {
    return this.conversation.reply(id)?.text ?? '';
  }

  #emit(): void {
    this.dispatchEvent(new Event('change'));
  }
}

/** Whether it has a voice: before, nothing can have been heard or missed. */
function isLoaded({ state }: ChatPlayer): boolean {
  return state !== 'idle' && state !== 'loading';
}

function stopped(): DOMException {
  return new DOMException('Stopped by the user', 'AbortError');
}

function errorCode(error: unknown): TtsErrorCode {
  return isTtsError(error) ? error.code : 'llm-failed';
}

/** The delta, with one space before it where a word would run into another. */
function spaced(text: string, delta: string): string {
  if (/\s$/.test(text)) return delta.trimStart();
  return /[([{]$/.test(text) || /^[\s\p{P}]/u.test(delta) ? delta : ` ${delta}`;
}
