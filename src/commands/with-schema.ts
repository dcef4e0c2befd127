import type { SchemaSide } from '../pipeline/evolution/schema-side.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';

/** Finds the schema of a command that shows something of it: by id, family, file, or `REV:path`. What is wrong with it is told. */
export async function withSchema(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  name: string,
  show: (side: SchemaSide) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  const { findWorkspace } = await import('../workspace/find-workspace.ts');
  const { openOrReport } = await import('./open-or-report.ts');
  const { createSideReader } = await import('../pipeline/evolution/read-side.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const outside = findWorkspace(options.directory) === undefined;
  const opened = outside ? undefined : await openOrReport(context, options, command);
  if (opened === undefined && !outside) return exitCodes.unjudged;
  const { value, diagnostics } = await createSideReader(opened?.workspace, options.directory).read(name);
  reportProblems(context, options, command, diagnostics, value === undefined ? options.format : 'pretty');
  if (value !== undefined) return show(value);
  return diagnostics.some(({ site }) => site !== undefined) ? exitCodes.findings : exitCodes.unjudged;
}
