import { Command } from '@commander-js/extra-typings';
import type { CommandModule } from './command-module.ts';
import type { CommandRow } from './command-row.ts';

/** Every command below `publish`, in the order of the help. Only the one that is called is loaded. */
export const publishTable = Object.freeze({
  open: { summary: 'ask for a commit to be published', load: async () => (await import('./publish-open.ts')).publishOpen },
  update: {
    summary: 'give a request a new head, other words, or another time',
    load: async () => (await import('./publish-update.ts')).publishUpdate,
  },
  list: { summary: 'list requests, the newest first', load: async () => (await import('./publish-list.ts')).publishList },
  status: {
    summary: 'say which requests wait for you, and where yours stand',
    load: async () => (await import('./publish-status.ts')).publishStatus,
  },
  show: {
    summary: 'show a request: what it changes, who reviewed it, what is missing',
    load: async () => (await import('./publish-show.ts')).publishShow,
  },
  review: { summary: 'say something about a request', load: async () => (await import('./publish-review.ts')).publishReview },
  approve: { summary: 'approve a request as it is now', load: async () => (await import('./publish-review.ts')).publishApprove },
  reject: { summary: 'reject a request as it is now', load: async () => (await import('./publish-review.ts')).publishReject },
  merge: {
    summary: 'publish an approved request: merge it into the protected branch',
    load: async () => (await import('./publish-merge.ts')).publishMerge,
  },
  close: {
    summary: 'close a request without publishing it, or open it again',
    load: async () => (await import('./publish-close.ts')).publishClose,
  },
  protect: {
    summary: 'have a forge hold the protected branch, and say what it does not hold',
    load: async () => (await import('./publish-protect.ts')).publishProtect,
  },
  watch: {
    summary: 'publish what is approved as soon as its time has come',
    load: async () => (await import('./publish-watch.ts')).publishWatch,
  },
} as const satisfies Record<string, CommandRow>);

export const publish: CommandModule = {
  name: 'publish',
  summary: 'have changes reviewed, approved and published',
  define: () => new Command('publish'),
  subcommands: publishTable,
};
