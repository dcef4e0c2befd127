import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { FindingCollector } from '../pipeline/collect-findings.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { noApps, printReport } from './print-report.ts';

/** Findings beside the result of a command that shows something: to stderr, for people. @returns whether there is an error */
export function reportProblems(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  diagnostics: readonly Diagnostic[],
  format: GlobalOptions['format'] = 'pretty',
): boolean {
  if (diagnostics.length === 0) return false;
  const findings = new FindingCollector();
  findings.addAll(diagnostics);
  return !printReport(context, { ...options, format }, { command, counts: noApps, findings: findings.collected }).ok;
}
