import { FifoEndpoint } from '../fifo-endpoint.ts';
import { FIFO_CAPACITY_SECONDS, FIFO_PROCESSOR, type PageMessage } from '../fifo-protocol.ts';

/** The audio thread's shell round `FifoEndpoint`: one mono output, controlled by its port. */
class FifoProcessor extends AudioWorkletProcessor {
  readonly #endpoint = new FifoEndpoint({
    sampleRate,
    capacityFrames: FIFO_CAPACITY_SECONDS * sampleRate,
    post: (event) => this.port.postMessage(event),
    now: () => Date.now(),
  });

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<PageMessage>) => this.#endpoint.receive(event.data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    return this.#endpoint.process(outputs[0]![0]!, currentTime);
  }
}

registerProcessor(FIFO_PROCESSOR, FifoProcessor);
