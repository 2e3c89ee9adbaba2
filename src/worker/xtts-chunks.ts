import type { SpokenChunk } from '../text/front-end.ts';
import type { SynthesisOptions, XttsEngine } from '../xtts/engine.ts';
import type { ChunkSynthesizer, SpeechPiece } from './chunk-synthesizer.ts';

/** The chunks of an utterance, spoken by the engine of this thread. */
export class XttsChunks implements ChunkSynthesizer {
  readonly #engine: XttsEngine;
  readonly #options: SynthesisOptions;

  constructor(engine: XttsEngine, options: SynthesisOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  get sampleRate(): number {
    return this.#engine.sampleRate;
  }

  /** @throws TtsError `language-unsupported` */
  get maxChunkChars(): number {
    return this.#engine.maxChunkChars(this.#options.language);
  }

  synthesize({ text, index }: SpokenChunk): AsyncIterable<SpeechPiece> {
    return this.#engine.synthesize(text, { ...this.#options, stream: index });
  }
}
