import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { CommandContext, ExitCode } from './command-context.ts';

/** One command: light to load, since completion loads them all; its work is imported when it runs. */
export interface CommandModule {
  readonly name: string;
  readonly summary: string;
  readonly define: (context: CommandContext, finish: (code: ExitCode) => void) => CommandUnknownOpts;
}
