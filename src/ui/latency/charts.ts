import uPlot from 'uplot';
import type { ChartColor } from './chart-colors.ts';
import type { ReplyRecord } from './latency-recorder.ts';
import { playedAtMs } from './played-at.ts';

export type ChartColors = Readonly<Record<ChartColor, string>>;

/** A rectangle in the units of the axes. */
interface Bar {
  readonly fromX: number;
  readonly toX: number;
  readonly fromY: number;
  readonly toY: number;
  readonly color: ChartColor;
}

/** A vertical line. */
interface Mark {
  readonly x: number;
  readonly color: ChartColor;
}

/** What a chart draws of a reply. */
interface Drawing {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** How many chunks there are. */
  readonly chunkCount: number;
  readonly bars?: readonly Bar[];
  readonly marks?: readonly Mark[];
  /** A line with its area, by x. */
  readonly line?: readonly (readonly [number, number])[];
}

export interface ChartOptions {
  readonly host: HTMLElement;
  readonly reply: ReplyRecord;
  readonly colors: ChartColors;
  /** The language in which numbers are written. */
  readonly locale: string;
  /** Of the plot with its axes, in CSS pixels. */
  readonly width: number;
}

/** A chart that is on the page. */
export interface Chart {
  readonly update: (reply: ReplyRecord) => void;
  readonly resize: (width: number) => void;
  readonly close: () => void;
}

export type ChartName = 'timeline' | 'buffer' | 'chunks';

/** Half the height of a bar, where a row or a column is 1 wide. */
const HALF = 0.32;
/** With fewer, the bars would be blocks. */
const MIN_ROWS = 2;
const MIN_COLUMNS = 6;

const DRAWINGS: Readonly<Record<ChartName, (reply: ReplyRecord) => Drawing>> = {
  timeline: drawTimeline,
  buffer: drawBuffer,
  chunks: drawChunks,
};

const HEIGHTS: Readonly<Record<ChartName, number>> = { timeline: 200, buffer: 160, chunks: 170 };

/** Draws a chart of a reply into an element. */
export function openChart(name: ChartName, options: ChartOptions): Chart {
  const { host, colors, locale, width } = options;
  const draw = DRAWINGS[name];
  let drawing = draw(options.reply);
  const number = (value: number): string =>
    value.toLocaleString(locale, { maximumFractionDigits: 2 });
  const axis: uPlot.Axis = {
    stroke: colors.ink,
    font: '12px system-ui, sans-serif',
    grid: { stroke: colors.line, width: 1 },
    ticks: { stroke: colors.line, width: 1 },
  };
  const isByChunk = name === 'chunks';
  const byChunk: uPlot.Axis = {
    ...axis,
    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
    grid: { show: false },
    values: (_, splits) =>
      splits.map((value) => (value >= 0 && value < drawing.chunkCount ? number(value + 1) : '')),
  };
  const bySeconds: uPlot.Axis = {
    ...axis,
    values: (_, splits) => splits.map((value) => `${number(value)} s`),
  };
  const plot = new uPlot(
    {
      width,
      height: HEIGHTS[name],
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 12, 0, 0],
      scales: {
        x: { time: false, range: () => [...drawing.x] },
        y: { range: () => [...drawing.y], dir: name === 'timeline' ? -1 : 1 },
      },
      axes: [
        { ...(isByChunk ? byChunk : bySeconds), size: 32 },
        { ...(name === 'timeline' ? byChunk : bySeconds), size: 56 },
      ],
      series: [
        {},
        {
          stroke: colors.audio,
          width: 2,
          fill: `color-mix(in srgb, ${colors.audio} 22%, transparent)`,
          points: { show: false },
        },
      ],
      hooks: { draw: [(self) => paint(self, drawing, colors)] },
    },
    toData(drawing),
    host,
  );
  return {
    update: (reply) => {
      drawing = draw(reply);
      plot.setData(toData(drawing));
    },
    resize: (newWidth) => plot.setSize({ width: newWidth, height: HEIGHTS[name] }),
    close: () => plot.destroy(),
  };
}

function toData({ line, x }: Drawing): uPlot.AlignedData {
  if (line && line.length > 0) return [line.map(([at]) => at), line.map(([, value]) => value)];
  return [[...x], [null, null]];
}

