import { FindingCollector } from '../pipeline/collect-findings.ts';
import { isGlob } from '../model/glob.ts';
import type { CompiledApp } from '../pipeline/compiled-app.ts';
import { compileOne } from '../pipeline/compile-one.ts';
import type { OpenedWorkspace } from '../pipeline/open-workspace.ts';
import type { Workspace } from '../pipeline/workspace.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { openOrReport } from './open-or-report.ts';
import { noApps, printReport } from './print-report.ts';

type Usable = CompiledApp & {
  readonly data: NonNullable<CompiledApp['data']>;
  readonly trace: NonNullable<CompiledApp['trace']>;
};

/** Compiles one app for a command that shows something of it. Findings go to stderr; an invalid app is shown all the same. */
export async function withApp(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  name: string,
  show: (app: Usable, workspace: Workspace, opened: OpenedWorkspace) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  if (isGlob(name)) {
    context.stderr.write(`error: ${command} is about one app; name it by its id (confman list shows them)\n`);
    return exitCodes.unjudged;
  }
  const opened = await openOrReport(context, options, command);
  if (opened === undefined) return exitCodes.unjudged;
  const { app, diagnostics, unjudged } = await compileOne(opened.workspace, name);
  if (diagnostics.length > 0) {
    const findings = new FindingCollector(opened.workspace.settings.limits.diagnostics);
    findings.addAll(diagnostics, app?.id);
    printReport(
      context,
      { ...options, format: 'pretty' },
      { command, counts: noApps, findings: findings.collected, schemes: opened.workspace.settings.secretSchemes },
    );
  }
  if (unjudged) return exitCodes.unjudged;
  if (app?.data === undefined || app.trace === undefined) return exitCodes.findings;
  const code = await show(app as Usable, opened.workspace, opened);
  return code === exitCodes.done && app.status === 'Invalid' ? exitCodes.findings : code;
}
