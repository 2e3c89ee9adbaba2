import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TtsError } from '../errors.ts';
import type { ChatMessage, LanguageModel } from '../llm/language-model.ts';
import { FastOutput, SineEngine } from '../player/player-fixture.ts';
import { TtsPlayer } from '../player/player.ts';
import { ChatSession, type ChatChoices } from './chat-session.ts';
import { Conversation } from './conversation.ts';
import type { Reply } from './message.ts';

/** What a model writes: texts one after the other, an error, or what is awaited. */
type Script = readonly (string | Error | Promise<unknown>)[];

/** A model that writes what it is told, and keeps what it was asked. */
class ScriptedModel implements LanguageModel {
  readonly name = 'qwen2.5:1.5b';
  readonly contexts: (readonly ChatMessage[])[] = [];
  readonly signals: AbortSignal[] = [];
  scripts: Script[] = [];

  async *reply(
    messages: readonly ChatMessage[],
    { signal }: { signal?: AbortSignal } = {},
  ): AsyncGenerator<string> {
    this.contexts.push(messages);
    if (signal) this.signals.push(signal);
    for (const step of this.scripts.shift() ?? []) {
      if (step instanceof Error) throw step;
      if (typeof step === 'string') yield step;
      else await step;
    }
  }
}

const NEVER = new Promise<never>(() => undefined);
const LONG = 'the lantern swings and swings '.repeat(60);

let engine: SineEngine;
let player: TtsPlayer;
let model: ScriptedModel;
let choices: ChatChoices;
let session: ChatSession;

beforeEach(() => {
  engine = new SineEngine();
  player = newPlayer();
  model = new ScriptedModel();
  choices = {
    modelName: model.name,
    openModel: () => model,
    language: 'en',
    isSpoken: true,
    request: {},
  };
  session = new ChatSession(new Conversation(), () => choices);
  session.player = player;
});
afterEach(() => player.close());

