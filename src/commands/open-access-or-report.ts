import type { FormatName } from '../diagnostics/formats.ts';
import { openAccess, type Access } from '../pipeline/access/access.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { openOrReport } from './open-or-report.ts';
import { refusesOtherFormats } from './refuses-other-formats.ts';
import { reportProblems } from './report-problems.ts';

/** Who may do what in the workspace of a command; says why where that cannot be known. */
export async function openAccessOrReport(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  offered: readonly FormatName[],
): Promise<Access | undefined> {
  if (refusesOtherFormats(context, options, command, offered)) return undefined;
  const opened = await openOrReport(context, options, command);
  if (opened === undefined) return undefined;
  const { workspace } = opened;
  const plain: GlobalOptions = { ...options, format: 'pretty', reports: [] };
  if (reportProblems(context, plain, command, workspace.structure)) return undefined;
  return openAccess(workspace);
}
