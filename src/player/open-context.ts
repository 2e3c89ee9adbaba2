import { TtsError } from '../errors.ts';

/**
 * Opens an `AudioContext`, if possible at `sampleRate` (Hz); where the browser refuses the rate, at
 * the device's own. Some browsers take another rate without a word: read the context's.
 * @throws TtsError `audio-output-failed` if none can be opened at any rate
 */
export function openContext(sampleRate: number): AudioContext {
  const latencyHint = 'interactive';
  try {
    return new AudioContext({ sampleRate, latencyHint });
  } catch (refusal) {
    try {
      return new AudioContext({ latencyHint });
    } catch {
      const message = `no audio output, neither at ${sampleRate} Hz nor at the device's own rate`;
      throw new TtsError('audio-output-failed', message, { cause: refusal });
    }
  }
}
