import type { AppCounts, Report } from '../diagnostics/finding.ts';
import { appsSentence, findingsPhrase } from '../diagnostics/sentence.ts';
import { toolVersion } from '../model/tool-version.ts';
import type { CommandContext, GlobalOptions } from './command-context.ts';
import { wantsColour } from '../diagnostics/colour.ts';

/**
 * The report of a run without findings, for people, without colours: the one line that the pretty format would give.
 * It spares the usual run the loading of the formats.
 *
 * @returns false where a format has to be loaded after all
 */
export function printClean(
  context: CommandContext,
  options: GlobalOptions,
  command: string,
  apps: AppCounts,
  dry = false,
): boolean {
  const { format, reports, color, quiet } = options;
  const colour = wantsColour({ when: color, env: context.env, isTTY: context.stderr.isTTY });
  if (format !== 'pretty' || reports.length > 0 || (colour && !quiet)) return false;
  const report: Report = { command, ok: true, apps, findings: [], omitted: 0, version: toolVersion, dry };
  const sentence = appsSentence(report);
  if (!quiet) context.stderr.write(`Found ${findingsPhrase(report)}${sentence === '' ? '' : `: ${sentence}`}\n`);
  return true;
}
