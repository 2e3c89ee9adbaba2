import {
  EncodedAudioPacketSource,
  EncodedPacket,
  Output,
  StreamTarget,
  WebMOutputFormat,
  type StreamTargetChunk,
} from 'mediabunny';
import { BlobFile } from './blob-file.ts';
import { OPUS_LOOKAHEAD_SECONDS } from './opus-encoder.ts';

const MIME_TYPE = 'audio/webm;codecs=opus';
/** 256 KiB, 50 s of sound at 40 kbit/s: what is held in memory before it becomes part of a blob. */
const WRITE_BYTES = 262_144;

/**
 * Puts Opus packets into a WebM file that can be seeked by the second. The only file that knows
 * mediabunny: loaded by `import()`, it becomes a chunk of its own.
 */
export class WebmMuxer {
  readonly #seconds: number;
  readonly #file = new BlobFile();
  readonly #source = new EncodedAudioPacketSource('opus');
  readonly #output: Output;
  #written: Promise<void>;

  /** The file will say that it lasts `seconds`; packets that begin behind its sound are left out. */
  constructor(seconds: number) {
    this.#seconds = seconds;
    const writable = new WritableStream<StreamTargetChunk>({
      write: ({ data, position }) => this.#file.write(data, position),
    });
    this.#output = new Output({
      format: new WebMOutputFormat(),
      target: new StreamTarget(writable, { chunked: true, chunkSize: WRITE_BYTES }),
    });
    this.#output.addAudioTrack(this.#source);
    this.#written = this.#output.start();
  }

  /** Takes the next packet, with what the encoder says along with it. */
  add(chunk: EncodedAudioChunk, metadata?: EncodedAudioChunkMetadata): void {
    const timestamp = chunk.timestamp / 1e6;
    if (timestamp >= this.#seconds + OPUS_LOOKAHEAD_SECONDS) return;
    const packet = EncodedPacket.fromEncodedChunk(chunk);
    const duration = Math.max(0, Math.min(packet.duration, this.#seconds - timestamp));
    this.#written = this.#written.then(() =>
      this.#source.add(packet.clone({ duration }), metadata),
    );
    // Whoever waits for it is told.
    this.#written.catch(() => undefined);
  }

  /** Resolves when there is room for more. */
  get written(): Promise<void> {
    return this.#written;
  }

  /** Writes the index and the lengths, and gives the file. */
  async end(): Promise<Blob> {
    await this.#written;
    await this.#output.finalize();
    return this.#file.toBlob(MIME_TYPE);
  }
}
