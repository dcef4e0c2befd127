import { formats, type FormatName } from '../diagnostics/formats.ts';
import { diffJson } from '../schema-diff/report/diff-json.ts';
import { diffMarkdown } from '../schema-diff/report/diff-markdown.ts';
import { diffPretty } from '../schema-diff/report/diff-pretty.ts';
import { diffReport } from '../schema-diff/report/diff-findings.ts';
import type { DiffView } from '../schema-diff/report/diff-view.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { colourOf } from './print-report.ts';

/** The result of a comparison, on stdout in every format; reports to files hold all of it. */
export function printDiff(context: CommandContext, options: GlobalOptions, view: DiffView): void {
  for (const { format, file } of options.reports)
    context.writeFile(file, rendered(view, format, { colour: false, width: 100, most: Infinity, verbose: false }));
  const colour = colourOf(context, options, 'stdout');
  const { maxDiagnostics: most, verbose } = options;
  context.stdout.write(rendered(view, options.format, { colour, width: context.stdout.columns ?? 100, most, verbose }));
}

function rendered(view: DiffView, format: FormatName, options: Parameters<typeof diffPretty>[1]): string {
  if (format === 'json') return diffJson(view);
  if (format === 'markdown') return diffMarkdown(view);
  if (format === 'pretty') return diffPretty(view, options);
  const report = diffReport(view);
  const findings = report.findings.slice(0, options.most);
  const hidden = report.findings.slice(findings.length);
  return formats[format].render({ ...report, findings, omitted: hidden.length, hidden }, { colour: false, width: 100 });
}
