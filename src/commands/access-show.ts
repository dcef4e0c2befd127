import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const accessShow: CommandModule = {
  name: 'show',
  summary: 'show roles, settings and variables of a namespace, and where each comes from',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('show').argument('<namespace>', 'path of a namespace, such as /teams/payments; also a folder, app or document'),
    ).action(async (name, flags) => finish(await runShow(context, readGlobals(flags, context.cwd), name))),
};

async function runShow(context: CommandContext, options: GlobalOptions, name: string): Promise<ExitCode> {
  const { openAccessOrReport } = await import('./open-access-or-report.ts');
  const { findGoverned } = await import('../pipeline/access/find-governed.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const access = await openAccessOrReport(context, options, 'access show', ['pretty', 'json']);
  if (access === undefined) return exitCodes.unjudged;
  const { value: found, diagnostics } = findGoverned(access, name);
  const plain: GlobalOptions = { ...options, reports: [] };
  if (reportProblems(context, plain, 'access show', diagnostics) || found === undefined) return exitCodes.unjudged;
  const { namespaceJson, namespaceText } = await import('./print-namespace.ts');
  const { printResult } = await import('./print-result.ts');
  printResult(context, options, (format, colour) =>
    format === 'json' ? namespaceJson(access, found) : namespaceText(access, found, colour),
  );
  const problems = [...access.findings(found.folder), ...access.groupsDiagnostics];
  return reportProblems(context, plain, 'access show', problems) ? exitCodes.findings : exitCodes.done;
}
