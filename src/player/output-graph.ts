/** 4 ms: a volume is reached within 20 ms, softly enough not to click. */
const VOLUME_TIME_CONSTANT_SECONDS = 0.004;

/**
 * The nodes behind the source: `node`, then the volume and the loudspeaker, and beside them the
 * stream, which the volume does not touch.
 */
export class OutputGraph {
  /** Where the sound comes in. */
  readonly node: GainNode;
  readonly #volume: GainNode;
  readonly #context: AudioContext;
  #capture: MediaStreamAudioDestinationNode | undefined;

  constructor(context: AudioContext) {
    this.#context = context;
    this.node = context.createGain();
    this.#volume = context.createGain();
    this.node.connect(this.#volume).connect(context.destination);
  }

  /** True while somebody may take sound from the stream. */
  get isCaptured(): boolean {
    return this.#capture?.stream.getAudioTracks().some(isLive) ?? false;
  }

  /** Loudness of the loudspeaker, 0…1, reached without a click. */
  setVolume(volume: number): void {
    const { gain } = this.#volume;
    const { currentTime } = this.#context;
    // Nothing has sounded yet, so nothing can click.
    if (currentTime === 0) gain.value = volume;
    // From whatever value it has just then, which a linear ramp would have to know.
    else gain.setTargetAtTime(volume, currentTime, VOLUME_TIME_CONSTANT_SECONDS);
  }

  /** The sound before the volume, as a stream of one mono track; the same at every call. */
  captureStream(): MediaStream {
    if (!this.#capture) {
      this.#capture = this.#context.createMediaStreamDestination();
      this.#capture.channelCount = 1;
      this.node.connect(this.#capture);
    }
    return this.#capture.stream;
  }

  /** Ends the stream's track and lets the nodes go. */
  close(): void {
    for (const track of this.#capture?.stream.getTracks() ?? []) track.stop();
    this.node.disconnect();
    this.#volume.disconnect();
  }
}

function isLive({ readyState }: MediaStreamTrack): boolean {
  return readyState === 'live';
}
