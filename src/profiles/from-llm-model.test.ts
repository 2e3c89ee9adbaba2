import { describe, expect, it } from 'vitest';
import { billionsOfParameters, profileForLlm } from './from-llm-model.ts';

const CASES: readonly (readonly [name: string, billions: number | undefined])[] = [
  ['qwen2.5:1.5b', 1.5],
  ['qwen2.5:14b', 14],
  ['Qwen2.5-14B-Instruct-AWQ', 14],
  ['Qwen2.5-14B-Instruct-1M', 14],
  ['Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M', 0.5],
  ['qwen3:30b-a3b', 30],
  ['Qwen1.5-MoE-A2.7B', 2.7],
  ['llama3.1:8b', 8],
  ['llama3.2:1b-instruct-q8_0', 1],
  ['Llama-3.2-3B-Instruct-q4f16_1-MLC', 3],
  ['llama_3_8b', 8],
  ['meta-llama/Llama-4-Scout-17B-16E', 17],
  ['Mixtral-8x7B', 56],
  ['mixtral:8x22b', 176],
  ['mixtral', 46.7],
  ['phi3:mini', 3.8],
  ['phi3:medium', 14],
  ['phi4', 14],
  ['phi4-mini', 3.8],
  ['Phi-3.5-mini-instruct', 3.8],
  ['mistral', 7],
  ['mistral:latest', 7],
  ['mistral-nemo', 12],
  ['mistral-small3.1', 24],
  ['gemma3:270m', 0.27],
  ['gemma3n:e4b', 4],
  ['gemma-2-9b-it', 9],
  ['gemma2', 9],
  ['SmolLM2-360M-Instruct', 0.36],
  ['SmolLM2-1,7B', 1.7],
  ['TinyLlama', 1.1],
  ['deepseek-r1:32b', 32],
  ['deepseek-chat', 671],
  ['kimi-k2:1t', 1000],
  ['BitNet-b1.58-2B-4T', 2],
  ['gpt-oss:20b', 20],
  ['model-4bit', undefined],
  ['my-model-q4_0', undefined],
  ['some-model-1M', undefined],
  ['gpt-4o-mini', undefined],
  ['', undefined],
  ['9'.repeat(100_000), undefined],
];

describe('profileForLlm', () => {
  it.each(CASES)('%.40s', (name, billions) => {
    expect(billionsOfParameters(name)).toBeOneOf([
      billions === undefined ? undefined : expect.closeTo(billions, 9),
    ]);
    expect(profileForLlm(name).name).toBe((billions ?? 0) < 7 ? 'FAST' : 'CINEMATIC');
  });
});
