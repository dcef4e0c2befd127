import { openWorkspaceOnDisk, type OpenedWorkspace } from '../pipeline/open-workspace.ts';
import { FindingCollector } from '../pipeline/collect-findings.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { commandProgress } from './progress.ts';
import { noApps, printReport } from './print-report.ts';

/** Opens the workspace of a command; says why where that cannot be done, and then nothing can be judged. */
export async function openOrReport(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
): Promise<OpenedWorkspace | undefined> {
  const { directory, cache } = options;
  const progress = commandProgress(context, options, command);
  const opened = await openWorkspaceOnDisk({ directory, cache, env: context.env, now: context.now(), progress });
  if (opened.value !== undefined) return opened.value;
  const findings = new FindingCollector();
  findings.addAll(opened.diagnostics);
  printReport(context, options, { command, counts: noApps, findings: findings.collected });
  return undefined;
}
