import { resolve as resolvePath } from 'node:path';
import type { CommandContext, GlobalOptions } from './command-context.ts';

/** The text that a command makes: to stdout, or to a file, which is then said. */
export function writeResult(context: CommandContext, { quiet }: GlobalOptions, text: string, out: string | undefined): void {
  if (out === undefined) {
    context.stdout.write(text);
    return;
  }
  context.writeFile(resolvePath(context.cwd, out), text);
  if (!quiet) context.stderr.write(`Wrote ${out}\n`);
}
