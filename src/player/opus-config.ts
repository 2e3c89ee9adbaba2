/**
 * 48 000 Hz, Opus's own rate. It takes 8, 12, 16 and 24 kHz as well, but Chromium 156 then states
 * the pre-skip in frames of that rate where readers expect frames of 48 kHz (RFC 7845 §5.1), and
 * the sound comes 3 to 4 ms late.
 */
export const OPUS_SAMPLE_RATE = 48_000;
/** 40 kbit/s: the upper end of what RFC 7587 §3.1.1 advises for full-band mono speech. */
export const SPEECH_BITRATE = 40_000;

/** True where this browser can encode Opus, by WebCodecs. */
export async function canEncodeOpus(bitrate = SPEECH_BITRATE): Promise<boolean> {
  if (typeof AudioEncoder === 'undefined') return false;
  try {
    return (await AudioEncoder.isConfigSupported(opusConfig(bitrate))).supported === true;
  } catch {
    return false;
  }
}

/** What an encoder of speech is asked for. */
export function opusConfig(bitrate: number): AudioEncoderConfig {
  return { codec: 'opus', sampleRate: OPUS_SAMPLE_RATE, numberOfChannels: 1, bitrate };
}
