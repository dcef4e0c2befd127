import type { FormatName } from '../diagnostics/formats.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { colourOf } from './print-report.ts';

/** The result of a command on stdout, in the format that was asked for; reports to files hold it too. */
export function printResult(
  context: CommandContext,
  options: GlobalOptions,
  render: (format: FormatName, colour: boolean) => string,
): void {
  for (const { format, file } of options.reports) context.writeFile(file, render(format, false));
  context.stdout.write(render(options.format, colourOf(context, options, 'stdout')));
}
