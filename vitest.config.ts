import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/evidence/around-run.ts'],
    setupFiles: ['test/support/evidence/in-worker.ts'],
    // Many tests wait for programs that they start.
    maxWorkers: '100%',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // The search at the end must not be cut off: the run would pass.
    teardownTimeout: 120_000,
  },
});
