import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext, ExitCode } from './command-context.ts';
import type { CommandRow } from './command-row.ts';

/** One command: light to load, since completion loads them all; its work is imported when it runs. */
export interface CommandModule {
  readonly name: string;
  readonly summary: string;
  readonly define: (context: CommandContext, finish: (code: ExitCode) => void) => CommandUnknownOpts;
  /** A command that only groups others: `schema diff`. The one that is called is added to what `define` gives. */
  readonly subcommands?: Readonly<Record<string, CommandRow>>;
}
