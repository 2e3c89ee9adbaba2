import type { Page } from '@playwright/test';

/** What would have been heard from one `AudioContext`, from its first sample to now. */
export interface Recording {
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

interface Tap {
  readonly context: AudioContext;
  readonly blocks: Float32Array[];
}

declare global {
  interface Window {
    /** What plays on the page, in the order in which the contexts were created. */
    xttsTaps?: Tap[];
  }
}

const BLOCK_FRAMES = 1024;
/** The recorder's part on the audio thread. */
export const RECORDER_SCRIPT = `
  registerProcessor('tap', class extends AudioWorkletProcessor {
    block = new Float32Array(${BLOCK_FRAMES});
    filled = 0;
    process([[channel]]) {
      // Without an input nothing plays: silence keeps the recording's clock that of the context.
      const frames = channel ?? new Float32Array(128);
      this.block.set(frames, this.filled);
      this.filled += frames.length;
      if (this.filled === ${BLOCK_FRAMES}) {
        this.port.postMessage(this.block);
        this.filled = 0;
      }
      return true;
    }
  });`;

/**
 * Records whatever reaches the loudspeaker of the pages opened from now on, losslessly: each
 * `AudioContext` gets a second listener beside its destination. No other module is loaded into a
 * context before the listener is in place, so the first sample is there too. A page whose policy lets in
 * only scripts of its own host has the recorder's script `hostedAt` a URL.
 */
export async function installRecorder(page: Page, hostedAt?: string): Promise<void> {
  await page.addInitScript(tapLoudspeakers, { script: RECORDER_SCRIPT, hostedAt });
}

/** The recording of the context of a sample rate; empty where there is none yet. */
export async function recordingAt(page: Page, sampleRate: number): Promise<Recording> {
  const base64 = await page.evaluate(async (rate) => {
    const tap = window.xttsTaps?.find(({ context }) => context.sampleRate === rate);
    // Blocks are on their way from the audio thread for a moment.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const bytes = await new Blob((tap?.blocks ?? []) as Float32Array<ArrayBuffer>[]).arrayBuffer();
    let binary = '';
    for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
    return btoa(binary);
  }, sampleRate);
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return { samples: new Float32Array(bytes.buffer), sampleRate };
}

/** A recording without the digital silence before its first sound and after its last. */
export function withoutSilentEnds(samples: Float32Array): Float32Array {
  const first = samples.findIndex((sample) => sample !== 0);
  const last = samples.findLastIndex((sample) => sample !== 0);
  return first < 0 ? samples.subarray(0, 0) : samples.subarray(first, last + 1);
}

/** Runs in the page. Must not use anything outside itself. */
function tapLoudspeakers(recorder: { script: string; hostedAt: string | undefined }): void {
  const moduleUrl =
    recorder.hostedAt ??
    URL.createObjectURL(new Blob([recorder.script], { type: 'text/javascript' }));
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this` below
  const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
  const listeners = new WeakMap<BaseAudioContext, Promise<AudioNode>>();
  const taps: Tap[] = (window.xttsTaps = []);

  window.AudioContext = class extends AudioContext {
    constructor(options?: AudioContextOptions) {
      super(options);
      const blocks: Float32Array[] = [];
      taps.push({ context: this, blocks });
      const addModule = this.audioWorklet.addModule.bind(this.audioWorklet);
      const listener = addModule(moduleUrl).then(() => {
        const node = new AudioWorkletNode(this, 'tap');
        node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => blocks.push(data);
        // A node without a way to the destination would not run; its own output is silent.
        connect.call(node, this.destination);
        return node;
      });
      // A context may be closed before the listener is there.
      listener.catch(() => undefined);
      listeners.set(this, listener);
      this.audioWorklet.addModule = async (...args) => {
        await listener;
        return addModule(...args);
      };
    }
  };
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    if (args[0] instanceof AudioDestinationNode) {
      void listeners.get(this.context)?.then(
        (listener) => connect.call(this, listener),
        () => undefined,
      );
    }
    return (connect as (...all: unknown[]) => AudioNode).apply(this, args);
  };
}
