/**
 * Messages of the audio FIFO. Each utterance has a `MessageChannel` of its own between producer
 * (the engine worker) and AudioWorklet, so that late blocks of a cancelled utterance reach a closed
 * port and need no generation number. The page is not on the audio path.
 */

/** Producer → worklet, on the utterance's port. */
export type ProducerMessage =
  /** PCM at the context's sample rate, one channel, −1…1; the buffer is transferred. */
  | { readonly type: 'block'; readonly samples: Float32Array<ArrayBuffer> }
  /** No further block follows: play out what is buffered, then report `ended`. */
  | { readonly type: 'end' };

/** Worklet → producer, on the utterance's port: back-pressure. */
export interface ConsumedMessage {
  readonly type: 'consumed';
  /** Frames rendered since the utterance began. */
  readonly frames: number;
}

/** Page → worklet, on the node's port. */
export type PageMessage =
  /** Begin an utterance; whatever played before is faded out and dropped. */
  | { readonly type: 'start'; readonly port: MessagePort; readonly prebufferFrames: number }
  /** Fade out within 20 ms, drop the buffer, report `stopped`. */
  | { readonly type: 'stop' };

/** Worklet → page, on the node's port. `contextTime` is in seconds of `AudioContext.currentTime`. */
export type WorkletEvent =
  | { readonly type: 'playing'; readonly contextTime: number }
  | { readonly type: 'underrun'; readonly renderedFrames: number; readonly contextTime: number }
  | { readonly type: 'progress'; readonly renderedFrames: number; readonly bufferedFrames: number }
  | { readonly type: 'ended'; readonly renderedFrames: number; readonly underruns: number }
  | { readonly type: 'stopped'; readonly renderedFrames: number; readonly underruns: number };
