import type { PlayerEventDetails, PlayerEventMap } from '../player/player-events.ts';

type PlayerEventName = keyof PlayerEventDetails;

/** Named as those of `HTMLMediaElement`, and as there they do not bubble. */
const MEDIA_EVENTS = [
  'play',
  'playing',
  'pause',
  'waiting',
  'timeupdate',
  'seeked',
  'ended',
  'volumechange',
  'ratechange',
  'error',
] as const satisfies PlayerEventName[];

/** Our own ones, which bubble out of shadow trees, by their names at the player. */
const OWN_EVENTS = {
  boundary: 'xtts-boundary',
  chunk: 'xtts-chunk',
  chunkstart: 'xtts-chunkstart',
  chunkend: 'xtts-chunkend',
  metrics: 'xtts-metrics',
  modelprogress: 'xtts-progress',
  cancelled: 'xtts-cancelled',
  statechange: 'xtts-statechange',
  voiceschange: 'xtts-voiceschange',
  notice: 'xtts-notice',
} as const satisfies Partial<Record<PlayerEventName, `xtts-${string}`>>;

/** What is forwarded. */
export interface ForwardedPlayer extends EventTarget {
  readonly speaking: boolean;
}

/**
 * Lets an element dispatch what its player does. As with `HTMLMediaElement`, a `pause` comes before the
 * event with which speech ends, since nothing plays any more.
 */
export function forwardEvents(player: ForwardedPlayer, element: EventTarget, signal: AbortSignal) {
  let isPlaying = player.speaking;
  const dispatch = (type: string, detail: unknown, isOwn: boolean): void => {
    element.dispatchEvent(new CustomEvent(type, { detail, bubbles: isOwn, composed: isOwn }));
  };
  const endPlaying = (): void => {
    if (!isPlaying || player.speaking) return;
    isPlaying = false;
    dispatch('pause', null, false);
  };
  const listen = (type: PlayerEventName, listener: (detail: unknown) => void): void =>
    player.addEventListener(type, (event) => listener((event as CustomEvent).detail), { signal });
  for (const type of MEDIA_EVENTS) {
    listen(type, (detail) => {
      if (type === 'play') isPlaying = true;
      if (type === 'pause') isPlaying = false;
      if (type === 'ended' || type === 'error') endPlaying();
      dispatch(type, detail, false);
    });
  }
  for (const [type, name] of Object.entries(OWN_EVENTS)) {
    listen(type as PlayerEventName, (detail) => {
      if (type === 'cancelled') endPlaying();
      dispatch(name, detail, true);
    });
  }
}

type OwnEventMap = {
  readonly [Name in keyof typeof OWN_EVENTS as (typeof OWN_EVENTS)[Name]]: PlayerEventMap[Name];
};

declare global {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- this is how one adds to it
  interface HTMLElementEventMap extends OwnEventMap {}
}
