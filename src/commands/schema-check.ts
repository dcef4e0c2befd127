import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const schemaCheck: CommandModule = {
  name: 'check',
  summary: 'hold the schema versions against those of the protected branch',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('check').option(
        '--base <rev>',
        'hold them against where the work at hand left this revision; the protected branch by default',
      ),
    ).action(async (flags) => finish(await runCheck(context, readGlobals(flags, context.cwd), flags.base))),
};

async function runCheck(context: CommandContext, options: GlobalOptions, revision: string | undefined): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'schema check');
  if (opened === undefined) return exitCodes.unjudged;
  const { openBase } = await import('../pipeline/evolution/base-workspace.ts');
  const { checkRetention } = await import('../pipeline/evolution/check-retention.ts');
  const { FindingCollector } = await import('../pipeline/collect-findings.ts');
  const { buildTime } = await import('./build-time.ts');
  const { noApps, printReport } = await import('./print-report.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { retentionLine } = await import('./retention-line.ts');
  const time = await buildTime(context, options, 'schema check');
  const base = time === undefined ? undefined : await openBase(opened.workspace, revision, opened.objects?.commit?.oid);
  if (time === undefined || base?.value === undefined) {
    reportProblems(context, options, 'schema check', base?.diagnostics ?? [], options.format);
    return exitCodes.unjudged;
  }
  const retention = await checkRetention(opened.workspace, base.value, time.slice(0, 10));
  const findings = new FindingCollector();
  findings.addAll([...opened.workspace.structure, ...retention.diagnostics]);
  const report = printReport(
    context,
    { ...options, quiet: true },
    { command: 'schema check', counts: noApps, findings: findings.collected },
  );
  if (options.format === 'pretty' && !options.quiet) context.stderr.write(retentionLine(retention, base.value.name, report.ok));
  return report.ok ? exitCodes.done : exitCodes.findings;
}
