import { MAX_PLAYBACK_RATE, MIN_PLAYBACK_RATE } from '../audio/time-stretcher.ts';
import { FAST } from '../profiles/profile.ts';
import type { SinkId } from './output-device.ts';
import type { OutputPool } from './output-pool.ts';
import { PlayerEventTarget, type PlayerEventDetails } from './player-events.ts';
import { invalidOption } from './speech-request.ts';

/** The part of the player that is about how and where its sound comes out. */
export abstract class OutputControls extends PlayerEventTarget {
  protected abstract readonly outputs: OutputPool;
  #volume = 1;
  #isMuted = false;
  #playbackRate = 1;
  #sinkId: SinkId = '';

  /** Loudness of the loudspeaker, 0 to 1, beside `muted`. The stream of `mediaStream` keeps its own. */
  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    if (!(volume >= 0 && volume <= 1)) throw invalidOption('volume', volume, '0 to 1');
    this.#setVolume(volume, this.#isMuted);
  }

  get muted(): boolean {
    return this.#isMuted;
  }

  set muted(isMuted: boolean) {
    this.#setVolume(this.#volume, isMuted);
  }

  /** How fast speech is played, with its pitch kept, also while it plays: 0.5 to 4. */
  get playbackRate(): number {
    return this.#playbackRate;
  }

  set playbackRate(rate: number) {
    if (!(rate >= MIN_PLAYBACK_RATE && rate <= MAX_PLAYBACK_RATE)) {
      throw invalidOption('playbackRate', rate, `${MIN_PLAYBACK_RATE} to ${MAX_PLAYBACK_RATE}`);
    }
    if (rate === this.#playbackRate) return;
    this.#playbackRate = rate;
    this.outputs.setPlaybackRate(rate);
    this.emit('ratechange', null);
  }

  /** The output device that `setSinkId` chose; '' is the system's default. */
  get sinkId(): SinkId {
    return this.#sinkId;
  }

  /**
   * Sends the sound to another device, as `HTMLMediaElement.setSinkId` does. If the device is lost
   * later, the sound goes on at the default one, with the notice `output-changed`.
   * @throws TtsError `audio-output-failed` if the device cannot be used; the sound stays
   */
  async setSinkId(id: SinkId): Promise<void> {
    this.assertOpen();
    await this.outputs.setSinkId(id, FAST.sampleRate);
    this.#sinkId = id;
  }

  /**
   * What is spoken from the next utterance on, as a stream of one mono track for WebRTC or a
   * recorder. The loudspeaker sounds too: `muted` silences it and not the stream.
   * @throws TtsError `audio-output-failed`
   */
  get mediaStream(): MediaStream {
    this.assertOpen();
    return this.outputs.captureStream();
  }

  /** @throws TtsError `engine-closed` */
  protected abstract assertOpen(): void;

  /** The chosen device is gone. */
  protected loseSink(): void {
    this.#sinkId = '';
  }

  protected emit<Name extends keyof PlayerEventDetails>(
    type: Name,
    detail: PlayerEventDetails[Name],
  ): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #setVolume(volume: number, isMuted: boolean): void {
    if (volume === this.#volume && isMuted === this.#isMuted) return;
    this.#volume = volume;
    this.#isMuted = isMuted;
    this.outputs.setVolume(isMuted ? 0 : volume);
    this.emit('volumechange', null);
  }
}
