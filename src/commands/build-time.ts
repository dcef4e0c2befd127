import type { Commit } from '../git/object-reader.ts';
import { resolvedAt } from '../snapshot/resolved-at.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';

/**
 * What `resolvedAt` says in this run; undefined, and said why, where SOURCE_DATE_EPOCH is no time.
 *
 * @param commit whose files are read
 */
export async function buildTime(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  commit?: Commit,
): Promise<string | undefined> {
  const { value, diagnostics } = resolvedAt({
    sourceDateEpoch: context.env['SOURCE_DATE_EPOCH'],
    commitTime: commit?.committedAt,
    now: context.now() / 1000,
  });
  if (diagnostics.length === 0) return value;
  const { reportProblems } = await import('./report-problems.ts');
  return reportProblems(context, options, command, diagnostics) ? undefined : value;
}
