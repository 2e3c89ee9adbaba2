/** https://w3c.github.io/audio-session/, so far in Safari only. */
interface AudioSession {
  type: 'auto' | 'playback' | 'transient' | 'transient-solo' | 'ambient' | 'play-and-record';
}

let holders = 0;

/**
 * Makes the page's sound that of a media player, which an iPhone's ring switch does not silence, as
 * long as somebody holds it. A type that the page has chosen itself is left alone: one that also
 * records needs `play-and-record`.
 * @returns gives the session back; calls after the first have no effect
 */
export function holdAudioSession(): () => void {
  const session = audioSession();
  if (!session) return () => undefined;
  if (session.type === 'auto') session.type = 'playback';
  holders++;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    if (--holders === 0 && session.type === 'playback') session.type = 'auto';
  };
}

function audioSession(): AudioSession | undefined {
  const { navigator } = globalThis as { navigator?: { audioSession?: AudioSession } };
  return navigator?.audioSession;
}
