/**
 * Writes sound that is built like speech, without the cost of a voice: four syllables a second of a
 * gliding fundamental with its overtones below 4 kHz, a breath of noise, and a pause every third
 * second. Each sample follows from its frame alone, so that any part can be made again.
 */
export function synthesizeSpeech(
  fromFrame: number,
  frames: number,
  sampleRate: number,
): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(frames);
  for (let i = 0; i < frames; i++) {
    const frame = fromFrame + i;
    const t = frame / sampleRate;
    const isPause = t % 3 > 2.6;
    const syllable = Math.sin(Math.PI * ((4 * t) % 1)) ** 2;
    const loudness = isPause ? 0 : 0.5 * syllable;
    // 120 Hz, gliding by 20 Hz each way once in 1.7 s: the phase is the integral of that.
    const phase = 2 * Math.PI * 120 * t + 20 * 1.7 * Math.sin((2 * Math.PI * t) / 1.7);
    let voice = 0;
    for (let overtone = 1; overtone <= 24; overtone++) {
      voice += Math.sin(overtone * phase) * FORMANTS[overtone]!;
    }
    samples[i] = loudness * (voice + 0.02 * noise(frame));
  }
  return samples;
}

/** The weight of each overtone of 120 Hz under formants at 600, 1300 and 2500 Hz. */
const FORMANTS = Array.from({ length: 25 }, (_, overtone) => {
  const peak = (centerHz: number, widthHz: number) =>
    1 / (1 + ((120 * overtone - centerHz) / widthHz) ** 2);
  return 0.25 * peak(600, 120) + 0.12 * peak(1300, 150) + 0.06 * peak(2500, 200);
});

/** White noise in −1…1 that depends on the frame only. */
function noise(frame: number): number {
  let x = Math.imul(frame + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
  return ((x ^ (x >>> 13)) >>> 0) / 2147483648 - 1;
}
