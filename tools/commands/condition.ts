import { readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import { mixToMono } from '../../src/audio/pcm.ts';
import { readWav } from '../../src/audio/wav.ts';
import { writeVoices } from '../../src/pack/voice-file.ts';
import { createNodeRuntime } from '../../src/runtime/node-runtime.ts';
import { VoiceEncoder, type Recording } from '../../src/xtts/voice-encoder.ts';
import { ACCEPT_LICENSE, ACCEPT_LICENSE_USAGE } from '../license-gate.ts';
import { openModel } from '../open-model.ts';
import { numberOption, UsageError, type Command } from './command.ts';

export const condition: Command = {
  summary: 'turn recordings of a voice into conditioning latents and a speaker embedding',
  usage: `usage: xtts-web condition REF.wav [REF2.wav …] --model PATH [--out FILE.safetensors]

  --model PATH      a pack or checkpoint folder that has the encoders
  --out FILE        default: the first recording's name with .safetensors
  --name NAME       the voice's name (default: the first recording's)
  --cond-len S      seconds that the latents see (default 30)
  --chunk-len S     seconds per chunk (default 4)
  --max-ref-len S   seconds used of each recording (default 30)
  --norm            scale recordings to a peak of 0.75
${ACCEPT_LICENSE_USAGE}

  Writes NAME/conditioning_latents [32, width] and NAME/speaker_embedding [D].`,

  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...ACCEPT_LICENSE,
        model: { type: 'string' },
        out: { type: 'string' },
        name: { type: 'string' },
        'cond-len': { type: 'string' },
        'chunk-len': { type: 'string' },
        'max-ref-len': { type: 'string' },
        norm: { type: 'boolean', default: false },
      },
    });
    const [first] = positionals;
    if (first === undefined) throw new UsageError('give at least one REF.wav');
    if (values.model === undefined) throw new UsageError('--model PATH is missing');
    const stem = basename(first, extname(first));
    const recordings = await Promise.all(positionals.map(readRecording));
    const pack = await openModel(values.model, values['accept-license']);
    const encoder = await VoiceEncoder.open(pack, createNodeRuntime());
    const voice = await encoder.encode(values.name ?? stem, recordings, {
      conditioningSeconds: numberOption('cond-len', values['cond-len']),
      chunkSeconds: numberOption('chunk-len', values['chunk-len']),
      maxSeconds: numberOption('max-ref-len', values['max-ref-len']),
      normalizePeak: values.norm,
    });
    await encoder.close();
    const latents = voice.conditioningLatents;
    const { width } = pack.manifest.config.gpt;
    const out = values.out ?? `${stem}.safetensors`;
    await writeFile(
      out,
      writeVoices([{ ...voice, conditioningShape: [latents.length / width, width] }]),
    );
    process.stderr.write(`${out}: voice "${voice.name}"\n`);
  },
};

/** A WAV file's mean of channels. */
async function readRecording(path: string): Promise<Recording> {
  const audio = readWav(new Uint8Array(await readFile(path)));
  return { samples: mixToMono(audio), sampleRate: audio.sampleRate };
}
