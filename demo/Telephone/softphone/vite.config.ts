import { defineConfig } from 'vite';
import { onlyChanged } from '../../../only-changed.js';

export default defineConfig({
  plugins: [onlyChanged()],
  build: {
    target: 'es2022',
    lib: { entry: 'src/main.ts', formats: ['es'], fileName: () => 'softphone.js' },
  },
});
