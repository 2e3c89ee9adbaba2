/** https://w3c.github.io/audio-session/, so far in Safari only. */
interface AudioSession {
  type: 'auto' | 'playback' | 'transient' | 'transient-solo' | 'ambient' | 'play-and-record';
}

let holders = 0;
let recorders = 0;
let typeBeforeRecording: AudioSession['type'] | undefined;

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

/**
 * Lets the page record, beside what it plays, as long as somebody holds it; begin before the
 * microphone is asked for. Afterwards the session is again what it was, or what players that have
 * come or gone meanwhile make of it.
 * @returns gives the session back; calls after the first have no effect
 */
export function holdRecordingSession(): () => void {
  const session = audioSession();
  if (!session) return () => undefined;
  if (recorders++ === 0) {
    typeBeforeRecording = session.type;
    session.type = 'play-and-record';
  }
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    if (--recorders > 0 || session.type !== 'play-and-record') return;
    const isOurs = typeBeforeRecording === 'auto' || typeBeforeRecording === 'playback';
    session.type = isOurs ? (holders > 0 ? 'playback' : 'auto') : typeBeforeRecording!;
  };
}

function audioSession(): AudioSession | undefined {
  const { navigator } = globalThis as { navigator?: { audioSession?: AudioSession } };
  return navigator?.audioSession;
}
