import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/load-yaml.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'threads',
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'rooms', include: ['test/**/*.test.ts'], exclude: ['test/commands/**'] } },
      {
        extends: true,
        test: { name: 'e2e', include: ['test/commands/**/*.test.ts'], globalSetup: ['test/commands/build-program.ts'] },
      },
    ],
  },
});
