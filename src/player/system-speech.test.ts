import { beforeEach, describe, expect, it } from 'vitest';
import type { SpeechPlayer } from './speech-player.ts';
import { SystemSpeech } from './system-speech.ts';
import type { TtsPlayer } from './player.ts';

/**
 * Headless browsers have no voices, so the system is a stand-in of the interface that the Web Speech
 * API documents: https://webaudio.github.io/web-speech-api/#tts-section
 */
class FakeUtterance extends EventTarget {
  voice: SpeechSynthesisVoice | null = null;
  lang = '';
  rate = 1;
  readonly text: string;

  constructor(text: string) {
    super();
    this.text = text;
  }

  tell(type: string, fields: object = {}): void {
    this.dispatchEvent(Object.assign(new Event(type), fields));
  }
}

class FakeSynthesis extends EventTarget {
  voices = [
    voice('Server', 'en-US', false),
    voice('Alex', 'en-GB', true),
    voice('Luciana', 'pt_BR', true),
  ];
  readonly said: FakeUtterance[] = [];
  paused = false;
  pending = false;
  /** Whether utterances end by themselves, and whether the browser says so. */
  ends: 'told' | 'silently' | 'never' = 'told';
  #current: FakeUtterance | undefined;

  get speaking(): boolean {
    return this.#current !== undefined;
  }
  getVoices() {
    return this.voices;
  }
  speak(utterance: FakeUtterance): void {
    this.said.push(utterance);
    this.#current = utterance;
    setTimeout(() => {
      utterance.tell('start');
      for (const { index } of utterance.text.matchAll(/\S+/g)) {
        if (this.ends === 'never' && index > 12) return;
        utterance.tell('boundary', { name: 'word', charIndex: index });
      }
      if (this.ends === 'never' || this.#current !== utterance) return;
      this.#current = undefined;
      if (this.ends === 'told') utterance.tell('end');
    });
  }
  cancel(): void {
    const utterance = this.#current;
    this.#current = undefined;
    if (utterance) setTimeout(() => utterance.tell('error', { error: 'canceled' }));
  }
  fail(error: string): void {
    this.#current!.tell('error', { error });
  }
  pause(): void {
    this.paused = true;
  }
  resume(): void {
    this.paused = false;
  }
}

function voice(name: string, lang: string, localService: boolean): SpeechSynthesisVoice {
  return { name, lang, localService, default: false, voiceURI: name };
}

let synthesis: FakeSynthesis;
let speech: SystemSpeech;
let log: string[];

beforeEach(() => {
  synthesis = new FakeSynthesis();
  speech = new SystemSpeech({
    synthesis: synthesis as unknown as SpeechSynthesis,
    createUtterance: (text) => new FakeUtterance(text) as unknown as SpeechSynthesisUtterance,
  });
  log = [];
  speech.addEventListener('statechange', ({ detail }) => log.push(detail.state));
  speech.addEventListener('ended', ({ detail }) => log.push(`ended ${detail.id}`));
  speech.addEventListener('cancelled', ({ detail }) => log.push(`cancelled ${detail.id}`));
});

describe('SystemSpeech', () => {
  it('is used as a TtsPlayer is', () => {
    const asPlayer = (player: TtsPlayer): SpeechPlayer => player;
    expect(asPlayer).toBeTypeOf('function');
    const player: SpeechPlayer = speech;
    expect(player.speaking).toBe(false);
  });

  it('says a text in pieces of at most ten seconds, and tells of its words in the source', async () => {
    const source = `**One** sentence of some words. ${'And here is another one. '.repeat(20)}`;
    const words: string[] = [];
    speech.addEventListener('boundary', ({ detail: { charIndex, charLength } }) =>
      words.push(source.slice(charIndex, charIndex + charLength)),
    );
    await speech.speak(source, { id: 'a' });
    expect(synthesis.said.length).toBeGreaterThan(2);
    for (const { text } of synthesis.said) expect(text.length).toBeLessThanOrEqual(152);
    expect(words.slice(0, 3)).toEqual(['One', 'sentence', 'of']);
    expect(words).toHaveLength(105);
    expect(log.at(0)).toBe('waiting');
    expect(log.slice(-2)).toEqual(['ended a', 'ready']);
    expect(speech.speaking).toBe(false);
  });

  it('says sentences while the text is still being written', async () => {
    let write: (more: string | undefined) => void = () => undefined;
    async function* deltas(): AsyncGenerator<string> {
      yield 'The first sentence of all of them is here. ';
      const more = await new Promise<string | undefined>((resolve) => (write = resolve));
      if (more !== undefined) yield more;
    }
    const speaking = speech.speak(deltas());
    await expect
      .poll(() => synthesis.said.map(({ text }) => text))
      .toEqual(['The first sentence of all of them is here.']);
    write('And the second.');
    await speaking;
    expect(synthesis.said.map(({ text }) => text)).toEqual([
      'The first sentence of all of them is here.',
      'And the second.',
    ]);
  });

  it.each([
    [{}, 'Alex'],
    [{ language: 'en-US' }, 'Alex'],
    [{ language: 'pt-BR' }, 'Luciana'],
    [{ voice: 'Server' }, 'Server'],
  ])('chooses a voice of this device: %o', async (options, name) => {
    await speech.speak('Hello.', options);
    expect(synthesis.said[0]!.voice?.name).toBe(name);
  });

  it('fails where the system has no such voice', async () => {
    const errors: unknown[] = [];
    speech.addEventListener('error', ({ detail }) => errors.push(detail.error));
    await expect(speech.speak('Hi.', { language: 'fi' })).rejects.toMatchObject({
      code: 'language-unsupported',
    });
    await expect(speech.speak('Hi.', { voice: 'Eva' })).rejects.toMatchObject({
      code: 'voice-unknown',
    });
    synthesis.voices = [];
    await expect(speech.speak('Hi.')).rejects.toMatchObject({ code: 'device-unsupported' });
    await expect(speech.speak(' ')).rejects.toMatchObject({ code: 'text-empty' });
    expect(errors).toHaveLength(4);
  });

  it('waits for voices that come late', async () => {
    const { voices } = synthesis;
    synthesis.voices = [];
    const speaking = speech.speak('Hello.');
    setTimeout(() => {
      synthesis.voices = voices;
      synthesis.dispatchEvent(new Event('voiceschanged'));
    }, 20);
    await speaking;
    expect(synthesis.said).toHaveLength(1);
  });

  it('tells what was heard when it is cancelled', async () => {
    synthesis.ends = 'never';
    const speaking = speech.speak('The old door opens slowly.', { id: 'a' });
    const failed = expect(speaking).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => speech.state, { timeout: 10_000 }).toBe('playing');
    expect(await speech.cancel()).toMatchObject({ spokenText: 'The old ', charOffset: 8 });
    await failed;
    expect(synthesis.speaking).toBe(false);
    expect(log).toEqual(['waiting', 'playing', 'cancelled a', 'ready']);
  });

  it('drops what it says for another text, or waits', async () => {
    synthesis.ends = 'never';
    const first = speech.speak('First.');
    first.catch(() => undefined);
    await expect.poll(() => speech.state, { timeout: 10_000 }).toBe('playing');
    synthesis.ends = 'told';
    await Promise.all([speech.speak('Second.'), speech.speak('Third.', { queue: 'add' })]);
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect(synthesis.said.map(({ text }) => text)).toEqual(['First.', 'Second.', 'Third.']);
  });

  it('notices an end that the browser does not tell of', async () => {
    synthesis.ends = 'silently';
    await speech.speak('Hello there.');
    expect(log.at(-1)).toBe('ready');
  });

  it('tells of the errors of the system', async () => {
    synthesis.ends = 'never';
    const speaking = speech.speak('Hello there.');
    speaking.catch(() => undefined);
    await expect.poll(() => speech.state, { timeout: 10_000 }).toBe('playing');
    synthesis.fail('audio-hardware');
    await expect(speaking).rejects.toMatchObject({ code: 'audio-output-failed' });
  });

  it('pauses and goes on', async () => {
    synthesis.ends = 'never';
    const speaking = speech.speak('Hello there.');
    speaking.catch(() => undefined);
    await expect.poll(() => speech.state, { timeout: 10_000 }).toBe('playing');
    speech.pause();
    expect([speech.paused, synthesis.paused, speech.state]).toEqual([true, true, 'paused']);
    speech.resume();
    expect([speech.paused, synthesis.paused, speech.state]).toEqual([false, false, 'playing']);
    await speech.close();
    expect(speech.state).toBe('closed');
    await expect(speech.speak('Hi.')).rejects.toMatchObject({ code: 'engine-closed' });
  });
});
