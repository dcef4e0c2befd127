import { Command } from '@commander-js/extra-typings';
import type { Access } from '../pipeline/access/access.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const accessShow: CommandModule = {
  name: 'show',
  summary: 'show roles, settings and variables of a namespace, and where each comes from',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('show').argument(
        '[namespace]',
        'path of a namespace, such as /teams/payments; also a folder, app or document; a list of all by default',
      ),
    ).action(async (name, flags) => finish(await runShow(context, readGlobals(flags, context.cwd), name))),
};

async function runShow(context: CommandContext, options: GlobalOptions, name: string | undefined): Promise<ExitCode> {
  const { openAccessOrReport } = await import('./open-access-or-report.ts');
  const { findGoverned } = await import('../pipeline/access/find-governed.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const access = await openAccessOrReport(context, options, 'access show', ['pretty', 'json']);
  if (access === undefined) return exitCodes.unjudged;
  if (name === undefined) return showAll(context, options, access);
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

async function showAll(context: CommandContext, options: GlobalOptions, access: Access): Promise<ExitCode> {
  const { namespacesJson, namespacesText } = await import('./print-namespaces.ts');
  const { printResult } = await import('./print-result.ts');
  const { reportProblems } = await import('./report-problems.ts');
  printResult(context, options, (format, colour) =>
    format === 'json' ? namespacesJson(access) : namespacesText(access, colour),
  );
  const problems = [...access.folders.flatMap((folder) => access.findings(folder)), ...access.groupsDiagnostics];
  const plain: GlobalOptions = { ...options, reports: [] };
  return reportProblems(context, plain, 'access show', [...new Set(problems)]) ? exitCodes.findings : exitCodes.done;
}
