import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { onlyChanged } from '../only-changed.js';

export default defineConfig({
  plugins: [react(), onlyChanged()],
  build: {
    target: 'es2022',
    // The Content Security Policy knows data: addresses for a caller’s photo only, so every asset is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'src/account-pages/account.css'],
      // The api's own pages name their stylesheet, and know no hashes.
      output: { assetFileNames: ({ names }) => (names.includes('account.css') ? 'account/account.css' : 'assets/[name]-[hash][extname]') },
    },
  },
  test: { environment: 'jsdom', setupFiles: 'tests/setup.ts', testTimeout: 30_000 },
});
