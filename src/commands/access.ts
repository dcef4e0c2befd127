import { Command } from '@commander-js/extra-typings';
import type { CommandModule } from './command-module.ts';
import type { CommandRow } from './command-row.ts';

/** Every command below `access`, in the order of the help. Only the one that is called is loaded. */
export const accessTable = Object.freeze({
  show: {
    summary: 'show roles, settings and variables of a namespace, and where each comes from',
    load: async () => (await import('./access-show.ts')).accessShow,
  },
  check: {
    summary: 'say whether somebody may do something, and what decides it',
    load: async () => (await import('./access-check.ts')).accessCheck,
  },
  list: {
    summary: 'list the namespaces in which somebody has a role',
    load: async () => (await import('./access-list.ts')).accessList,
  },
  owners: {
    summary: 'say who has to review a change, by what it really changes',
    load: async () => (await import('./access-owners.ts')).accessOwners,
  },
  codeowners: {
    summary: 'write the CODEOWNERS file of a forge from the namespaces',
    load: async () => (await import('./access-codeowners.ts')).accessCodeowners,
  },
} as const satisfies Record<string, CommandRow>);

export const access: CommandModule = {
  name: 'access',
  summary: 'say who may do what, and who is responsible',
  define: () => new Command('access'),
  subcommands: accessTable,
};
