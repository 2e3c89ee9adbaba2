import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdAudioSession, holdRecordingSession } from './audio-session.ts';

let session: { type: string };
beforeEach(() => {
  session = { type: 'auto' };
  vi.stubGlobal('navigator', { audioSession: session });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the audio session', () => {
  it('records while it is held, and is what it was afterwards', () => {
    const releases = [holdRecordingSession(), holdRecordingSession()];
    expect(session.type).toBe('play-and-record');
    releases[0]!();
    releases[0]!();
    expect(session.type).toBe('play-and-record');
    releases[1]!();
    expect(session.type).toBe('auto');
  });

  it('goes back to what the players of the moment need', () => {
    const releasePlayer = holdAudioSession();
    const releaseRecorder = holdRecordingSession();
    expect(session.type).toBe('play-and-record');
    releaseRecorder();
    expect(session.type).toBe('playback');
    const releaseSecond = holdRecordingSession();
    releasePlayer();
    const releaseLater = holdAudioSession();
    expect(session.type).toBe('play-and-record');
    releaseSecond();
    expect(session.type).toBe('playback');
    releaseLater();
    expect(session.type).toBe('auto');
  });

  it('gives a type of the page back', () => {
    session.type = 'ambient';
    holdRecordingSession()();
    expect(session.type).toBe('ambient');
  });

  it('is nothing where there is none', () => {
    vi.stubGlobal('navigator', {});
    holdRecordingSession()();
    holdAudioSession()();
  });
});
