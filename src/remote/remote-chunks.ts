import { TtsError } from '../errors.ts';
import { CODES_PER_SECOND } from '../text/duration.ts';
import type { SpokenChunk } from '../text/front-end.ts';
import type { ChunkSynthesizer, SpeechPiece } from '../worker/chunk-synthesizer.ts';
import { askServer } from './ask-server.ts';
import { remoteChunkChars, type RemoteSettings } from './remote-options.ts';
import { ReplicaFailure } from './replica-failure.ts';
import type { Replicas } from './replicas.ts';
import { serverHost } from './server-address.ts';
import { responseFailure } from './server-response.ts';
import { SoundStream } from './sound-stream.ts';

export interface RemoteChunksOptions {
  readonly settings: RemoteSettings;
  readonly replicas: Replicas;
  readonly model: string;
  /** None is sent where it is not known. */
  readonly voice: string | undefined;
  readonly language: string;
  /** @default 1 */
  readonly speed?: number | undefined;
  /** Of the context that plays, in Hz: what comes is brought to it. */
  readonly sampleRate: number;
  readonly signal: AbortSignal;
}

/** An answer that has begun to sound. */
interface Begun {
  readonly sound: SoundStream;
  readonly first: Float32Array<ArrayBuffer>;
}

/** Signs alone are not sent: servers answer them with an error, or with a noise. */
const SPEAKABLE = /[\p{L}\p{N}]/u;

/** The chunks of an utterance, spoken by a server. */
export class RemoteChunks implements ChunkSynthesizer {
  readonly isPaced = true;
  readonly #options: RemoteChunksOptions;
  /** By the index of the chunk. */
  readonly #prepared = new Map<number, Promise<Begun>>();

  constructor(options: RemoteChunksOptions) {
    this.#options = options;
  }

  get sampleRate(): number {
    return this.#options.sampleRate;
  }

  get maxChunkChars(): number {
    return remoteChunkChars(this.#options.language);
  }

  get chunksAhead(): number {
    return this.#options.settings.maxConcurrent - 1;
  }

  prepare({ index, text }: SpokenChunk): void {
    if (!SPEAKABLE.test(text)) return;
    const begun = this.#begin(text);
    // Whoever speaks the chunk is told.
    begun.catch(() => undefined);
    this.#prepared.set(index, begun);
  }

  async *synthesize({ index, text }: SpokenChunk): AsyncGenerator<SpeechPiece> {
    if (!SPEAKABLE.test(text)) return;
    const begun = await (this.#prepared.get(index) ?? this.#begin(text));
    this.#prepared.delete(index);
    const { sound } = begun;
    let count = 0;
    try {
      for (
        let samples: Float32Array<ArrayBuffer> | undefined = begun.first;
        samples;
        samples = await sound.read()
      ) {
        count += samples.length;
        yield { samples, codes: { length: this.#codesIn(count) } };
        this.#options.signal.throwIfAborted();
      }
      yield {
        samples: new Float32Array(0),
        codes: { length: this.#codesIn(count) },
        ended: 'stop',
      };
    } catch (error) {
      this.#options.signal.throwIfAborted();
      // What has been posted is heard: another server would say it otherwise, and cannot go on.
      this.#options.replicas.blame(sound.url);
      throw error;
    } finally {
      sound.cancel();
    }
  }

  /** Asks one server after another, until one begins to speak. */
  async #begin(text: string): Promise<Begun> {
    const { replicas, signal } = this.#options;
    return replicas.run((url) => this.#beginAt(url, text), signal);
  }

  async #beginAt(url: string, text: string): Promise<Begun> {
    const { settings, signal, sampleRate: outputRate } = this.#options;
    // Ends this request alone when it takes too long.
    const request = new AbortController();
    const either = AbortSignal.any([signal, request.signal]);
    let isBegun = false;
    try {
      const body = this.#body(text);
      const response = await askServer(url, '/audio/speech', settings, { body, signal: either });
      if (!response.ok) throw await responseFailure(url, response, settings.apiKey);
      const sound = await SoundStream.open(url, response, { ...settings, outputRate });
      const first = await sound.read();
      if (!first) {
        throw new TtsError('speech-server-invalid', `${serverHost(url)} sent no sound at all`);
      }
      isBegun = true;
      return { sound, first };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof TtsError)) throw error;
      // Nothing was heard yet: another server may do better, unless it was asked for the wrong thing.
      throw new ReplicaFailure(error, error.code === 'speech-server-failed');
    } finally {
      if (!isBegun) request.abort();
    }
  }

  #body(text: string): Record<string, unknown> {
    const { settings, model, voice, language, speed = 1 } = this.#options;
    const { fields, languageField, responseFormat } = settings;
    return {
      model,
      input: text,
      ...(voice === undefined ? {} : { voice }),
      response_format: responseFormat,
      ...(speed === 1 ? {} : { speed }),
      ...(languageField === undefined ? {} : { [languageField]: language }),
      ...fields,
    };
  }

  /** As many codes as XTTS would have made so much audio from: what speed is measured in. */
  #codesIn(samples: number): number {
    return Math.max(1, Math.round((samples / this.#options.sampleRate) * CODES_PER_SECOND));
  }
}
