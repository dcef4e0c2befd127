import { defineConfig } from 'vitest/config';

/** Tests that work with repositories, on small processes: starting git from a large one takes long. */
const repositories = [
  'test/{git,history,lifecycle,pipeline/sources,publish,release}/**/*.test.ts',
  'test/docs/diagnostics.test.ts',
];
/** Tests that mock a module, or whose fixtures do something when they are loaded: each has a process. */
const stateful = ['test/{hooks,workspace/atomic}/**/*.test.ts', 'test/publish/contended.test.ts'];
/** What a reader of the pages types is typed. */
const pages = 'test/docs/{commands,guides,readme}.test.ts';
const program = 'test/commands/**/*.test.ts';
const rooms = 'test/**/*.test.ts';

const setupFiles = ['test/load-yaml.ts'];
const globalSetup = ['test/temporary-folder.ts'];
const inRoom = { globalSetup, setupFiles };
const withProgram = { globalSetup: [...globalSetup, 'test/commands/build-program.ts'] };

/** Where tests are not isolated, a worker loads what they test once for all of their files. */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Threads are all in one process, which gets large.
    pool: 'forks',
    maxWorkers: '100%',
    isolate: false,
    projects: [
      {
        extends: true,
        test: { name: 'rooms', include: [rooms], exclude: [...repositories, ...stateful, pages, program], ...inRoom },
      },
      { extends: true, test: { name: 'repositories', include: repositories, exclude: stateful, unstubEnvs: true, ...inRoom } },
      { extends: true, test: { name: 'stateful', include: stateful, isolate: true, ...inRoom } },
      { extends: true, test: { name: 'pages', include: [pages], ...withProgram } },
      { extends: true, test: { name: 'e2e', include: [program], ...withProgram } },
    ],
  },
});
