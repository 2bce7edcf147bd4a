import { defineConfig } from 'vite';
import { onlyChanged } from '../only-changed.js';

/** The pages on the municipality's own origin, `/bel` and `/i`: one document for both. */
export default defineConfig({
  root: 'start-page',
  base: '/start-page/',
  plugins: [onlyChanged()],
  // The Content Security Policy knows no data: addresses, so every asset is a file.
  build: {
    target: 'es2022',
    outDir: 'dist',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { treeshake: { manualPureFunctions: ['graphql'] } },
  },
});
