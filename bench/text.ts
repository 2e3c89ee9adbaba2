import { cpus } from 'node:os';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { CINEMATIC, FAST, type LatencyProfile } from '../src/profiles/profile.ts';
import { TextCleaner } from '../src/text/clean.ts';
import { TextFrontEnd } from '../src/text/front-end.ts';

/**
 * `tsx bench/text.ts [--megabytes 10] [--out FILE.json]`: deltas of a language model's answer through
 * `clean` alone and through clean + chunk, on one core, as JSON. Megabytes are those of UTF-8. The
 * stream is one utterance; its deltas are 1 to 8 characters long, as tokens are. Memory is what the
 * heap holds after a collection, so give node `--expose-gc`; without it the field is left out.
 */
const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '10' }, out: { type: 'string' } },
});
const TOTAL_BYTES = Number(values.megabytes) * 1e6;

/** A turn of a storyteller that uses whatever Markdown offers, and one of plain prose. */
const ANSWERS = {
  markdown: [
    '<think>\nThe player is at the gate. A check of strength, difficulty 15.\n</think>\n',
    '## O portão de ferro ⚔️\n',
    'A **velha porta** range — *devagar* — e um vento frio apaga a última vela. “Quem vem lá?”, diz ',
    'o Sr. Silva, que cobra R$ 1.250,50 às 14h30. Você vê:\n',
    '- uma espada de `aço`, 2 * 3 palmos\n- o [mapa](https://www.exemplo.com/mapa_(velho)?v=1) 🗺️\n',
    '1. Abrir o portão.\n2. Voltar para a *taverna*.\n',
    '| Item | Preço |\n|---|:-:|\n| Poção &amp; erva | R$ 50 |\n| Corda | $5 |\n',
    '```json\n{"roll": "2d6+3", "target": 15}\n```\n',
    'Role 2d6+3 e some $x^2$. Veja https://exemplo.com/regras#p10. O que você faz?\n\n',
  ].join('\n'),
  prose:
    'A cidade acordou devagar, com o barulho dos carros e das pessoas. Ninguém sabia ao certo o que ' +
    'viria depois daquela longa noite de chuva; o velho, porém, já tinha visto pior. “Vamos”, disse ' +
    'ele, e abriu a porta. Eram 7 horas.\n\n',
};

interface TextBenchResult {
  readonly text: keyof typeof ANSWERS;
  readonly stage: 'clean' | 'clean + chunk FAST' | 'clean + chunk CINEMATIC';
  readonly megabytesPerSecond: number;
  /** Pieces or chunks that came out. */
  readonly outputs: number;
  /** Growth of the heap from a tenth of the stream to its end, in kB. */
  readonly heapGrowthKilobytes?: number;
}

interface Stage {
  push(delta: string): readonly unknown[];
  end(): readonly unknown[];
}

const frontEnd = (profile: LatencyProfile): Stage =>
  new TextFrontEnd({ ...profile, language: 'pt-BR' });

const STAGES: Readonly<Record<TextBenchResult['stage'], () => Stage>> = {
  clean: () => new TextCleaner({ language: 'pt-BR' }),
  'clean + chunk FAST': () => frontEnd(FAST),
  'clean + chunk CINEMATIC': () => frontEnd(CINEMATIC),
};

const results: TextBenchResult[] = [];
for (const text of ['markdown', 'prose'] as const) {
  const deltas = cutLikeTokens(ANSWERS[text]);
  const bytes = new TextEncoder().encode(ANSWERS[text]).length;
  for (const stage of Object.keys(STAGES) as TextBenchResult['stage'][]) {
    stream(STAGES[stage](), deltas, Math.ceil(5e5 / bytes)); // Warm-up.
    results.push({
      text,
      stage,
      ...stream(STAGES[stage](), deltas, Math.ceil(TOTAL_BYTES / bytes)),
    });
  }
}

const report = {
  date: new Date().toISOString(),
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  megabytes: TOTAL_BYTES / 1e6,
  results,
};
const json = `${JSON.stringify(report, null, 2)}\n`;
process.stdout.write(json);
if (values.out !== undefined) {
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, json);
}

/** Cuts a text into deltas of 1 to 8 units, the same every time. */
function cutLikeTokens(text: string): string[] {
  const deltas: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn++) {
    const length = 1 + ((turn * 5) % 8);
    deltas.push(text.slice(at, at + length));
    at += length;
  }
  return deltas;
}

function stream(
  stage: Stage,
  deltas: readonly string[],
  rounds: number,
): Omit<TextBenchResult, 'text' | 'stage'> {
  let outputs = 0;
  let early = 0;
  let collectingMs = 0;
  const heapBytes = (): number => {
    const from = performance.now();
    globalThis.gc?.();
    const { heapUsed } = process.memoryUsage();
    collectingMs += performance.now() - from;
    return heapUsed;
  };
  const bytes = new TextEncoder().encode(deltas.join('')).length * rounds;
  const startedAt = performance.now();
  for (let round = 0; round < rounds; round++) {
    if (round === Math.floor(rounds / 10)) early = heapBytes();
    for (const delta of deltas) outputs += stage.push(delta).length;
  }
  const late = heapBytes();
  outputs += stage.end().length;
  const seconds = (performance.now() - startedAt - collectingMs) / 1e3;
  return {
    megabytesPerSecond: Number((bytes / 1e6 / seconds).toFixed(2)),
    outputs,
    ...(globalThis.gc && { heapGrowthKilobytes: Math.round((late - early) / 1e3) }),
  };
}
