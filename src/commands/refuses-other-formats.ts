import type { FormatName } from '../diagnostics/formats.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';

/** Says what is wrong where a format was asked for that a command does not have. @returns whether it was */
export function refusesOtherFormats(
  context: CommandContext,
  { format, reports }: GlobalOptions,
  command: string,
  offered: readonly FormatName[],
): boolean {
  const other = [format, ...reports.map((report) => report.format)].find((each) => !offered.includes(each));
  if (other === undefined) return false;
  context.stderr.write(`error: ${command} has no format ${other}; choose one of ${offered.join(', ')}\n`);
  return true;
}
