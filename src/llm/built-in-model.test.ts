import { describe, expect, it } from 'vitest';
import { isTtsError } from '../errors.ts';
import { BuiltInModel, builtInAvailability, prepareBuiltInModel } from './built-in-model.ts';
import type { PromptApi, PromptSession } from './prompt-api.ts';

type CreateOptions = NonNullable<Parameters<PromptApi['create']>[0]>;

/**
 * Stands in for Chrome's Prompt API, as it is documented: no browser of the tests has it. Its sessions
 * say what they were created with and asked, and stop when they are told to.
 */
class FakePromptApi {
  readonly created: CreateOptions[] = [];
  readonly prompts: unknown[] = [];
  destroyed = 0;
  cancelled = 0;
  readonly #plan: FakePlan;

  constructor(plan: FakePlan = {}) {
    this.#plan = plan;
  }

  get api(): PromptApi {
    return {
      availability: async () => this.#plan.availability ?? 'available',
      create: async (options) => this.#create(options ?? {}) as LanguageModel,
    };
  }

  #create(options: CreateOptions): PromptSession {
    this.created.push(options);
    if (this.#plan.createError) throw this.#plan.createError;
    const monitor = new EventTarget();
    options.monitor?.(monitor as CreateMonitor);
    for (const loaded of [0, 0.5, 1]) {
      monitor.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded, total: 1 }));
    }
    return {
      promptStreaming: (input, { signal } = {}) => {
        this.prompts.push(input);
        const deltas = [...(this.#plan.deltas ?? ['Once', '', ' upon'])];
        return new ReadableStream<string>({
          start: (controller) => {
            signal?.addEventListener('abort', () => controller.error(signal.reason));
          },
          pull: (controller) => {
            const delta = deltas.shift();
            if (delta !== undefined) controller.enqueue(delta);
            else if (this.#plan.replyError) controller.error(this.#plan.replyError);
            else if (!this.#plan.isEndless) controller.close();
          },
          cancel: () => void this.cancelled++,
        });
      },
      destroy: () => void this.destroyed++,
    };
  }
}

interface FakePlan {
  readonly availability?: Availability;
  readonly createError?: Error;
  readonly deltas?: readonly string[];
  readonly replyError?: Error;
  readonly isEndless?: boolean;
}

const HELLO = [{ role: 'user', content: 'Hello' }] as const;

async function outcomeOf(deltas: AsyncIterable<string>): Promise<readonly [string, string?]> {
  let text = '';
  try {
    for await (const delta of deltas) text += delta;
    return [text];
  } catch (error) {
    if (!isTtsError(error)) throw error;
    return [text, error.code];
  }
}

describe('BuiltInModel', () => {
  it('gives what came before to the session, and the last message as the prompt', async () => {
    const fake = new FakePromptApi();
    const deltas: string[] = [];
    for await (const delta of new BuiltInModel({ api: fake.api }).reply([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'One' },
      { role: 'system', content: 'Be kind.' },
      { role: 'assistant', content: 'Two' },
      { role: 'user', content: 'Three' },
    ])) {
      deltas.push(delta);
    }
    expect(deltas).toEqual(['Once', ' upon']);
    expect(fake.created[0]!.initialPrompts).toEqual([
      { role: 'system', content: 'Be brief.\n\nBe kind.' },
      { role: 'user', content: 'One' },
      { role: 'assistant', content: 'Two' },
    ]);
    expect(fake.prompts).toEqual([[{ role: 'user', content: 'Three' }]]);
    expect(fake.destroyed).toBe(1);
  });

  it.each<[string, FakePlan, string, string]>([
    ['no model', { availability: 'unavailable' }, '', 'llm-unavailable'],
    ['no click', { createError: new DOMException('', 'NotAllowedError') }, '', 'llm-unavailable'],
    ['too much', { createError: new DOMException('', 'QuotaExceededError') }, '', 'llm-failed'],
    ['a crash', { deltas: [], replyError: new Error('crashed') }, '', 'llm-failed'],
    ['a late crash', { replyError: new Error('crashed') }, 'Once upon', 'llm-interrupted'],
  ])('tells of %s', async (_name, plan, text, code) => {
    const fake = new FakePromptApi(plan);
    expect(await outcomeOf(new BuiltInModel({ api: fake.api }).reply(HELLO))).toEqual([text, code]);
    expect(fake.destroyed).toBe(plan.createError || plan.availability ? 0 : 1);
  });

  it('is unavailable where there is no such interface', async () => {
    expect(await builtInAvailability()).toBe('unavailable');
    expect(await outcomeOf(new BuiltInModel().reply(HELLO))).toEqual(['', 'llm-unavailable']);
  });

  it('stops with the reason of the signal, and lets go of the session', async () => {
    const fake = new FakePromptApi({ isEndless: true });
    const controller = new AbortController();
    const { signal } = controller;
    const reply = new BuiltInModel({ api: fake.api }).reply(HELLO, { signal });
    expect((await reply.next()).value).toBe('Once');
    expect((await reply.next()).value).toBe(' upon');
    const next = reply.next();
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
    expect(fake.destroyed).toBe(1);
    expect(fake.created[0]!.signal).toBe(signal);
  });

  it('stops when nobody reads on', async () => {
    const fake = new FakePromptApi({ isEndless: true });
    for await (const delta of new BuiltInModel({ api: fake.api }).reply(HELLO)) {
      if (delta) break;
    }
    expect([fake.cancelled, fake.destroyed]).toEqual([1, 1]);
  });
});

describe('prepareBuiltInModel', () => {
  it('says how the download goes', async () => {
    const fake = new FakePromptApi({ availability: 'downloadable' });
    const fractions: number[] = [];
    await prepareBuiltInModel({
      api: fake.api,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(fractions).toEqual([0, 0.5, 1]);
    expect(fake.destroyed).toBe(1);
  });

  it('can be given up', async () => {
    const fake = new FakePromptApi();
    const signal = AbortSignal.abort();
    await expect(prepareBuiltInModel({ api: fake.api, signal })).rejects.toBe(signal.reason);
    expect(fake.created).toEqual([]);
  });
});
