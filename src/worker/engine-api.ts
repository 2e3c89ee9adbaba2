import type { RecordedPcm } from '../audio/pcm-recorder.ts';
import type { PackLicense } from '../pack/manifest.ts';
import type { VoiceConsent } from '../pack/voice-consent.ts';
import type { CodeHandling } from '../text/clean.ts';
import type { SpokenChunk } from '../text/front-end.ts';
import type { ProfileOverrides } from '../profiles/override-profile.ts';
import type { ProfileName } from '../profiles/profile.ts';
import type { DeviceVerdict } from './device-trust.ts';

/**
 * Which hardware runs the model; `auto` takes WebGPU where there is an adapter that passes the pack's
 * self-test, else wasm. An adapter that is asked for by name is taken untested.
 */
export type DeviceChoice = 'auto' | 'webgpu' | 'wasm';

/** What an engine is loaded with. */
export interface LoadOptions {
  /**
   * Absolute URL of the pack's folder, with a trailing slash, or the `packUrl` of a stored pack. A
   * large pack is fetched into the browser's storage first, where it can be kept, and stays there.
   */
  readonly packUrl: string;
  /** @default 'auto' */
  readonly device?: DeviceChoice | undefined;
  /** Ids of the licences that the user has accepted. @default none */
  readonly acceptedLicenses?: readonly string[] | undefined;
}

