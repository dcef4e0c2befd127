import { openWorkspaceOnDisk, type OpenedWorkspace } from '../pipeline/open-workspace.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { commandProgress } from './progress.ts';

/** Opens the workspace of a command; says why where that cannot be done, and then nothing can be judged. */
export async function openOrReport(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
): Promise<OpenedWorkspace | undefined> {
  const { directory, cache } = options;
  const progress = commandProgress(context, options, command);
  const opened = await openWorkspaceOnDisk({
    directory,
    cache,
    env: context.env,
    now: context.now(),
    progress,
  });
  if (opened.value !== undefined) return opened.value;
  const { reportProblems } = await import('./report-problems.ts');
  reportProblems(context, options, command, opened.diagnostics, options.format);
  return undefined;
}
