/** Reads audio from bytes as they come, cut anywhere. */
export interface SoundParser {
  /** In Hz; `undefined` until the stream has said it. */
  readonly sampleRate: number | undefined;
  /**
   * The samples that have become whole, −1…1, mono.
   * @throws TtsError `speech-server-invalid`
   */
  push(bytes: Uint8Array): Float32Array<ArrayBuffer>;
  /**
   * Says that no more bytes follow.
   * @throws TtsError `speech-server-failed` where some are missing; `speech-server-invalid`
   */
  end(): void;
}