function newPlayer(): TtsPlayer {
  return new TtsPlayer({
    engine,
    packUrl: 'https://packs.test/nano',
    openOutput: (sampleRate, listener) => new FastOutput(sampleRate, listener),
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

const silence = () => until(() => !session.isBusy);

function lastReply(): Reply {
  const { last } = session.conversation;
  if (last?.role !== 'assistant') throw new Error('there is no reply');
  return last;
}

describe('ChatSession.send', () => {
  it('speaks a reply while it is written, with the profile of the model', async () => {
    let finish!: () => void;
    model.scripts = [['The door opens. ', new Promise<void>((r) => (finish = r)), 'A fox!']];
    await session.send('Knock');
    await until(() => player.state === 'playing');
    expect(lastReply()).toMatchObject({ status: 'writing', text: 'The door opens. ' });
    await until(() => session.word?.messageId === lastReply().id);
    finish();
    await silence();
    expect(lastReply()).toMatchObject({ status: 'complete', text: 'The door opens. A fox!' });
    expect(lastReply().heardChars).toBeUndefined();
    expect(engine.requests).toMatchObject([{ llmModelName: 'qwen2.5:1.5b', language: 'en' }]);
    expect(model.contexts).toEqual([[{ role: 'user', content: 'Knock' }]]);
    expect(session.word).toBeUndefined();
  });

  it('tells the model what was heard of a reply that was interrupted, and no more', async () => {
    model.scripts = [[LONG, NEVER], ['Yes.']];
    await session.send('Begin');
    await until(() => (lastReply().heardChars ?? 0) > 20);
    await session.send('Stop! What was that?');
    const [question, interrupted] = session.conversation.messages as [unknown, Reply];
    expect(question).toMatchObject({ text: 'Begin' });
    expect(interrupted).toMatchObject({ status: 'stopped', text: LONG });
    expect(interrupted.heardChars).toBeLessThan(LONG.length / 2);
    const heard = LONG.slice(0, interrupted.heardChars).trimEnd();
    expect(heard.length).toBeGreaterThan(10);
    await silence();
    expect(model.contexts[1]).toEqual([
      { role: 'user', content: 'Begin' },
      { role: 'assistant', content: `${heard}…` },
      { role: 'user', content: 'Stop! What was that?' },
    ]);
    expect(model.signals[0]!.aborted).toBe(true);
  });

  it('interrupts a reply that is written and still spoken', async () => {
    model.scripts = [[LONG], ['Yes.']];
    await session.send('Begin');
    await until(() => lastReply().status === 'complete' && lastReply().heardChars! > 5);
    await session.send('Stop');
    await silence();
    expect(model.contexts[1]![1]!.content.length).toBeLessThan(LONG.length / 2);
  });

  it('is not confused by two at once', async () => {
    model.scripts = [[LONG, NEVER], ['first'], ['second']];
    await session.send('Begin');
    await until(() => player.state === 'playing');
    await Promise.all([session.send('one'), session.send('two')]);
    await silence();
    const texts = session.conversation.messages.map(({ text }) => text);
    expect(texts.slice(2)).toEqual(['one', expect.any(String), 'two', 'second']);
    expect(session.conversation.messages.filter((m) => 'status' in m)).toHaveLength(3);
  });

  it('keeps and speaks what came before a failure', async () => {
    model.scripts = [['The door. ', new TtsError('llm-interrupted', 'broken off')]];
    await session.send('Knock');
    await silence();
    expect(lastReply()).toMatchObject({
      status: 'failed',
      errorCode: 'llm-interrupted',
      text: 'The door. ',
    });
    expect(lastReply().heardChars).toBeUndefined();
    expect(player.text).toBe('The door. ');
  });

  it.each([
    [
      'a failure before the first word',
      [new TtsError('llm-unauthorized', '401')],
      'llm-unauthorized',
    ],
    ['an error of another kind', [new RangeError('oops')], 'llm-failed'],
    ['a reply without a word', [' \n'], 'llm-failed'],
  ] as const)('%s is none of the player', async (_name, script, errorCode) => {
    const errors: unknown[] = [];
    player.addEventListener('error', ({ detail }) => errors.push(detail.error));
    model.scripts = [script];
    await session.send('Knock');
    await silence();
    expect(lastReply()).toMatchObject({ status: 'failed', errorCode });
    expect(errors).toEqual([]);
  });

  it('says nothing of an empty message', async () => {
    await session.send(' \n');
    expect(session.conversation.messages).toEqual([]);
  });

  it('a model that cannot be opened fails like one that cannot answer', async () => {
    choices = {
      ...choices,
      openModel: () => Promise.reject(new TtsError('llm-unavailable', 'none')),
    };
    await session.send('Knock');
    await silence();
    expect(lastReply()).toMatchObject({ status: 'failed', errorCode: 'llm-unavailable' });
  });
});

describe('ChatSession without a voice', () => {
  it('counts replies as read, and tells when one is ready', async () => {
    choices = { ...choices, isSpoken: false };
    model.scripts = [['One two.'], ['Three.']];
    await session.send('Count');
    await silence();
    expect(session.readyId).toBe(lastReply().id);
    await session.send('On');
    await silence();
    expect(model.contexts[1]![1]).toEqual({ role: 'assistant', content: 'One two.' });
    expect(engine.requests).toEqual([]);
  });

  it('stops writing', async () => {
    choices = { ...choices, isSpoken: false };
    model.scripts = [['One tw', NEVER]];
    await session.send('Count');
    await until(() => lastReply().text !== '');
    await session.stop();
    expect(lastReply()).toMatchObject({ status: 'stopped', text: 'One tw' });
  });

  it('shows the whole reply where the voice fails', async () => {
    engine.failure = new TtsError('engine-failed', 'broken');
    model.scripts = [['One two.', ' Three.']];
    await session.send('Count');
    await silence();
    expect(lastReply()).toMatchObject({ status: 'complete', text: 'One two. Three.' });
    expect(lastReply().heardChars).toBeUndefined();
  });
});

describe('ChatSession.mute', () => {
  it('is silent, and lets the reply be written', async () => {
    let finish!: () => void;
    model.scripts = [[LONG, new Promise<void>((r) => (finish = r)), 'The end.']];
    await session.send('Begin');
    await until(() => (lastReply().heardChars ?? 0) > 20);
    session.mute();
    await until(() => session.spokenIds.length === 0);
    expect(lastReply()).toMatchObject({ status: 'writing', heardChars: undefined });
    finish();
    await silence();
    expect(lastReply()).toMatchObject({ status: 'complete', text: `${LONG}The end.` });
    expect(lastReply().heardChars).toBeUndefined();
  });
});

describe('ChatSession.stop', () => {
  it('by the player itself ends the writing too', async () => {
    model.scripts = [[LONG, NEVER]];
    await session.send('Begin');
    await until(() => (lastReply().heardChars ?? 0) > 20);
    await player.cancel();
    await silence();
    expect(lastReply().status).toBe('stopped');
    expect(lastReply().heardChars).toBeGreaterThan(20);
  });

  it('keeps what was heard when another player takes the place of this one', async () => {
    model.scripts = [[LONG, NEVER]];
    await session.send('Begin');
    await until(() => (lastReply().heardChars ?? 0) > 20);
    session.player = newPlayer();
    await silence();
    expect(lastReply().heardChars).toBeGreaterThan(20);
    expect(lastReply().heardChars).toBeLessThan(LONG.length);
  });

  it('forgets everything, also what is being written', async () => {
    model.scripts = [[LONG, NEVER]];
    await session.send('Begin');
    await session.clear();
    expect([session.isBusy, session.conversation.messages]).toEqual([false, []]);
  });
});

describe('ChatSession.goOn', () => {
  it('speaks the rest of a reply that was written to its end', async () => {
    model.scripts = [[LONG]];
    await session.send('Begin');
    await until(() => lastReply().status === 'complete' && lastReply().heardChars! > 20);
    await session.stop();
    const { id, heardChars } = lastReply();
    await session.goOn(id);
    await until(() => session.word !== undefined);
    expect(session.word!.charIndex).toBeGreaterThanOrEqual(heardChars!);
    expect(player.text).toBe(LONG.slice(heardChars));
    await silence();
    expect(lastReply().heardChars).toBeUndefined();
    expect(model.contexts).toHaveLength(1);
  });

  it('speaks the rest of one that was not, and what the model adds', async () => {
    model.scripts = [
      [`${LONG}and th`, NEVER],
      ['the fox', ' sleeps.'],
    ];
    await session.send('Begin');
    await until(() => (lastReply().heardChars ?? 0) > 20);
    await session.stop();
    const { id } = lastReply();
    await session.goOn(id);
    await silence();
    expect(lastReply()).toMatchObject({ status: 'complete', text: `${LONG}and the fox sleeps.` });
    expect(player.text.endsWith('and the fox sleeps.')).toBe(true);
    expect(model.contexts[1]!.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  it('asks again for a reply that failed at once', async () => {
    model.scripts = [[new TtsError('llm-busy', '429')], ['Hello!']];
    await session.send('Hi');
    await silence();
    await session.goOn(lastReply().id);
    await silence();
    expect(lastReply()).toMatchObject({ status: 'complete', text: 'Hello!', errorCode: undefined });
    expect(model.contexts[1]).toEqual(model.contexts[0]);
  });

  it('is for the last reply, if it is not whole', async () => {
    model.scripts = [['One.'], ['Two.']];
    await session.send('a');
    await silence();
    await session.goOn(lastReply().id);
    expect(session.isBusy).toBe(false);
  });
});

describe('ChatSession.speakAgain', () => {
  beforeEach(async () => {
    model.scripts = [['One.'], [LONG]];
    await session.send('a');
    await silence();
  });

  it('speaks a message anew, without asking the model', async () => {
    const { id } = lastReply();
    await session.speakAgain(id, 'interrupt');
    expect(session.spokenIds).toEqual([id]);
    await silence();
    expect([player.text, model.contexts.length]).toEqual(['One.', 1]);
  });

  it('waits its turn, or takes it', async () => {
    const first = lastReply().id;
    await session.send('b');
    const second = lastReply().id;
    await until(() => player.state === 'playing');
    await session.speakAgain(first, 'add');
    await session.speakAgain(first, 'add');
    expect(session.spokenIds).toEqual([second, first]);
    await session.speakAgain(first, 'interrupt');
    expect(session.spokenIds).toEqual([first]);
    expect(session.conversation.reply(second)!.heardChars).toBeLessThan(LONG.length);
    await silence();
    expect(session.conversation.reply(first)!.heardChars).toBeUndefined();
  });

  it('goes back to the beginning of what is being spoken', async () => {
    await session.send('b');
    await until(() => player.state === 'playing' && player.currentTime > 1);
    const atSeconds = player.currentTime;
    await session.speakAgain(lastReply().id, 'interrupt');
    await until(() => player.currentTime < atSeconds);
    expect(engine.requests).toHaveLength(2);
    await session.stop();
  });
});
