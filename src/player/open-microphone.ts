import { TtsError } from '../errors.ts';

/**
 * Asks for the microphone: one channel, as it is, since what browsers do against echo and noise
 * changes the voice.
 * @throws TtsError `microphone-refused` where the user, the browser or an insecure address says no;
 *   `microphone-missing` where there is none, or another program has it
 */
export async function openMicrophone(): Promise<MediaStream> {
  const { mediaDevices } = navigator as Partial<Pick<Navigator, 'mediaDevices'>>;
  if (!mediaDevices) {
    throw new TtsError('microphone-refused', 'browsers give no microphone to insecure addresses');
  }
  try {
    return await mediaDevices.getUserMedia({
      audio: {
        channelCount: 1,
        echoCancellation: false,
        noiseSuppression: false,
        autoGainControl: false,
      },
    });
  } catch (cause) {
    const { name, message } = cause as Error;
    const isRefused = name === 'NotAllowedError' || name === 'SecurityError';
    const code = isRefused ? 'microphone-refused' : 'microphone-missing';
    throw new TtsError(code, `getUserMedia: ${name}: ${message}`, { cause });
  }
}
