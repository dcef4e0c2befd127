import { defineConfig } from 'vitest/config';

/** What a reader of the pages types is typed. */
const pages = 'test/docs/{commands,guides,readme}.test.ts';
const globalSetup = ['test/commands/build-program.ts'];

export default defineConfig({
  test: {
    setupFiles: ['test/load-yaml.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'threads',
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'rooms', include: ['test/**/*.test.ts'], exclude: [pages, 'test/commands/**'] } },
      { extends: true, test: { name: 'pages', include: [pages], globalSetup } },
      { extends: true, test: { name: 'e2e', include: ['test/commands/**/*.test.ts'], globalSetup } },
    ],
  },
});
