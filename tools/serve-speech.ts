/**
 * `npm run speech-server [-- --port 8880 --model PATH --key KEY --tone]`: a server that speaks as
 * OpenAI's `/v1/audio/speech` does, with the bundled voice or another pack, to try `docs/remote.md`.
 */
import { parseArgs } from 'node:util';
import { Mutex } from '../src/runtime/mutex.ts';
import { createNodeRuntime } from '../src/runtime/node-runtime.ts';
import { XttsEngine } from '../src/xtts/engine.ts';
import { findVoice } from '../src/xtts/voices.ts';
import { BUNDLED_PACK } from './commands/command.ts';
import { openModel } from './open-model.ts';
import { startSpeechServer, type SpeechServerOptions } from './speech-server.ts';
import { speakTone } from './tone-voice.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8880' },
    model: { type: 'string', default: BUNDLED_PACK },
    key: { type: 'string' },
    tone: { type: 'boolean', default: false },
  },
});

const voice = values.tone ? { speak: speakTone } : await openVoice(values.model);
const server = await startSpeechServer({
  ...voice,
  port: Number(values.port),
  apiKey: values.key,
});
process.stdout.write(`Speaks at ${server.url}/audio/speech; end it with Ctrl+C.\n`);

async function openVoice(
  path: string,
): Promise<Pick<SpeechServerOptions, 'speak' | 'sampleRate' | 'models' | 'voices'>> {
  const pack = await openModel(path);
  const voices = await pack.readVoices();
  const engine = await XttsEngine.open(pack, createNodeRuntime());
  // One chunk at a time.
  const turns = new Mutex();
  return {
    sampleRate: engine.sampleRate,
    models: [engine.manifest.id],
    voices: voices.map(({ name }) => name),
    async *speak(body, signal) {
      const made: Float32Array[] = [];
      const input = String(body['input']);
      const asked = body['language'];
      const language = typeof asked === 'string' ? asked : engine.manifest.config.languages[0]!;
      const name = typeof body['voice'] === 'string' ? body['voice'] : undefined;
      const speed = typeof body['speed'] === 'number' ? body['speed'] : 1;
      await turns.run(async () => {
        const options = { voice: findVoice(voices, name), language, speed, signal };
        for await (const { samples } of engine.synthesize(input, options)) made.push(samples);
      });
      yield* made;
    },
  };
}
