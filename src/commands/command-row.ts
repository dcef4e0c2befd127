import type { CommandModule } from './command-module.ts';

/** A command as the table knows it, before it is loaded. */
export interface CommandRow {
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
  /** Called by programs; not shown in the help, and not completed. */
  readonly hidden?: true;
}
