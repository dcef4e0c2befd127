import { wantsColour } from '../diagnostics/colour.ts';
import type { AppCounts, Report } from '../diagnostics/finding.ts';
import { render } from '../diagnostics/formats.ts';
import { worstFindings } from '../diagnostics/worst-findings.ts';
import { toolVersion } from '../model/tool-version.ts';
import type { Collected } from '../pipeline/collect-findings.ts';
import { toFindings } from '../pipeline/to-findings.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';

export interface ReportInput {
  readonly command: string;
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  /** Of references to secrets; the usual ones where no settings were read. */
  readonly schemes?: readonly string[] | undefined;
  /** Nothing was written, only decided. */
  readonly dry?: boolean | undefined;
  /** What a program is told beside the findings. */
  readonly facts?: Report['facts'];
}

export const noApps: AppCounts = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };

/**
 * Prints findings. For people they go to stderr, beside the results; in every other format they are the result and go
 * to stdout. Reports to files hold all findings.
 */
export function printReport(context: CommandContext, options: GlobalOptions, input: ReportInput): Report {
  const all = toFindings(input.findings, input.schemes);
  const ok = all.every((finding) => finding.severity !== 'error');
  const { command, counts, dry, facts } = input;
  const whole: Report = { command, ok, apps: counts, findings: all, omitted: 0, version: toolVersion, dry, facts };
  for (const { format, file } of options.reports) context.writeFile(file, render(whole, format, { colour: false, width: 100 }));
  const shown = worstFindings(all, options.maxDiagnostics);
  const kept = new Set(shown);
  const hidden = all.filter((finding) => !kept.has(finding));
  const cut: Report = { ...whole, findings: shown, omitted: hidden.length, hidden };
  if (options.format !== 'pretty') context.stdout.write(render(cut, options.format, { colour: false, width: 100 }));
  else if (all.length > 0 || !options.quiet)
    context.stderr.write(render(cut, 'pretty', { colour: colourOf(context, options), width: context.stderr.columns ?? 100 }));
  return whole;
}

export function colourOf(context: CommandContext, options: GlobalOptions, stream: 'stdout' | 'stderr' = 'stderr'): boolean {
  return wantsColour({ when: options.color, env: context.env, isTTY: context[stream].isTTY });
}
