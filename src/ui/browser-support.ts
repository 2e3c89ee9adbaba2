/** Why this browser, or the way the page was opened, cannot speak at all. */
export type SupportProblem =
  'no-webassembly' | 'insecure-context' | 'no-audio-worklet' | 'no-worker';

/** The globals that are looked at. */
export interface BrowserGlobals {
  readonly WebAssembly?: unknown;
  readonly isSecureContext?: boolean;
  readonly AudioWorkletNode?: unknown;
  readonly Worker?: unknown;
}

/**
 * The first thing that the browser lacks, or `null`. Asked before anything is loaded, so that nobody
 * waits for a model that cannot run.
 */
export function findSupportProblem(globals: BrowserGlobals): SupportProblem | null {
  if (!globals.WebAssembly) return 'no-webassembly';
  // Worklets are hidden on insecure pages: name the cause, not the symptom.
  if (!globals.isSecureContext) return 'insecure-context';
  if (!globals.AudioWorkletNode) return 'no-audio-worklet';
  if (!globals.Worker) return 'no-worker';
  return null;
}
