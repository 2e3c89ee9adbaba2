/**
 * Everything that a page may use. What is not listed here may change without notice. Importing it
 * registers no `<xtts-player>`: `xtts-web/define` does.
 */

// Speech: a player speaks a text while it is being written.
export { TtsPlayer } from './player/player.ts';
export type { SpeakOptions, TtsPlayerOptions } from './player/player.ts';
export type { CreateVoiceOptions } from './player/voice-controls.ts';
export type { SpeechText } from './player/text-source.ts';
export type {
  PlayerEventDetails,
  PlayerEventMap,
  PlayerNotice,
  PlayerState,
  SpeechInterruption,
  SpeechResult,
} from './player/player-events.ts';
export type { ChunkMetrics, GateOpening, SpeechMetrics } from './player/metrics.ts';

// What speaks where this device cannot: a server, or the system's own voice.
export type { SpeechServerUse } from './player/choose-engine.ts';
export type { RemoteOptions } from './remote/remote-options.ts';
export { SystemSpeech } from './player/system-speech.ts';
export type {
  SpeechPlayer,
  SpeechPlayerEventDetails,
  SpeechPlayerEventMap,
  SpeechPlayerOptions,
} from './player/speech-player.ts';

// A recording, made ready for `TtsPlayer.createVoice`.
export { decodeClip } from './player/decode-clip.ts';
export { prepareClip } from './audio/clip-check.ts';
export type { ClipFinding, PreparedClip } from './audio/clip-check.ts';
export type { PcmAudio } from './audio/pcm.ts';

// What was spoken, to be saved.
export { canEncodeOpus } from './player/opus-config.ts';
export type { SpeechRecording } from './player/recording.ts';
export type { WebmOptions } from './player/encode-webm.ts';

// How soon it starts, against how well it flows.
export { CINEMATIC, FAST } from './profiles/profile.ts';
export { profileForLlm } from './profiles/from-llm-model.ts';
export type { LatencyProfile, ProfileName } from './profiles/profile.ts';
export type { ProfileOverrides } from './profiles/override-profile.ts';

// The engine behind a player: what it offers, and what another one has to be.
export type {
  DeviceChoice,
  EngineApi,
  EngineInfo,
  LoadOptions,
  LoadProgress,
  SpeechEvent,
  SpeechPorts,
  SpeechRequest,
  SpeechSummary,
  TextMessage,
  TimedWord,
  VoiceClip,
  VoiceInfo,
} from './worker/engine-api.ts';
export type { DeviceVerdict } from './worker/device-trust.ts';
export type { CodeHandling } from './text/clean.ts';
export type { ChunkWord, SpokenChunk } from './text/front-end.ts';

// Models: those that this browser keeps, and how more are added.
export { isSourceAddress, PackManager } from './player/pack-manager.ts';
export type {
  ConversionRequest,
  ConversionSource,
  PackApi,
  PackDtype,
  PackFileProgress,
  PackOrigin,
  PackProgress,
  Packs,
  PackSummary,
  SourceSummary,
  StorageRoom,
  StoredPack,
  VerifyReport,
} from './player/pack-manager.ts';

// Failures, and the sentence that a person sees of each.
export { isAbort, isTtsError, TtsError, userMessage } from './errors.ts';
export type { InterfaceLanguage, TtsErrorCode, TtsErrorOptions } from './errors.ts';
export { isLicenseError } from './player/license.ts';
export type { PackLicense } from './player/license.ts';
export type { LicenseError } from './pack/license.ts';

// Where the library's files are, for pages that host them themselves.
export { bundledPackUrl, configureAssets } from './assets.ts';
export type { AssetName, AssetOptions } from './assets.ts';

// The element, to be extended or registered under another name.
export { XttsPlayerElement } from './element/xtts-player-element.ts';
