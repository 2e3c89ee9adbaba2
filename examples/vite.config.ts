import { defineConfig } from 'vite';

/** The examples that need a bundler; they find the library by its name, as any page of yours. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  // A page of yours copies the voice from `node_modules/xtts-web/lib/models/` into its public files.
  publicDir: '../lib/models',
  build: {
    outDir: 'dist',
    rolldownOptions: {
      input: ['react/index.html', 'vue/index.html'].map((f) => `${import.meta.dirname}/${f}`),
    },
  },
  // The template is compiled on the page, which Vue's default build leaves out.
  resolve: { alias: { vue: 'vue/dist/vue.esm-bundler.js' } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
});
