/** Seconds of tone for each character: about as fast as people speak. */
const SECONDS_PER_CHARACTER = 0.06;
const PIECE_SAMPLES = 2400;

/**
 * A voice that costs nothing: a tone for each text, as long as it would be spoken and of a pitch
 * that the text decides.
 */
export function toneFor(text: string, sampleRate = 24_000): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(text.length * SECONDS_PER_CHARACTER * sampleRate));
  let hash = 0;
  for (const char of text) hash = (hash * 31 + char.codePointAt(0)!) % 997;
  const radians = (2 * Math.PI * (200 + hash)) / sampleRate;
  for (let i = 0; i < samples.length; i++) samples[i] = 0.5 * Math.sin(radians * i);
  return samples;
}

/** That tone in pieces. */
export async function* speakTone(
  body: Readonly<Record<string, unknown>>,
): AsyncGenerator<Float32Array> {
  const samples = toneFor(String(body['input']));
  for (let from = 0; from < samples.length; from += PIECE_SAMPLES) {
    yield samples.subarray(from, from + PIECE_SAMPLES);
  }
}
