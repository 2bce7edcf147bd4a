import { defineConfig } from 'vitest/config';

export default defineConfig({
  build: {
    target: 'es2022',
    lib: { entry: 'src/main.ts', name: 'IdBellen', formats: ['iife'], fileName: () => 'widget.js' },
  },
  test: { environment: 'jsdom', setupFiles: 'tests/setup.ts', testTimeout: 30_000 },
});
