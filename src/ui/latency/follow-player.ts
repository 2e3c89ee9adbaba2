import type { TtsPlayer } from '../../player/player.ts';
import type { LatencyRecorder } from './latency-recorder.ts';

export interface FollowPlayerOptions {
  /** The profile of what is spoken next, for the record. */
  readonly profile?: (() => string | undefined) | undefined;
  /** Something was recorded. */
  readonly onChange?: (() => void) | undefined;
}

/** Records what a player says and how fast, until the returned function is called. */
export function followPlayer(
  player: TtsPlayer,
  recorder: LatencyRecorder,
  { profile, onChange }: FollowPlayerOptions = {},
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  player.addEventListener(
    'metrics',
    ({ detail }) => {
      const id = player.utteranceId;
      if (id === null) return;
      recorder.record(id, detail, profile?.());
      onChange?.();
    },
    { signal },
  );
  player.addEventListener(
    'ended',
    ({ detail: { id, metrics } }) => {
      recorder.end(id, 'ended', metrics);
      onChange?.();
    },
    { signal },
  );
  player.addEventListener(
    'cancelled',
    ({ detail: { id } }) => {
      recorder.end(id, 'cancelled');
      onChange?.();
    },
    { signal },
  );
  player.addEventListener(
    'error',
    () => {
      // It does not say of which; while something is spoken, it is of what waited behind.
      const id = player.speaking ? null : player.utteranceId;
      if (id !== null) recorder.end(id, 'failed');
      onChange?.();
    },
    { signal },
  );
  return () => listening.abort();
}
