import { defineConfig } from 'vitest/config';
import { onlyChanged } from '../only-changed.js';

export default defineConfig({
  plugins: [onlyChanged()],
  build: {
    target: 'es2022',
    // A fragment is part of the documents that use it; left alone, each would be in the script once more.
    rolldownOptions: { treeshake: { manualPureFunctions: ['graphql'] } },
    lib: { entry: 'src/main.ts', name: 'IdBellen', formats: ['iife'], fileName: () => 'widget.js' },
  },
  test: { environment: 'jsdom', setupFiles: 'tests/setup.ts', testTimeout: 30_000 },
});
