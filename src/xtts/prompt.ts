import { joinSamples } from '../audio/join.ts';
import { TtsError } from '../errors.ts';

/** The embedding tables of the GPT, row-major f32. */
export interface EmbeddingTables {
  readonly width: number;
  /** `[text tokens, width]` */
  readonly text: Float32Array<ArrayBuffer>;
  /** `[longest text + 2, width]` */
  readonly textPosition: Float32Array<ArrayBuffer>;
  /** `[codes, width]` */
  readonly code: Float32Array<ArrayBuffer>;
  /** `[most codes + …, width]` */
  readonly codePosition: Float32Array<ArrayBuffer>;
}

/** Reads the tables with a function that reads one weight as f32. */
export async function readEmbeddingTables(
  width: number,
  readWeight: (name: string) => Promise<Float32Array<ArrayBuffer>>,
): Promise<EmbeddingTables> {
  return {
    width,
    text: await readWeight('gpt.text_embedding.weight'),
    textPosition: await readWeight('gpt.text_pos_embedding.emb.weight'),
    code: await readWeight('gpt.mel_embedding.weight'),
    codePosition: await readWeight('gpt.mel_pos_embedding.emb.weight'),
  };
}

export interface PromptOptions {
  /** Token ids of the text, language tag included, `[START]` and `[STOP]` not. */
  readonly textIds: readonly number[];
  readonly startId: number;
  readonly stopId: number;
  readonly startCode: number;
}

/**
 * What follows the voice's conditioning vectors in the prefill: `[START] text [STOP]` and the start
 * code (SPEC §6.1). Shape `[ids + 3, width]`.
 * @throws TtsError `text-too-long` when the text outgrows its position table
 */
export function buildPrompt(
  tables: EmbeddingTables,
  { textIds, startId, stopId, startCode }: PromptOptions,
): Float32Array<ArrayBuffer> {
  const { width } = tables;
  const ids = [startId, ...textIds, stopId];
  const positions = tables.textPosition.length / width;
  if (ids.length > positions) {
    throw new TtsError('text-too-long', `${ids.length} text tokens exceed ${positions}`);
  }
  const rows = ids.map((id, i) => embed(width, [tables.text, id], [tables.textPosition, i]));
  return joinSamples([...rows, embedCode(tables, startCode, 0)]);
}

/** The input of a decode step, `[width]`; the start code is at position 0, the first drawn at 1. */
export function embedCode(
  tables: EmbeddingTables,
  code: number,
  position: number,
): Float32Array<ArrayBuffer> {
  return embed(tables.width, [tables.code, code], [tables.codePosition, position]);
}

type Row = readonly [table: Float32Array<ArrayBuffer>, row: number];

function embed(
  width: number,
  [table, row]: Row,
  [positions, position]: Row,
): Float32Array<ArrayBuffer> {
  const embedding = table.slice(row * width, (row + 1) * width);
  if (embedding.length !== width) {
    throw new TtsError('pack-invalid', `token ${row} is beyond the embedding table`);
  }
  for (let i = 0; i < width; i++) embedding[i]! += positions[position * width + i]!;
  return embedding;
}
