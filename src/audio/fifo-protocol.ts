/**
 * Messages of the audio FIFO. Each utterance has a `MessageChannel` of its own between producer
 * (the engine worker) and AudioWorklet, so that late blocks of a cancelled utterance reach a closed
 * port. The page is not on the audio path: it starts and stops, and hears what happened.
 */

/** The name under which the processor is registered. */
export const FIFO_PROCESSOR = 'xtts-fifo';

/** Seconds that the worklet's ring holds; more than `PRODUCER_CAPACITY_FRAMES` at any rate. */
export const FIFO_CAPACITY_SECONDS = 40;

/**
 * Frames that a producer may be ahead of the loudspeaker: 30 s at 16 kHz, 20 s at 24 kHz. Less than
 * the ring holds, so that an overflow is a fault and never the normal course.
 */
export const PRODUCER_CAPACITY_FRAMES = 480_000;

/** Producer → worklet, on the utterance's port. */
export type ProducerMessage =
  /** PCM at the context's sample rate, one channel, −1…1; the buffer is transferred. */
  | { readonly type: 'block'; readonly samples: Float32Array<ArrayBuffer> }
  /** No further block follows: play out what is buffered, then report `ended`. */
  | { readonly type: 'end' };

/** Worklet → producer, on the utterance's port. */
export type ConsumerMessage =
  /** Back-pressure: frames rendered since the utterance began. */
  | { readonly type: 'consumed'; readonly frames: number }
  /** The utterance was stopped; nothing more is played. The port closes. */
  | { readonly type: 'closed' };

/** Page → worklet, on the node's port. */
export type PageMessage =
  /** Begin an utterance; whatever played before is faded out and dropped. */
  | {
      readonly type: 'start';
      /** A number of the page's choice, repeated in every event of this utterance. */
      readonly utterance: number;
      readonly port: MessagePort;
      readonly prebufferFrames: number;
    }
  /** If this utterance still plays: fade out within 20 ms, drop the buffer, report `stopped`. */
  | { readonly type: 'stop'; readonly utterance: number }
  /** Stop, and let the processor be collected. */
  | { readonly type: 'close' };

/** What happens to an utterance in the worklet. */
export type FifoEvent =
  /**
   * The gate opened: the frame `renderedFrames` (0 the first time) is the one of `contextTime`, in
   * seconds of `AudioContext.currentTime`, and was rendered at `epochMs`, by `Date.now()`. The two
   * clocks differ, since a device asks for many quanta at a time.
   */
  | {
      readonly type: 'playing';
      readonly renderedFrames: number;
      readonly contextTime: number;
      readonly epochMs: number;
    }
  /** The buffer ran dry before the end; `playing` follows when the gate opens again. */
  | { readonly type: 'underrun'; readonly renderedFrames: number; readonly contextTime: number }
  /** About every 100 ms while the utterance lasts. */
  | { readonly type: 'progress'; readonly renderedFrames: number; readonly bufferedFrames: number }
  /** More came than the ring holds, and frames were lost: the producer ignored back-pressure. */
  | { readonly type: 'overflow'; readonly lostFrames: number }
  /** Everything was rendered. */
  | { readonly type: 'ended'; readonly renderedFrames: number; readonly underruns: number }
  /** Stopped by the page, and silent. */
  | { readonly type: 'stopped'; readonly renderedFrames: number; readonly underruns: number };

/** Worklet → page, on the node's port. */
export type WorkletEvent = FifoEvent & { readonly utterance: number };
