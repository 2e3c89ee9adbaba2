import { describe, test } from 'vitest';
import { MemoryStore } from './memory-store.ts';
import { STORE_CASES } from './store/file-store-contract.ts';

describe('the contract of a store, in memory', () => {
  test.each(STORE_CASES)('$name', ({ run }) => run(new MemoryStore()));
});
