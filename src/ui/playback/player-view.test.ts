import type { ReactiveControllerHost } from 'lit';
import { describe, expect, it, vi } from 'vitest';
import { TtsError } from '../../errors.ts';
import type { PlayerState } from '../../player/player-events.ts';
import type { SpeakOptions, TtsPlayer } from '../../player/player.ts';
import { expectedSeconds, PlayerView } from './player-view.ts';

/** A player whose utterances last until they are cancelled, or fail as told. */
class FakePlayer extends EventTarget {
  state: PlayerState = 'idle';
  info = null;
  metrics = null;
  failure: Error | undefined;
  text = '';
  utteranceId: string | null = null;
  readonly spoken: SpeakOptions[] = [];
  #reject: ((reason: unknown) => void) | undefined;

  get speaking(): boolean {
    return this.#reject !== undefined;
  }

  async load(): Promise<void> {
    if (!this.failure) return;
    this.state = 'loading';
    this.report(this.failure);
    this.state = 'idle';
  }

  async speak(text: string, options: SpeakOptions): Promise<void> {
    this.cancel();
    this.spoken.push(options);
    if (this.failure) throw this.failure;
    this.text = text;
    this.utteranceId = String(this.spoken.length);
    await new Promise((_, reject) => (this.#reject = reject));
  }

  cancel(): void {
    this.#reject?.(new DOMException('Cancelled', 'AbortError'));
    this.#reject = undefined;
  }

  report(error: Error): void {
    this.dispatchEvent(new CustomEvent('error', { detail: { error } }));
  }
}

function setUp() {
  const player = new FakePlayer();
  const requestUpdate = vi.fn();
  const host = { addController: vi.fn(), requestUpdate } as unknown as ReactiveControllerHost;
  const view = new PlayerView(host, player as unknown as TtsPlayer);
  view.hostConnected();
  return { player, view, requestUpdate };
}

describe('PlayerView', () => {
  it.each([
    ['idle', 'idle'],
    ['loading', 'loading'],
    ['ready', 'ready'],
    ['waiting', 'preparing'],
    ['playing', 'speaking'],
    ['paused', 'paused'],
    ['blocked', 'blocked'],
  ] as const)('calls the state %s %s', (state, phase) => {
    const { player, view } = setUp();
    player.state = state;
    expect(view.phase).toBe(phase);
  });

  it('says that an utterance waits for the model', () => {
    const { player, view } = setUp();
    player.state = 'loading';
    void view.speak('hello', {});
    expect(view.phase).toBe('waiting');
  });

  it('shows a failed load until the next attempt', async () => {
    const { player, view } = setUp();
    player.failure = new TtsError('network', 'no network');
    await view.load();
    expect(view.phase).toBe('failed');
    expect(view.error).toBe(player.failure);
    player.failure = undefined;
    await view.load();
    expect(view.error).toBeUndefined();
    expect(view.phase).toBe('idle');
  });

  it('does not take every failure for one of loading', () => {
    const { player, view } = setUp();
    player.report(new TtsError('text-empty', 'nothing'));
    expect([view.phase, view.error]).toEqual(['idle', expect.any(TtsError)]);
  });

  it('shows no error for an utterance that another one interrupted', async () => {
    const { player, view } = setUp();
    const first = view.speak('hello', { profile: 'FAST' });
    void view.speak('hello', { profile: 'CINEMATIC' });
    await first;
    expect(player.spoken.map(({ profile }) => profile)).toEqual(['FAST', 'CINEMATIC']);
    expect(view.isSpeaking).toBe(true);
    expect(view.error).toBeUndefined();
  });

  it('is silent after stop', async () => {
    const { view } = setUp();
    const utterance = view.speak('hello', {});
    view.stop();
    await utterance;
    expect(view.isSpeaking).toBe(false);
    expect(view.error).toBeUndefined();
  });

  it('shows why an utterance failed', async () => {
    const { player, view } = setUp();
    player.failure = new TtsError('voice-unknown', 'nobody');
    await view.speak('hello', {});
    expect(view.error).toBe(player.failure);
    expect(view.isSpeaking).toBe(false);
  });

  it('tells the word that is heard, of the utterance that is heard', () => {
    const { player, view } = setUp();
    void view.speak('One two', {});
    const detail = { id: '1', charIndex: 4, charLength: 3, name: 'word' };
    player.dispatchEvent(new CustomEvent('boundary', { detail }));
    expect(view.source).toBe('One two');
    expect(view.word).toMatchObject({ charIndex: 4, charLength: 3 });
    void view.speak('three', {});
    expect([view.source, view.word]).toEqual(['three', undefined]);
  });

  it('asks for a rendering when the player reports something, and not once disconnected', () => {
    const { player, view, requestUpdate } = setUp();
    player.dispatchEvent(new CustomEvent('modelprogress', { detail: { fraction: 0.5 } }));
    player.dispatchEvent(new CustomEvent('notice', { detail: { notice: 'chunk-cut' } }));
    expect(requestUpdate).toHaveBeenCalledTimes(2);
    expect(view.progress).toEqual({ fraction: 0.5 });
    expect(view.notice).toBe('chunk-cut');
    view.hostDisconnected();
    player.dispatchEvent(new CustomEvent('statechange'));
    expect(requestUpdate).toHaveBeenCalledTimes(2);
  });
});

describe('expectedSeconds', () => {
  it.each([
    ['nothing', { durationSeconds: NaN, madeSeconds: 0, madeChars: 0, totalChars: 0 }, 0],
    ['a text', { durationSeconds: Infinity, madeSeconds: 0, madeChars: 0, totalChars: 150 }, 10],
    ['a part', { durationSeconds: Infinity, madeSeconds: 2, madeChars: 20, totalChars: 60 }, 6],
    ['more', { durationSeconds: Infinity, madeSeconds: 9, madeChars: 60, totalChars: 60 }, 9],
    ['all of it', { durationSeconds: 3.5, madeSeconds: 3, madeChars: 20, totalChars: 60 }, 3.5],
  ] as const)('of %s', (_what, extent, seconds) => {
    expect(expectedSeconds(extent)).toBeCloseTo(seconds, 9);
  });
});
