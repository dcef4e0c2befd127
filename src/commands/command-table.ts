import type { CommandModule } from './command-module.ts';

interface CommandRow {
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Every command, in the order of the help. Only the one that is called is loaded. */
export const commandTable = Object.freeze({
  resolve: { summary: 'compile apps and write their snapshots', load: async () => (await import('./resolve.ts')).resolve },
} as const satisfies Record<string, CommandRow>);

export type CommandName = keyof typeof commandTable;
