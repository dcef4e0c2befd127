import { defineConfig } from 'vitest/config';

/**
 * Tests that change what they share with others, such as the environment of the process or a module, or whose fixtures do
 * something when they are loaded. All others have a worker load the compiler once for all of their files.
 */
const stateful = 'test/{git,history,hooks,publish,release,workspace/atomic}/**/*.test.ts';
/** What a reader of the pages types is typed. */
const pages = 'test/docs/{commands,guides,readme}.test.ts';
const program = 'test/commands/**/*.test.ts';

const setupFiles = ['test/load-yaml.ts'];
const globalSetup = ['test/commands/build-program.ts'];
const rooms = { name: 'rooms', include: ['test/**/*.test.ts'], exclude: [stateful, pages, program] };

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    pool: 'threads',
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { ...rooms, setupFiles, isolate: false } },
      { extends: true, test: { name: 'stateful', include: [stateful], setupFiles } },
      { extends: true, test: { name: 'pages', include: [pages], globalSetup } },
      { extends: true, test: { name: 'e2e', include: [program], globalSetup } },
    ],
  },
});
