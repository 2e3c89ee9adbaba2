import type { Forecast, GateReason } from './playback-gate.ts';

/**
 * Messages of the audio FIFO. Each utterance has a `MessageChannel` of its own between producer
 * (the engine worker) and AudioWorklet, so that late blocks of a cancelled utterance reach a closed
 * port. The page is not on the audio path: it starts and stops, and hears what happened.
 *
 * Places in an utterance are counted in frames from its beginning, at the context's sample rate.
 */

/** The name under which the processor is registered. */
export const FIFO_PROCESSOR = 'xtts-fifo';

/** Producer → worklet, on the utterance's port. */
export type ProducerMessage =
  /** PCM at the context's sample rate, one channel, −1…1; the buffer is transferred. */
  | { readonly type: 'block'; readonly samples: Float32Array<ArrayBuffer> }
  /** How fast the known rest of the utterance will come. */
  | ({ readonly type: 'forecast' } & Forecast)
  /** No further block follows: play out what is buffered, then report `ended`. */
  | { readonly type: 'end' };

/** Worklet → producer, on the utterance's port. */
export type ConsumerMessage =
  /** Back-pressure: the frame that is played next. It falls when the user skips back. */
  | { readonly type: 'consumed'; readonly frames: number }
  /** The utterance was stopped; nothing more is played. The port closes. */
  | { readonly type: 'closed' };

/** Page → worklet, on the node's port. */
export type PageMessage =
  /** Take an utterance; it plays when those before it have ended or were stopped. */
  | {
      readonly type: 'start';
      /** A number of the page's choice, repeated in every event of this utterance. */
      readonly utterance: number;
      readonly port: MessagePort;
      readonly prebufferFrames: number;
    }
  /** If this utterance still plays: fade out within 20 ms, drop the buffer, report `stopped`. */
  | { readonly type: 'stop'; readonly utterance: number }
  /** Fade out and go on from a frame, or the nearest one that is there; report `seeked`. */
  | { readonly type: 'seek'; readonly utterance: number; readonly frame: number }
  /** Fade out and hold everything until `resume`. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  /** Play this and later utterances so fast, with the pitch kept; report `progress`. */
  | { readonly type: 'rate'; readonly rate: number }
  /** Stop everything, and let the processor be collected. */
  | { readonly type: 'close' };

/** Where an utterance is: the frame `position` is or was due at `contextTime` of the context. */
export interface FifoPlace {
  readonly position: number;
  /** In seconds of `AudioContext.currentTime`. */
  readonly contextTime: number;
}

/** What happens to an utterance in the worklet. */
export type FifoEvent =
  /**
   * The gate opened, and sound begins or goes on. `epochMs` is when that was rendered, by
   * `Date.now()`: earlier than it is heard, since a device asks for many quanta at a time.
   */
  | (FifoPlace & {
      readonly type: 'playing';
      readonly playbackRate: number;
      readonly epochMs: number;
      /** Why now: the gate's reason, or `end` when all there is to come was buffered. */
      readonly reason: GateReason | 'end';
      readonly gateFrames: number;
      readonly bufferedFrames: number;
    })
  /** The buffer ran dry before the end; `playing` follows when the gate opens again. */
  | (FifoPlace & { readonly type: 'underrun' })
  /** The sound was faded out until `resume`; `playing` follows then. */
  | (FifoPlace & { readonly type: 'paused' })
  /** The sound goes on from another place; `playing` follows when enough is buffered there. */
  | (FifoPlace & { readonly type: 'seeked' })
  /** About every 100 ms while it waits or plays, and when the rate was changed. */
  | (FifoPlace & {
      readonly type: 'progress';
      readonly playbackRate: number;
      readonly bufferedFrames: number;
      /** The earliest frame that can be sought. */
      readonly seekableStart: number;
    })
  /** More came than the ring holds, and frames were lost: the producer ignored back-pressure. */
  | { readonly type: 'overflow'; readonly lostFrames: number }
  /** Everything was rendered. */
  | (FifoPlace & { readonly type: 'ended'; readonly underruns: number })
  /** Stopped by the page, and silent. */
  | (FifoPlace & { readonly type: 'stopped'; readonly underruns: number });

/** Worklet → page, on the node's port. */
export type WorkletEvent =
  | (FifoEvent & { readonly utterance: number })
  /** The answer to `close`, when all is silent and the processor has ended. */
  | { readonly type: 'closed' };
