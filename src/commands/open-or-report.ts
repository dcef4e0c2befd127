import type { OpenedWorkspace } from '../pipeline/open-workspace.ts';
import { openWorkspaceOnDisk } from '../pipeline/open-workspace.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { commandProgress } from './progress.ts';

/** Opens the workspace of a command; says why where that cannot be done, and then nothing can be judged. */
export async function openOrReport(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
): Promise<OpenedWorkspace | undefined> {
  const { directory, cache, source } = options;
  const progress = commandProgress(context, options, command);
  const common = { directory, cache, env: context.env, now: context.now(), progress };
  const opened =
    source.kind === 'working-tree'
      ? await openWorkspaceOnDisk(common)
      : await (await import('../pipeline/open-source.ts')).openSource({ ...common, source, remembers: rememberedBy(command) });
  if (opened.value !== undefined) return opened.value;
  const { reportProblems } = await import('./report-problems.ts');
  reportProblems(context, options, command, opened.diagnostics, options.format);
  return undefined;
}

function rememberedBy(command: string): 'snapshots' | 'verdicts' | undefined {
  if (command === 'resolve') return 'snapshots';
  return command === 'validate' || command === 'diff' ? 'verdicts' : undefined;
}
