import { FifoEndpoint } from '../fifo-endpoint.ts';
import { FIFO_PROCESSOR, type PageMessage } from '../fifo-protocol.ts';

/** The audio thread's shell round `FifoEndpoint`: one mono output, controlled by its port. */
class FifoProcessor extends AudioWorkletProcessor {
  readonly #endpoint = new FifoEndpoint({
    sampleRate,
    post: (event) => this.port.postMessage(event),
    now: () => Date.now(),
  });

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<PageMessage>) => this.#endpoint.receive(event.data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channels = outputs[0]!;
    const mono = channels[0];
    if (!mono) return true;
    const goesOn = this.#endpoint.process(mono, currentTime);
    for (let channel = 1; channel < channels.length; channel++) channels[channel]!.set(mono);
    return goesOn;
  }
}

registerProcessor(FIFO_PROCESSOR, FifoProcessor);
