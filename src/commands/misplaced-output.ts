import { resolve as resolvePath } from 'node:path';
import { amongDocuments } from '../pipeline/among-documents.ts';
import type { Workspace } from '../pipeline/workspace.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';

/** Whether `--out` names a folder of the tree, which is said then. */
export async function misplacedOutput(
  context: CommandContext,
  options: GlobalOptions,
  workspace: Workspace,
  out: string | undefined,
): Promise<boolean> {
  const found = out === undefined ? [] : amongDocuments(workspace, resolvePath(context.cwd, out), out);
  if (found.length === 0) return false;
  const { reportProblems } = await import('./report-problems.ts');
  return reportProblems(context, options, 'resolve', found, options.format);
}
