import { describe, expect, it } from 'vitest';
import { findSupportProblem } from './browser-support.ts';

const ALL = { WebAssembly: {}, isSecureContext: true, AudioWorkletNode: {}, Worker: {} };

describe('findSupportProblem', () => {
  it('finds nothing in a current browser', () => {
    expect(findSupportProblem(ALL)).toBeNull();
  });

  it.each([
    ['no-webassembly', { ...ALL, WebAssembly: undefined }],
    ['insecure-context', { ...ALL, isSecureContext: false, AudioWorkletNode: undefined }],
    ['no-audio-worklet', { ...ALL, AudioWorkletNode: undefined }],
    ['no-worker', { ...ALL, Worker: undefined }],
  ] as const)('names %s', (problem, globals) => {
    expect(findSupportProblem(globals)).toBe(problem);
  });
});
