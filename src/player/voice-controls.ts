import { TtsError } from '../errors.ts';
import type { EngineApi, EngineInfo, VoiceClip } from '../worker/engine-api.ts';
import { abortable } from './abortable.ts';
import { OutputControls } from './output-controls.ts';

/** What `createVoice` takes beside the recording. */
export interface CreateVoiceOptions extends Pick<VoiceClip, 'name' | 'consent'> {
  /** Told the part that is done, up to 1; it never falls. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The part of the player that is about the voices of its model. */
export abstract class VoiceControls extends OutputControls {
  protected abstract readonly engine: EngineApi;
  /** Fires when the player is closed. */
  protected readonly closing = new AbortController();

  abstract load(signal?: AbortSignal): Promise<EngineInfo>;

  /**
   * Adds the voices of a file, which `exportVoice` or XTTS itself wrote, and returns the names under
   * which they can be spoken with: one that is taken gets a number. Loads first if need be; what is
   * being spoken goes on. All players that share the engine have them, and get `voiceschange`.
   * @throws TtsError `voice-invalid`, saying why; `storage-full`; or as `load`
   */
  async importVoices(file: Blob): Promise<readonly string[]> {
    await this.load();
    return this.engine.importVoices(file);
  }

  /**
   * Makes a voice of a recording, as `prepareClip` gives it, and keeps it like an imported one; it
   * returns the name: one that is taken gets a number. What is being spoken goes on. The samples
   * are handed to the engine: the array is empty afterwards.
   * @throws TtsError `cloning-unavailable` where `info.canClone` is false; `clip-too-short`;
   *   `voice-invalid` for a name that cannot be; `storage-full`; as `load`; or the signal's reason
   */
  async createVoice(
    { samples, sampleRate }: Pick<VoiceClip, 'samples' | 'sampleRate'>,
    { name, consent, onProgress = () => undefined, signal }: CreateVoiceOptions,
  ): Promise<string> {
    const end = AbortSignal.any([this.closing.signal, ...(signal ? [signal] : [])]);
    const { canClone, packId } = await abortable(this.load(), end);
    if (!canClone) {
      throw new TtsError('cloning-unavailable', `the pack "${packId}" has no encoders`);
    }
    const clip = { name, samples, sampleRate, consent };
    const report = (fraction: number): void => {
      if (!end.aborted) onProgress(fraction);
    };
    return abortable(this.engine.createVoice(clip, report, end), end);
  }

  /**
   * A voice, the pack's too, as a small safetensors file.
   * @throws TtsError `voice-unknown`, or as `load`
   */
  async exportVoice(name: string): Promise<Blob> {
    await this.load();
    return this.engine.exportVoice(name);
  }

  /**
   * Removes one of `info.ownVoices` for good, or a file of `info.damagedVoices`. What is being
   * spoken with it goes on.
   * @throws TtsError `voice-unknown`; `option-invalid` for a voice of the pack; or as `load`
   */
  async removeVoice(name: string): Promise<void> {
    await this.load();
    await this.engine.removeVoice(name);
  }
}
