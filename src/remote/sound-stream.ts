import { SincResampler } from '../audio/resampler.ts';
import { TtsError } from '../errors.ts';
import { inTime, TimeoutError } from './in-time.ts';
import { PcmParser } from './pcm-parser.ts';
import type { RemoteSettings } from './remote-options.ts';
import { serverHost } from './server-address.ts';
import { beginningOf, messageIn, withoutKey } from './server-response.ts';
import type { SoundParser } from './sound-parser.ts';
import { WavParser } from './wav-parser.ts';

/** As in `BlockWriter`: what a wider filter keeps of the top octave can be heard. */
const FILTER_WIDTH = 16;

/** Formats that some servers send whatever they are asked for. */
const OTHER_FORMAT = /^audio\/(mpeg|mp3|aac|mp4|ogg|opus|webm|flac|x-flac)/;
const TEXT = /^(text\/|application\/(json|problem\+json|xml|x-ndjson))/;
const WAV = /^audio\/(x-|vnd\.)?wave?\b/;

export interface SoundStreamOptions extends Pick<
  RemoteSettings,
  'responseFormat' | 'sampleRate' | 'timeoutMs' | 'apiKey'
> {
  /** Of the audio that `read` gives, in Hz. */
  readonly outputRate: number;
}

/** The sound in an answer; it is received only as fast as it is read. */
export class SoundStream {
  /** The server that sends it. */
  readonly url: string;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #parser: SoundParser;
  readonly #options: SoundStreamOptions;
  #resampler: SincResampler | undefined;
  #isDone = false;

  private constructor(
    url: string,
    body: ReadableStream<Uint8Array>,
    parser: SoundParser,
    options: SoundStreamOptions,
  ) {
    this.url = url;
    this.#reader = body.getReader();
    this.#parser = parser;
    this.#options = options;
  }

  /** @throws TtsError `speech-server-invalid` for an answer that is no sound, with what it says */
  static async open(
    url: string,
    response: Response,
    options: SoundStreamOptions,
  ): Promise<SoundStream> {
    const type = (response.headers.get('content-type') ?? '').trim().toLowerCase();
    const wanted = options.responseFormat;
    if (TEXT.test(type) || OTHER_FORMAT.test(type) || !response.body) {
      const said = TEXT.test(type)
        ? withoutKey(messageIn(await beginningOf(response)), options.apiKey)
        : '';
      throw new TtsError(
        'speech-server-invalid',
        `${serverHost(url)} was asked for ${wanted} and sent ${type.slice(0, 80) || 'nothing'}` +
          (said === '' ? '' : `: ${said}`),
      );
    }
    // One that sends a WAV all the same says so.
    const rate = /;\s*rate=(\d{4,6})\b/.exec(type)?.[1];
    const parser =
      wanted === 'wav' || WAV.test(type)
        ? new WavParser()
        : new PcmParser(rate === undefined ? options.sampleRate : Number(rate));
    return new SoundStream(url, response.body, parser, options);
  }

  /**
   * The next samples, never none; `undefined` at the end.
   * @throws TtsError `speech-server-failed` where the answer breaks off; `speech-server-invalid`
   */
  async read(): Promise<Float32Array<ArrayBuffer> | undefined> {
    while (!this.#isDone) {
      const bytes = await this.#readBytes();
      this.#isDone = bytes === undefined;
      if (bytes === undefined) this.#parser.end();
      const samples = this.#resample(bytes && this.#parser.push(bytes));
      if (samples.length > 0) return samples;
    }
    return undefined;
  }

  /** Hangs up. */
  cancel(): void {
    this.#isDone = true;
    void this.#reader.cancel().catch(() => undefined);
  }

  async #readBytes(): Promise<Uint8Array | undefined> {
    const { timeoutMs } = this.#options;
    try {
      return (await inTime(this.#reader.read(), timeoutMs)).value;
    } catch (cause) {
      this.cancel();
      const what =
        cause instanceof TimeoutError ? `sent nothing for ${timeoutMs} ms` : 'broke off its answer';
      throw new TtsError('speech-server-failed', `${serverHost(this.url)} ${what}`, { cause });
    }
  }

  /** At the rate of the output; without an argument the rest. */
  #resample(samples: Float32Array<ArrayBuffer> | undefined): Float32Array<ArrayBuffer> {
    const { sampleRate } = this.#parser;
    const { outputRate } = this.#options;
    if (sampleRate === undefined || sampleRate === outputRate)
      return samples ?? new Float32Array(0);
    this.#resampler ??= new SincResampler(sampleRate, outputRate, { lowpassWidth: FILTER_WIDTH });
    return samples ? this.#resampler.push(samples) : this.#resampler.flush();
  }
}
