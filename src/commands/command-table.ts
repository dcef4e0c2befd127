import type { CommandRow } from './command-row.ts';

/** Every command, in the order of the help. Only the one that is called is loaded. */
export const commandTable = Object.freeze({
  init: { summary: 'make a workspace that resolves at once', load: async () => (await import('./init.ts')).init },
  resolve: { summary: 'compile apps and write their snapshots', load: async () => (await import('./resolve.ts')).resolve },
  validate: { summary: 'judge apps and documents, write nothing', load: async () => (await import('./validate.ts')).validate },
  lint: { summary: 'find what costs nothing to tidy up, and tidy it up', load: async () => (await import('./lint.ts')).lint },
  explain: {
    summary: 'say where a value came from, or what a code means',
    load: async () => (await import('./explain.ts')).explain,
  },
  get: { summary: 'print a value of an app', load: async () => (await import('./get.ts')).get },
  diff: {
    summary: 'say what really changes, value by value, over all apps',
    load: async () => (await import('./diff.ts')).diff,
  },
  compare: {
    summary: 'say what is different between two apps',
    load: async () => (await import('./compare.ts')).compare,
  },
  history: {
    summary: 'list the versions of a value on the protected branch',
    load: async () => (await import('./history.ts')).history,
  },
  list: { summary: 'list apps with their schemas and layers', load: async () => (await import('./list.ts')).list },
  graph: { summary: 'show what depends on what', load: async () => (await import('./graph.ts')).graph },
  schema: { summary: 'compare, keep and carry over schema versions', load: async () => (await import('./schema.ts')).schema },
  export: {
    summary: 'write a release: all snapshots, the schemas and a manifest',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  release: {
    summary: 'put the snapshots of a commit on a branch, as one commit',
    load: async () => (await import('./release.ts')).release,
  },
  verify: { summary: 'build the commit of a release again and compare', load: async () => (await import('./verify.ts')).verify },
  types: {
    summary: 'write TypeScript types for the resolved data of apps',
    load: async () => (await import('./types.ts')).types,
  },
  publish: {
    summary: 'have changes reviewed, approved and published',
    load: async () => (await import('./publish.ts')).publish,
  },
  rollback: {
    summary: 'ask for an older published state of apps to come back',
    load: async () => (await import('./rollback.ts')).rollback,
  },
  audit: {
    summary: 'list what happened to requests, or replay and verify all of it',
    load: async () => (await import('./audit.ts')).audit,
  },
  hook: { summary: 'have every commit judged before it is made', load: async () => (await import('./hook.ts')).hook },
  access: { summary: 'say who may do what, and who is responsible', load: async () => (await import('./access.ts')).access },
  doctor: {
    summary: 'say what confman found here, and what needs a hand',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  completion: {
    summary: 'print the completion script of a shell',
    load: async () => (await import('./completion.ts')).completion,
  },
  complete: {
    summary: 'print what could be typed next',
    load: async () => (await import('./complete.ts')).complete,
    hidden: true,
  },
} as const satisfies Record<string, CommandRow>);
