import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { joinSamples } from '../../src/audio/join.ts';
import { writeWav } from '../../src/audio/wav.ts';
import { writeSafetensors } from '../../src/checkpoint/safetensors.ts';
import type { Tensor } from '../../src/checkpoint/tensor-file.ts';
import { TtsError } from '../../src/errors.ts';
import { readVoices } from '../../src/pack/voice-file.ts';
import { createNodeRuntime } from '../../src/runtime/node-runtime.ts';
import type { TextChunk } from '../../src/text/chunker.ts';
import { TextFrontEnd, type SpokenChunk } from '../../src/text/front-end.ts';
import { ChunkAudio } from '../../src/worker/chunk-audio.ts';
import { XttsEngine, type AudioChunk } from '../../src/xtts/engine.ts';
import { findVoice } from '../../src/xtts/voices.ts';
import { fileSource } from '../file-source.ts';
import { ACCEPT_LICENSE, ACCEPT_LICENSE_USAGE } from '../license-gate.ts';
import { openModel } from '../open-model.ts';
import { BUNDLED_PACK, numberOption, textArgument, UsageError, type Command } from './command.ts';
import { codeOption } from './code-option.ts';
import { profileOption } from './profile-option.ts';
import { readingOption } from './reading-option.ts';

export const say: Command = {
  summary: 'speak a text into a WAV file',
  usage: `usage: xtts-web say [TEXT] --out FILE.wav [options]      (TEXT from stdin if left out)

  --model PATH           a pack, or a folder with model.pth, config.json, vocab.json
                         (default: the bundled pack)
  --lang LANGUAGE        default: the model's first
  --voice NAME           default: the model's first
  --voice-file FILE      take the voices of an exported voice, of condition or of a .pth file
  --profile NAME         fast or cinematic: how the text is cut (default: cinematic)
  --code NAME            code blocks: skip, announce (default) or read
  --reading NAME         natural (default), or reference: numbers as XTTS's own cleaner reads them
  --speed N              0.5 to 2 (default 1)
  --temperature N  --top-k N  --top-p N  --repetition-penalty N    default: the model's own
  --seed N               default 0
  --greedy               take the most probable code at every step
  --max-codes N          end every chunk after so many codes (default: from its text)
  --dump DIR             also write ids, codes, latents and PCM of every chunk as safetensors
${ACCEPT_LICENSE_USAGE}`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...ACCEPT_LICENSE,
        out: { type: 'string' },
        model: { type: 'string', default: BUNDLED_PACK },
        lang: { type: 'string' },
        voice: { type: 'string' },
        'voice-file': { type: 'string' },
        profile: { type: 'string', default: 'cinematic' },
        code: { type: 'string', default: 'announce' },
        reading: { type: 'string', default: 'natural' },
        speed: { type: 'string' },
        temperature: { type: 'string' },
        'top-k': { type: 'string' },
        'top-p': { type: 'string' },
        'repetition-penalty': { type: 'string' },
        seed: { type: 'string' },
        greedy: { type: 'boolean' },
        'max-codes': { type: 'string' },
        dump: { type: 'string' },
      },
    });
    if (values.out === undefined) throw new UsageError('--out FILE.wav is missing');
    const text = await textArgument(positionals);
    const profile = profileOption(values.profile);
    const speed = numberOption('speed', values.speed) ?? 1;
    if (speed < 0.5 || speed > 2) throw new UsageError('--speed goes from 0.5 to 2');
    const options = {
      speed,
      reading: readingOption(values.reading),
      temperature: numberOption('temperature', values.temperature),
      topK: numberOption('top-k', values['top-k']),
      topP: numberOption('top-p', values['top-p']),
      repetitionPenalty: numberOption('repetition-penalty', values['repetition-penalty']),
      seed: numberOption('seed', values.seed),
      maxCodes: numberOption('max-codes', values['max-codes']),
      greedy: values.greedy,
    };

    const pack = await openModel(values.model, values['accept-license']);
    const file = values['voice-file'];
    const voices =
      file === undefined
        ? await pack.readVoices()
        : await readVoices(await fileSource(file), pack.voiceDims);
    const voice = findVoice(voices, values.voice);
    const engine = await XttsEngine.open(pack, createNodeRuntime());
    const declared = engine.manifest.config.languages;
    const language = values.lang ?? declared[0]!;
    if (!engine.isTrainedFor(language)) {
      warn(`this model was not trained for "${language}" (only: ${declared.join(', ')})`);
    }

    const maxChunkChars = engine.maxChunkChars(language);
    const frontEnd = new TextFrontEnd({
      ...profile,
      maxChunkChars,
      language,
      code: codeOption(values.code),
    });
    const startedAt = performance.now();
    const heard: Float32Array[] = [];
    let previous: SpokenChunk | undefined;
    for (const chunk of [...frontEnd.push(text), ...frontEnd.end()]) {
      let last: AudioChunk | undefined;
      const made: Float32Array[] = [];
      const synthesis = { ...options, voice, language, stream: chunk.index };
      for await (last of engine.synthesize(chunk.text, synthesis)) made.push(last.samples);
      const { sampleRate } = engine;
      const audio = new ChunkAudio(chunk, { previous, sampleRate, language, speed });
      heard.push(audio.push(joinSamples(made)), audio.end());
      if (audio.speechSeconds > 0) previous = chunk;
      if (last?.ended === 'limit') warn(`cut at the length limit: "${chunk.text}"`);
      if (values.dump === undefined || last === undefined) continue;
      const ids = await engine.tokenize(chunk.text, language, options.reading);
      await dumpChunk(values.dump, chunk, {
        ids,
        last: last,
        pcm: joinSamples(made),
      });
    }
    const samples = joinSamples(heard);
    if (samples.length === 0) throw new TtsError('text-empty', 'the text has nothing to speak');
    await writeFile(values.out, writeWav({ channels: [samples], sampleRate: engine.sampleRate }));
    const seconds = samples.length / engine.sampleRate;
    const elapsed = (performance.now() - startedAt) / 1000;
    process.stderr.write(
      `${values.out}: ${seconds.toFixed(2)} s of speech in ${elapsed.toFixed(2)} s, ` +
        `${(seconds / elapsed).toFixed(1)}× real time\n`,
    );
    await engine.close();
  },
};

function warn(message: string): void {
  process.stderr.write(`warning: ${message}\n`);
}

async function dumpChunk(
  folder: string,
  chunk: TextChunk,
  { ids, last, pcm }: { ids: readonly number[]; last: AudioChunk; pcm: Float32Array },
): Promise<void> {
  const f32 = (data: Float32Array, shape: readonly number[]): Tensor => ({
    dtype: 'f32',
    shape,
    bytes: new Uint8Array(data.slice().buffer),
  });
  const i32 = (data: readonly number[]): Tensor => ({
    dtype: 'i32',
    shape: [data.length],
    bytes: new Uint8Array(Int32Array.from(data).buffer),
  });
  const { codes, latents } = last;
  const tensors = new Map([
    ['ids', i32(ids)],
    ['codes', i32(codes)],
    ['latents', f32(joinSamples(latents), [latents.length, latents[0]!.length])],
    ['pcm', f32(pcm, [pcm.length])],
  ]);
  await mkdir(folder, { recursive: true });
  const file = `chunk-${String(chunk.index).padStart(3, '0')}.safetensors`;
  await writeFile(join(folder, file), writeSafetensors(tensors));
}
