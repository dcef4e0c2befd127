import { resolvedAt } from '../snapshot/resolved-at.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';

/** What `resolvedAt` says in this run; undefined, and said why, where SOURCE_DATE_EPOCH is no time. */
export async function buildTime(context: CommandContext, options: GlobalOptions, command: string): Promise<string | undefined> {
  const { value, diagnostics } = resolvedAt({
    sourceDateEpoch: context.env['SOURCE_DATE_EPOCH'],
    now: context.now() / 1000,
  });
  if (diagnostics.length === 0) return value;
  const { reportProblems } = await import('./report-problems.ts');
  return reportProblems(context, options, command, diagnostics) ? undefined : value;
}
