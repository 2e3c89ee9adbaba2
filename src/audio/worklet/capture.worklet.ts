import { CAPTURE_FRAMES, CAPTURE_PROCESSOR } from '../capture-protocol.ts';

/** Posts the first channel of what comes in, in blocks of `CAPTURE_FRAMES`; its output is silent. */
class CaptureProcessor extends AudioWorkletProcessor {
  /** Copied by posting, so that nothing is allocated here. */
  readonly #block = new Float32Array(CAPTURE_FRAMES);
  #filled = 0;

  process(inputs: Float32Array[][]): boolean {
    // Without a channel the microphone gives nothing yet.
    const samples = inputs[0]?.[0];
    if (!samples) return true;
    for (let i = 0; i < samples.length; i++) {
      this.#block[this.#filled++] = samples[i]!;
      if (this.#filled < CAPTURE_FRAMES) continue;
      this.port.postMessage(this.#block);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
