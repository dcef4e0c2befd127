import { resolvedAt } from '../snapshot/resolved-at.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { reportProblems } from './report-problems.ts';

/** What `resolvedAt` says in this run; undefined, and said why, where SOURCE_DATE_EPOCH is no time. */
export function buildTime(context: CommandContext, options: GlobalOptions, command: string): string | undefined {
  const { value, diagnostics } = resolvedAt({
    sourceDateEpoch: context.env['SOURCE_DATE_EPOCH'],
    now: context.now() / 1000,
  });
  return reportProblems(context, options, command, diagnostics) ? undefined : value;
}
