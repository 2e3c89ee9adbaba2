import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../language-model.ts';
import { ADVENTURE, type Scene, type SceneId } from './adventure.ts';
import { replyTo } from './conversation.ts';
import { STORY_LANGUAGES, type StoryLanguage } from './intent.ts';
import { STORY_TEXTS } from './narrator.ts';
import { Storyteller } from './storyteller.ts';
import { splitTokens, type StorytellerClock } from './tell-story.ts';
import { VOCABULARIES } from './vocabulary.ts';

const CLOSED = /[.?!]["”*]*$/;

/** A conversation in which the player says these, heard to the end each time. */
function play(language: StoryLanguage, seed: number, commands: readonly string[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  const answer = (): void => {
    messages.push({ role: 'assistant', content: replyTo(messages, { language, seed }) });
  };
  answer();
  for (const content of commands) {
    messages.push({ role: 'user', content });
    answer();
  }
  return messages;
}

function lastReply(language: StoryLanguage, seed: number, commands: readonly string[]): string {
  return play(language, seed, commands).at(-1)!.content;
}

const CLOCK: StorytellerClock = { now: () => 0, sleep: async () => undefined };

async function told(messages: readonly ChatMessage[], language: StoryLanguage, seed = 0) {
  const tokens: string[] = [];
  const storyteller = new Storyteller({ language, seed, clock: CLOCK });
  for await (const token of storyteller.reply(messages)) tokens.push(token);
  return tokens;
}

describe.each(STORY_LANGUAGES)('in %s', (language) => {
  const text = STORY_TEXTS[language];

  it('greets, and opens the scene, where nothing was said yet', async () => {
    const opening = (await told([], language)).join('');
    expect(opening).toContain(text.greeting);
    expect(opening).toContain(text.scenes.inn.arrive);
    expect((await told([{ role: 'system', content: 'x' }], language)).join('')).toBe(opening);
    expect((await told([{ role: 'user', content: 'hi' }], language)).join('')).toBe(opening);
  });

  it('tells the same for the same messages, and lets other dice fall for another seed', () => {
    const commands = Array.from({ length: 12 }, () => 'roll 3d100');
    expect(play(language, 3, commands)).toEqual(play(language, 3, commands));
    expect(play(language, 3, commands)).not.toEqual(play(language, 4, commands));
  });

  it('has a text for each scene and action, which ends as a sentence', () => {
    for (const id of Object.keys(ADVENTURE) as SceneId[]) {
      const { actions }: Scene = ADVENTURE[id];
      const scene = text.scenes[id];
      expect(scene.arrive).toMatch(/[?]["*]*$/);
      expect(scene.again).toMatch(CLOSED);
      const told: Record<string, { offer?: string; told?: string; failed?: string }> =
        scene.actions;
      expect(Object.keys(told)).toEqual(Object.keys(actions));
      for (const [name, { isHidden, check, to, restarts }] of Object.entries(actions)) {
        const { offer, told: done, failed } = told[name]!;
        expect([id, name, offer !== undefined]).toEqual([id, name, !isHidden]);
        expect([id, name, failed !== undefined]).toEqual([id, name, check !== undefined]);
        if (!to && !restarts) expect(done, `${id} ${name}`).toBeDefined();
        for (const line of [offer, done, failed]) if (line) expect(line).toMatch(CLOSED);
      }
    }
  });

  it('answers whatever is said: never empty, never long, always to the end of a sentence', () => {
    const { verbs, nouns } = VOCABULARIES[language];
    const words = [...Object.values(verbs), ...Object.values(nouns)].flatMap((list) =>
      list.split(' ').map((word) => word.replaceAll('_', ' ')),
    );
    const sentence = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 });
    const command = fc.oneof(
      { weight: 6, arbitrary: sentence.map((some) => some.join(' ')) },
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }).map(String) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
      { weight: 1, arbitrary: fc.constantFrom('20d1000+100', '20d1000-100', 'd%', 'yes', 'sim') },
    );
    fc.assert(
      fc.property(
        fc.array(command, { minLength: 20, maxLength: 40 }),
        fc.integer(),
        (commands, seed) => {
          for (const { role, content } of play(language, seed, commands)) {
            if (role !== 'assistant') continue;
            expect(content.trim()).toBe(content);
            expect(content).toMatch(CLOSED);
            expect(content.length).toBeLessThan(900);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('comes to its end even for those who say nothing that makes sense', () => {
    const nonsense = Array.from({ length: 160 }, (_, i) => `zzz${i}`);
    const messages: ChatMessage[] = play(language, 1, nonsense);
    expect(messages.some(({ content }) => content.includes(text.scenes.dawn.arrive))).toBe(true);
  });

  it('says that it was cut off, sometimes', () => {
    const replies = Array.from({ length: 20 }, (_, seed) => {
      const messages = play(language, seed, []);
      const heard = messages[0]!.content.slice(0, 60);
      const cut: ChatMessage[] = [
        { role: 'assistant', content: `${heard}…` },
        { role: 'user', content: language === 'en' ? 'look' : 'olhar' },
      ];
      return replyTo(cut, { language, seed });
    });
    const noticed = replies.filter((reply) => text.interrupted.some((s) => reply.startsWith(s)));
    expect(noticed.length).toBeGreaterThan(3);
    expect(noticed.length).toBeLessThan(17);
  });

  it('does not say so to those who heard it to the end', () => {
    const commands = Array.from({ length: 20 }, () => (language === 'en' ? 'look' : 'olhar'));
    for (const { content } of play(language, 5, commands)) {
      for (const sentence of text.interrupted) expect(content).not.toContain(sentence);
    }
  });

  it('goes on where the last message is its own', () => {
    const messages = play(language, 0, []);
    const reply = replyTo(messages, { language, seed: 0 });
    expect(reply).toContain(text.scenes.inn.again);
    expect(reply).toMatch(CLOSED);
  });
});

describe('a player', () => {
  it('rolls dice, which are shown', () => {
    const reply = lastReply('en', 1, ['roll 2d6+1']);
    const [, total, first, second] = /\*\*2d6\+1: (\d+)\*\* \((\d), (\d), \+1\)/.exec(reply)!;
    expect(Number(first) + Number(second) + 1).toBe(Number(total));
    const single = Number(/\*\*d20: (\d+)\*\*/.exec(lastReply('pt', 1, ['rolar d20']))![1]);
    expect(single).toBeGreaterThanOrEqual(1);
    expect(single).toBeLessThanOrEqual(20);
  });

  it('sees the throw of a skill check', () => {
    const reply = lastReply('pt', 2, ['sair', 'ir para oeste', 'soltar o lobo']);
    expect(reply).toMatch(/\*\*d20: \d+\*\*/);
  });

  it('carries what was taken', () => {
    const reply = lastReply('pt', 0, ['pegar o peixe', 'falar com a senhora', 'inventário']);
    expect(reply).toContain('uma lanterna e um peixe defumado');
    expect(lastReply('en', 0, ['inventory'])).toContain('Your pockets are empty');
  });

  it('gets over the fox with the fish', () => {
    const way = ['take the fish', 'go out', 'go west', 'go to the waterfall', 'give fish to fox'];
    expect(lastReply('en', 0, way)).toContain('Birch smoke');
    expect(lastReply('en', 0, [...way, 'inventory'])).toContain('pockets are empty');
  });

  it('begins anew', () => {
    const reply = lastReply('pt', 0, ['pegar o peixe', 'sair', 'novo jogo']);
    expect(reply).toContain(STORY_TEXTS.pt.scenes.inn.arrive);
    expect(lastReply('pt', 0, ['pegar o peixe', 'novo jogo', 'inventário'])).toContain('vazios');
  });

  it('is understood in the other language, and told once that the story keeps to its own', () => {
    const [, , first, , second] = play('en', 0, ['pegar o peixe', 'abrir a porta']);
    expect(first!.content).toContain(STORY_TEXTS.en.foreign);
    expect(first!.content).toContain('smoked fish');
    expect(second!.content).not.toContain(STORY_TEXTS.en.foreign);
    expect(second!.content).toContain('Four roads meet');
  });
});

describe('the pace', () => {
  it('is kept, token by token', async () => {
    const clock = {
      nowMs: 0,
      now: () => clock.nowMs,
      sleep: async (ms: number) => void (clock.nowMs += ms),
    };
    const storyteller = new Storyteller({ language: 'en', tokensPerSecond: () => 10, clock });
    const tokens: string[] = [];
    for await (const token of storyteller.reply([])) tokens.push(token);
    expect(tokens).toEqual(splitTokens(replyTo([], { language: 'en', seed: 0 })));
    expect(clock.nowMs).toBeCloseTo(100 * tokens.length, 3);
  });

  it('ends with the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const storyteller = new Storyteller({ language: 'pt', tokensPerSecond: () => 0.01 });
    const reply = storyteller.reply([], { signal: controller.signal });
    const next = reply[Symbol.asyncIterator]().next();
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
  });
});
