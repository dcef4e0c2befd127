import type { FormatName } from '../diagnostics/formats.ts';
import type { EffectiveView } from '../effective-diff/effective-view.ts';
import { viewJson } from '../effective-diff/view-json.ts';
import { viewMarkdown } from '../effective-diff/view-markdown.ts';
import { viewPretty, type PrettyOptions } from '../effective-diff/view-pretty.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { colourOf } from './print-report.ts';

const offered = ['pretty', 'json', 'markdown'] as const satisfies readonly FormatName[];
type Offered = (typeof offered)[number];

/** Says what is wrong where a format was asked for that an effective change cannot be told in. @returns whether it was */
export function refusesFormat(context: CommandContext, { format, reports }: GlobalOptions, command: string): boolean {
  const other = [format, ...reports.map((report) => report.format)].find((each) => !isOffered(each));
  if (other === undefined) return false;
  context.stderr.write(`error: ${command} has no format ${other}; choose one of ${offered.join(', ')}\n`);
  return true;
}

/** The result, on stdout in every format; reports to files hold all of it. */
export function printEffective(context: CommandContext, options: GlobalOptions, view: EffectiveView): void {
  for (const { format, file } of options.reports)
    context.writeFile(file, rendered(view, format, { colour: false, width: 100, most: Infinity, verbose: false }));
  const { maxDiagnostics: most, verbose, format } = options;
  const colour = colourOf(context, options, 'stdout');
  context.stdout.write(rendered(view, format, { colour, width: context.stdout.columns ?? 100, most, verbose }));
}

function rendered(view: EffectiveView, format: FormatName, options: PrettyOptions): string {
  if (format === 'json') return viewJson(view);
  return format === 'markdown' ? viewMarkdown(view) : viewPretty(view, options);
}

function isOffered(format: FormatName): format is Offered {
  return (offered as readonly FormatName[]).includes(format);
}