function paint(plot: uPlot, { bars = [], marks = [] }: Drawing, colors: ChartColors): void {
  const { ctx, bbox } = plot;
  const toX = (value: number): number => plot.valToPos(value, 'x', true);
  const toY = (value: number): number => plot.valToPos(value, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const { fromX, toX: endX, fromY, toY: endY, color } of bars) {
    ctx.fillStyle = colors[color];
    const left = toX(fromX);
    const top = Math.min(toY(fromY), toY(endY));
    // Also the shortest can be seen.
    const width = Math.max(1, toX(endX) - left);
    ctx.fillRect(left, top, width, Math.max(1, Math.abs(toY(endY) - toY(fromY))));
  }
  ctx.lineWidth = 2 * uPlot.pxRatio;
  for (const { x, color } of marks) {
    ctx.strokeStyle = colors[color];
    ctx.beginPath();
    ctx.moveTo(toX(x), bbox.top);
    ctx.lineTo(toX(x), bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** A row for each chunk: generated above, played below; a line for each moment. */
function drawTimeline(reply: ReplyRecord): Drawing {
  const { metrics, chunkDoneMs, underrunsMs } = reply;
  const { chunks, gateOpenings } = metrics;
  const bars = chunks.flatMap(({ generateMs, startSeconds, audioSeconds }, row): Bar[] => {
    const done = (chunkDoneMs[row] ?? 0) / 1000;
    const made: Bar = {
      fromX: Math.max(0, done - generateMs / 1000),
      toX: done,
      fromY: row - HALF,
      toY: row,
      color: 'generation',
    };
    const playedMs = playedAtMs(1000 * startSeconds, gateOpenings);
    if (playedMs === undefined) return [made];
    const from = playedMs / 1000;
    return [
      made,
      { fromX: from, toX: from + audioSeconds, fromY: row, toY: row + HALF, color: 'audio' },
    ];
  });
  const { firstChunkMs, firstTokenMs, timeToFirstAudioMs, timeToPlaybackMs } = metrics;
  const moments = [firstChunkMs, firstTokenMs, timeToFirstAudioMs, timeToPlaybackMs];
  const marks: Mark[] = moments
    .filter((moment) => moment !== null)
    .map((moment) => ({ x: moment / 1000, color: 'ink' }));
  return {
    x: [0, endSeconds(reply)],
    y: [-0.5, Math.max(MIN_ROWS, chunks.length) - 0.5],
    chunkCount: chunks.length,
    bars,
    marks: [...marks, ...underrunsMs.map((at): Mark => ({ x: at / 1000, color: 'alert' }))],
  };
}

/** Where the two charts over time end. */
function endSeconds({ metrics, buffered, chunkDoneMs }: ReplyRecord): number {
  const last = metrics.chunks.at(-1);
  const playedMs =
    last && playedAtMs(1000 * (last.startSeconds + last.audioSeconds), metrics.gateOpenings);
  const endMs = Math.max(100, playedMs ?? 0, buffered.at(-1)?.[0] ?? 0, chunkDoneMs.at(-1) ?? 0);
  return endMs / 1000;
}

function drawBuffer(reply: ReplyRecord): Drawing {
  const { buffered, underrunsMs } = reply;
  const line = buffered.map(([atMs, ms]) => [atMs / 1000, ms / 1000] as const);
  return {
    x: [0, endSeconds(reply)],
    y: [0, 1.05 * Math.max(0.1, ...line.map(([, value]) => value))],
    chunkCount: 0,
    line,
    marks: underrunsMs.map((at): Mark => ({ x: at / 1000, color: 'alert' })),
  };
}

/** Three columns for each chunk: expected, actual, and how long it took. */
function drawChunks({ metrics: { chunks } }: ReplyRecord): Drawing {
  const width = (2 * HALF) / 3;
  const bars = chunks.flatMap(({ expectedSeconds, audioSeconds, generateMs }, column): Bar[] => {
    const columns = [
      ['expected', expectedSeconds],
      ['audio', audioSeconds],
      ['generation', generateMs / 1000],
    ] as const;
    return columns.map(([color, value], i) => {
      const fromX = column - HALF + i * width;
      return { fromX, toX: fromX + width, fromY: 0, toY: value, color };
    });
  });
  return {
    x: [-0.5, Math.max(MIN_COLUMNS, chunks.length) - 0.5],
    y: [0, 1.05 * Math.max(0.1, ...bars.map(({ toY }) => toY))],
    chunkCount: chunks.length,
    bars,
  };
}