/** Progress of `load`; `fraction` runs from 0 to 1 over all stages and never falls. */
export interface LoadProgress {
  /** `waiting`: another tab fetches the pack. `connect`: a speech server is asked to answer. */
  readonly stage: 'waiting' | 'download' | 'verify' | 'upload' | 'warm-up' | 'connect';
  readonly fraction: number;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** The voices that a loaded engine offers. */
export interface VoiceInfo {
  /** The pack's voices, then the user's own. */
  readonly voices: readonly string[];
  /** Those that the user has imported, as far as they fit the model. */
  readonly ownVoices: readonly string[];
  /** Whether imported voices are stored; else they are gone when the engine closes. */
  readonly keepsVoices: boolean;
  /** Stored files of own voices that cannot be read; `removeVoice` takes their names too. */
  readonly damagedVoices: readonly string[];
}

/** What a loaded engine offers. */
export interface EngineInfo extends VoiceInfo {
  readonly packId: string;
  /** `remote`: a speech server. */
  readonly device: 'webgpu' | 'wasm' | 'remote';
  /** A human-readable name of the adapter or of the wasm set-up, or the host of the server. */
  readonly deviceName: string;
  /** Languages that the pack declares, e.g. `['en']`. */
  readonly languages: readonly string[];
  /** Languages whose tag the vocabulary knows although the pack does not declare them. */
  readonly undeclaredLanguages: readonly string[];
  readonly canClone: boolean;
  /** Of the pack. */
  readonly license: PackLicense;
  /** Whether the pack was read from the browser's storage. */
  readonly isStored: boolean;
  /**
   * How exactly the GPU computes; `undefined` on wasm, for a GPU that was asked for by name, and for a
   * pack without a self-test.
   */
  readonly deviceVerdict?: DeviceVerdict | undefined;
  /** The GPU that was not taken, since it computes this pack wrongly. */
  readonly distrustedDevice?: string | undefined;
  /** Milliseconds from the call of `load` to ready. */
  readonly loadMs: number;
}

/** One utterance. Everything has a default; sampling defaults come from the pack. */
export interface SpeechRequest {
  /** @default 'FAST', or chosen by `llmModelName` */
  readonly profile?: ProfileName | undefined;
  /** The language model that writes the text, e.g. `qwen2.5:1.5b`: picks the profile. */
  readonly llmModelName?: string | undefined;
  /** Fields that replace those of the profile; see the ranges there. @default none */
  readonly profileOverrides?: ProfileOverrides | undefined;
  /** @default the pack's first voice */
  readonly voice?: string | undefined;
  /** @default the pack's first language */
  readonly language?: string | undefined;
  /** What is said of code blocks: nothing, that there is one, or all of it. @default 'announce' */
  readonly code?: CodeHandling | undefined;
  /** 0.5…2, 1 = as trained. @default 1 */
  readonly speed?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topK?: number | undefined;
  readonly topP?: number | undefined;
  readonly repetitionPenalty?: number | undefined;
  /** Same seed, same text, same pack and device: same audio. @default 0 */
  readonly seed?: number | undefined;
  /** Take the most probable code instead of drawing. @default false */
  readonly greedy?: boolean | undefined;
  /**
   * Keep the audio, to save or to repeat it: 2 bytes a frame (FAST 115 MB an hour), outside of the
   * page's memory.
   * @default true
   */
  readonly record?: boolean | undefined;
}

/** A word of the source and when it is spoken. */
export interface TimedWord {
  /** Offsets in the source, in UTF-16 units; words are in order and do not overlap. */
  readonly start: number;
  readonly end: number;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

/**
 * What happens to an utterance while it is made. Moments are `performance.timeOrigin`-based ms,
 * places in the utterance seconds of its audio.
 */
export type SpeechEvent =
  /** A chunk was cut from the text, and its generation begins. */
  | {
      readonly type: 'chunk';
      readonly chunk: SpokenChunk;
      readonly expectedSeconds: number;
      /** Its words as the text alone lets expect them, from the beginning of the chunk's audio. */
      readonly words: readonly TimedWord[];
      readonly atMs: number;
    }
  | { readonly type: 'first-token'; readonly atMs: number }
  /** The first block was posted; it begins with so much silence. */
  | {
      readonly type: 'first-audio';
      readonly leadingSilenceMs: number;
      readonly atMs: number;
    }
  /** The chunk's audio begins at this place of the utterance. */
  | { readonly type: 'chunk-audio'; readonly index: number; readonly startSeconds: number }
  | {
      readonly type: 'chunk-done';
      readonly chunk: SpokenChunk;
      readonly codes: number;
      /** Seconds of silence before the speech, since the chunk before. */
      readonly pauseSeconds: number;
      readonly startSeconds: number;
      /** Seconds of speech, without the silence that the model put round it. */
      readonly audioSeconds: number;
      /** Seconds of speech that its text let expect. */
      readonly expectedSeconds: number;
      /** Its words as the audio shows them, from the beginning of the chunk's audio. */
      readonly words: readonly TimedWord[];
      readonly generateMs: number;
      /** How generation ended: by the stop code, or cut at the length limit. */
      readonly ended: 'stop' | 'limit';
    }
  /** What was posted since the last time, if `record` is set: after each chunk, and at the end. */
  | { readonly type: 'recorded'; readonly part: RecordedPcm }
  /** Something the user should know that is not an error, e.g. an undeclared language. */
  | { readonly type: 'notice'; readonly notice: 'language-undeclared' | 'chunk-cut' };

/** What it took to make an utterance. */
export interface SpeechSummary {
  readonly chunks: number;
  readonly codes: number;
  /** Seconds of audio posted. */
  readonly audioSeconds: number;
  /** Milliseconds spent generating (not waiting for text or for room in the FIFO). */
  readonly generateMs: number;
}

/** Page → worker on the text port of an utterance. */
export type TextMessage =
  { readonly type: 'delta'; readonly text: string } | { readonly type: 'end' };

/** A recording of which a voice is made. */
export interface VoiceClip {
  /** 1 to 80 characters; one that is taken gets a number. */
  readonly name: string;
  /** Mono, −1…1: 6 to 30 s of speech are good. */
  readonly samples: Float32Array<ArrayBuffer>;
  /** In Hz. */
  readonly sampleRate: number;
  /** Kept with the voice. @default none */
  readonly consent?: VoiceConsent | undefined;
}

/** The ends of an utterance's channels that the engine holds. */
export interface SpeechPorts {
  /** `TextMessage`s come in. */
  readonly text: MessagePort;
  /** Blocks go out; see `audio/fifo-protocol.ts`. */
  readonly audio: MessagePort;
  /** Of the context that plays what goes out, in Hz. */
  readonly sampleRate: number;
}

/** The engine as the page sees it through Comlink. */
export interface EngineApi {
  /**
   * `onChange` is told what the engine offers whenever that has changed after loading, as when a
   * voice was imported.
   * @throws TtsError `license-not-accepted` before any weights are read, and others
   */
  load(
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void,
    onChange?: (info: EngineInfo) => void,
  ): Promise<EngineInfo>;
  /**
   * Speaks what arrives on one port into the other, and resolves when the last block is posted.
   * Several utterances share the engine chunk by chunk, in turn.
   * @throws TtsError, or the signal's reason
   */
  speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void,
    signal: AbortSignal,
  ): Promise<SpeechSummary>;
  /**
   * Adds the voices of a file, all or none: one that `exportVoice` wrote, or a `.pth` file of XTTS.
   * Returns the names under which they are offered: a name that is taken gets a number.
   * @throws TtsError `voice-invalid`, saying why; `storage-full` and others of the storage
   */
  importVoices(file: Blob): Promise<readonly string[]>;
  /**
   * Makes a voice of a recording and keeps it like an imported one; returns its name. Each pass of
   * an encoder has its turn between two chunks of what is being spoken. The encoders are loaded for
   * it and given back. `onProgress` is told the part that is done, up to 1, which never falls.
   * @throws TtsError `cloning-unavailable` for a pack without encoders; `clip-too-short` for less
   *   than a third of a second; `voice-invalid` for a name that cannot be; or the signal's reason
   */
  createVoice(
    clip: VoiceClip,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<string>;
  /**
   * A voice, the pack's too, as a small safetensors file.
   * @throws TtsError `voice-unknown`
   */
  exportVoice(name: string): Promise<Blob>;
  /**
   * Removes an own voice for good. What is being spoken with it goes on.
   * @throws TtsError `voice-unknown`; `option-invalid` for a voice of the pack
   */
  removeVoice(name: string): Promise<void>;
  close(): Promise<void>;
}
