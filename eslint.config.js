import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The direction of imports: a folder may import itself, `errors.ts`, and what is listed for it.
 * Whatever is not listed is refused, so an arrow can only be added here, in sight.
 */
const PURE = ['profiles', 'text', 'audio', 'checkpoint', 'graph'];
const MAY_IMPORT = {
  profiles: [],
  text: ['profiles'],
  audio: [],
  checkpoint: [],
  graph: [],
  pack: PURE,
  runtime: PURE,
  xtts: [...PURE, 'pack', 'runtime'],
  worker: [...PURE, 'pack', 'runtime', 'xtts'],
  remote: [...PURE, 'worker'],
  player: [...PURE, 'pack', 'worker', 'remote'],
  ui: [...PURE, 'player', 'remote'],
  element: [...PURE, 'player', 'remote', 'ui'],
  llm: [],
  app: [...PURE, 'player', 'remote', 'ui', 'element'],
  chat: [...PURE, 'player', 'remote', 'ui', 'element', 'llm', 'app'],
  read: [...PURE, 'player', 'remote', 'ui', 'element', 'llm', 'app'],
};
const FOLDERS = Object.keys(MAY_IMPORT);

const layerRules = FOLDERS.map((folder) => {
  const refused = FOLDERS.filter((f) => f !== folder && !MAY_IMPORT[folder].includes(f));
  return {
    files: [`src/${folder}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...refused.map((f) => `../**/${f}/**`), '**/index.ts'],
              message: `${folder}/ may import only: errors.ts ${MAY_IMPORT[folder].join(' ')}`,
            },
            {
              group: ['**/tools/**', '**/bench/**', '**/e2e/**'],
              message: 'src never imports tools, bench or e2e.',
            },
            ...(folder === 'runtime'
              ? []
              : [{ group: ['onnxruntime-*'], message: 'Only runtime/ knows ONNX Runtime.' }]),
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['**/dist', 'lib', 'public', 'node_modules', 'test-results', 'playwright-report'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './tsconfig.worker.json',
          './tsconfig.worklet.json',
          './examples/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  ...layerRules,
  {
    // The barrel is for those outside; index.ts itself, define.ts and the like lie beside it.
    files: ['src/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['**/index.ts'], message: 'Nothing in src imports the barrel.' }] },
      ],
    },
  },
  {
    // Pure code takes the clock, randomness and bytes as arguments.
    files: PURE.map((f) => `src/${f}/**/*.ts`),
    ignores: ['**/*.test.ts', 'src/audio/fifo-node.ts', 'src/audio/worklet/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'window',
          'document',
          'navigator',
          'fetch',
          'performance',
          'setTimeout',
          'Date',
          'process',
        ],
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
    },
  },
);
