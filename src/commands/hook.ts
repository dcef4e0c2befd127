import { Command } from '@commander-js/extra-typings';
import type { CommandModule } from './command-module.ts';
import type { CommandRow } from './command-row.ts';

/** Every command below `hook`, in the order of the help. Only the one that is called is loaded. */
const hookTable = Object.freeze({
  install: {
    summary: 'have every commit judged before it is made',
    load: async () => (await import('./hook-install.ts')).hookInstall,
  },
  uninstall: {
    summary: 'take out of the hooks what install put there',
    load: async () => (await import('./hook-uninstall.ts')).hookUninstall,
  },
  status: {
    summary: 'say which hooks run confman, and whether they are current',
    load: async () => (await import('./hook-status.ts')).hookStatusCommand,
  },
  receive: {
    summary: 'judge a push to a server, as its pre-receive hook',
    load: async () => (await import('./hook-receive.ts')).hookReceive,
    hidden: true,
  },
} as const satisfies Record<string, CommandRow>);

export const hook: CommandModule = {
  name: 'hook',
  summary: 'have every commit judged before it is made',
  define: () => new Command('hook'),
  subcommands: hookTable,
};
