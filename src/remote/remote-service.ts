import { FifoProducer } from '../audio/fifo-producer.ts';
import { TtsError } from '../errors.ts';
import { profileForLlm } from '../profiles/from-llm-model.ts';
import { overrideProfile } from '../profiles/override-profile.ts';
import { PROFILES } from '../profiles/profile.ts';
import type {
  EngineInfo,
  SpeechEvent,
  SpeechPorts,
  SpeechRequest,
  SpeechSummary,
} from '../worker/engine-api.ts';
import { primaryLanguage } from '../text/language.ts';
import { speakInto } from '../worker/speech.ts';
import { TextReceiver } from '../worker/text-port.ts';
import { checkServer } from './check-server.ts';
import { RemoteChunks } from './remote-chunks.ts';
import { remoteSettings, type RemoteOptions, type RemoteSettings } from './remote-options.ts';
import { Replicas } from './replicas.ts';
import { serverHost } from './server-address.ts';

/** The worker of `RemoteEngine`, as the page sees it through Comlink. */
export interface RemoteApi {
  /** @throws TtsError when no server answers, or the key is refused */
  load(options: RemoteOptions, signal: AbortSignal): Promise<EngineInfo>;
  /** As `EngineApi.speak`. */
  speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<SpeechSummary>;
}

/** What servers are called that list no model: OpenAI's first, which many stand in for. */
const DEFAULT_MODEL = 'tts-1';

interface Loaded {
  readonly settings: RemoteSettings;
  readonly replicas: Replicas;
  readonly model: string;
  readonly info: EngineInfo;
}

/** Speaks by servers: one request for each chunk, whose audio goes on as it comes. */
export class RemoteService implements RemoteApi {
  #loaded: Loaded | undefined;

  async load(options: RemoteOptions, signal: AbortSignal): Promise<EngineInfo> {
    const startedAt = performance.now();
    const settings = remoteSettings(options);
    const replicas = new Replicas({ urls: settings.urls, now: () => performance.now(), wait });
    const { url, offer } = await replicas.run(
      async (url) => ({ url, offer: await checkServer(url, settings, signal) }),
      signal,
    );
    const own = settings.voice === undefined ? [] : [settings.voice];
    const info: EngineInfo = {
      packId: `speech-server:${serverHost(url)}`,
      device: 'remote',
      deviceName: serverHost(url),
      languages: settings.languages,
      undeclaredLanguages: [],
      voices: [...new Set([...own, ...(settings.voices ?? offer.voices)])],
      ownVoices: [],
      keepsVoices: false,
      damagedVoices: [],
      canClone: false,
      license: { name: serverHost(url) },
      isStored: false,
      loadMs: performance.now() - startedAt,
    };
    const [only, ...others] = offer.models;
    const listed = others.length === 0 ? only : undefined;
    const model = settings.model ?? listed ?? DEFAULT_MODEL;
    this.#loaded = { settings, replicas, model, info };
    return info;
  }

  async speak(
    request: SpeechRequest,
    ports: SpeechPorts,
    onEvent: (event: SpeechEvent) => void | Promise<void>,
    signal: AbortSignal,
  ): Promise<SpeechSummary> {
    const { sampleRate } = ports;
    // Ends what was asked for ahead when the utterance is over.
    const over = new AbortController();
    const either = AbortSignal.any([signal, over.signal]);
    const producer = new FifoProducer(ports.audio, { sampleRate, signal });
    const text = new TextReceiver(ports.text, either);
    try {
      if (!this.#loaded) throw new TtsError('engine-closed', 'load the speech server first');
      const { settings, replicas, model, info } = this.#loaded;
      const language = request.language ?? info.languages[0]!;
      const spoken = info.languages.map(primaryLanguage);
      if (!spoken.includes(primaryLanguage(language))) {
        void onEvent({ type: 'notice', notice: 'language-undeclared' });
      }
      return await speakInto(producer, text, {
        synthesizer: new RemoteChunks({
          settings,
          replicas,
          model,
          voice: voiceOf(info.voices, request.voice),
          language,
          speed: request.speed,
          sampleRate,
          signal: either,
        }),
        language,
        speed: request.speed,
        record: request.record,
        code: request.code,
        sampleRate,
        profile: overrideProfile(
          PROFILES[request.profile ?? profileForLlm(request.llmModelName ?? '').name],
          request.profileOverrides,
        ),
        signal,
        onEvent,
        // A server speaks for several at a time.
        exclusive: (task) => task(),
        now: () => performance.timeOrigin + performance.now(),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      over.abort();
      text.close();
      producer.close();
    }
  }
}

/** The voice to ask for; where the server lists none, whatever was asked for. */
function voiceOf(voices: readonly string[], requested: string | undefined): string | undefined {
  if (requested === undefined) return voices[0];
  if (voices.length === 0 || voices.includes(requested)) return requested;
  throw new TtsError(
    'voice-unknown',
    `the speech server has no voice "${requested}"; there are: ${voices.slice(0, 50).join(', ')}`,
  );
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    const onAbort = (): void => {
      clearTimeout(timer);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it was given
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
