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
const globalSetup = ['test/temporary-folder.ts'];
const withProgram = { globalSetup: [...globalSetup, 'test/commands/build-program.ts'] };
const rooms = { name: 'rooms', include: ['test/**/*.test.ts'], exclude: [stateful, pages, program] };

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Starting git from a large process takes long, and threads are all in one.
    pool: 'forks',
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { ...rooms, globalSetup, setupFiles, isolate: false } },
      { extends: true, test: { name: 'stateful', include: [stateful], globalSetup, setupFiles } },
      { extends: true, test: { name: 'pages', include: [pages], ...withProgram } },
      { extends: true, test: { name: 'e2e', include: [program], ...withProgram } },
    ],
  },
});
