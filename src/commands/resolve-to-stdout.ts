import { FindingCollector } from '../pipeline/collect-findings.ts';
import { selectApps } from '../pipeline/select-apps.ts';
import { singleSnapshot } from '../pipeline/single-snapshot.ts';
import type { Workspace } from '../pipeline/workspace.ts';
import { buildTime } from './build-time.ts';
import { carryOption } from './carry-option.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { openOrReport } from './open-or-report.ts';
import { noApps, printReport } from './print-report.ts';
import type { ResolveFlags } from './resolve-flags.ts';

/** Prints the snapshot of one app. Findings go to stderr, for people; nothing is written. */
export async function resolveToStdout(
  context: CommandContext,
  options: GlobalOptions,
  names: readonly string[],
  flags: ResolveFlags,
): Promise<ExitCode> {
  const opened = await openOrReport(context, options, 'resolve');
  const time = opened && (await buildTime(context, options, 'resolve', opened.objects?.commit));
  if (opened === undefined || time === undefined) return exitCodes.unjudged;
  const format = flags.outputFormat ?? opened.workspace.settings.outputFormat;
  const wrong = problemOf(opened.workspace, names) ?? (format === 'bson' && context.stdout.isTTY ? binary : undefined);
  if (wrong !== undefined) {
    context.stderr.write(`error: ${wrong}\n`);
    return exitCodes.unjudged;
  }
  const { bare = false, allowInvalid = false } = flags;
  const carry = await carryOption(context, options, opened.workspace, flags);
  if (carry === 'refused') return exitCodes.unjudged;
  const { app, bytes, diagnostics, unjudged } = await singleSnapshot(opened, names[0] as string, {
    format,
    bare,
    allowInvalid,
    resolvedAt: time,
    carry,
  });
  if (bytes !== undefined) context.stdout.write(bytes);
  const ok = reportFindings(context, options, opened.workspace.settings.secretSchemes, diagnostics, app);
  return unjudged ? exitCodes.unjudged : ok ? exitCodes.done : exitCodes.findings;
}

const binary = 'BSON is no text; send it to a file or a program, or name another --output-format';

/** A name that no app has is a finding with suggestions, found later. */
function problemOf({ index, roots }: Workspace, names: readonly string[]): string | undefined {
  const { value, diagnostics } = selectApps(index.apps, names, roots);
  const many = names.length > 1 || (names.length === 1 && value.length > 1 && diagnostics.length === 0);
  if (names.length > 0 && !many) return undefined;
  return `--stdout prints one app${many ? `, and ${Math.max(value.length, names.length)} are named` : ''}; name it by its id (confman list shows them)`;
}

/** @returns whether there is no error */
function reportFindings(
  context: CommandContext,
  options: GlobalOptions,
  schemes: readonly string[],
  diagnostics: Parameters<FindingCollector['addAll']>[0],
  app: string | undefined,
): boolean {
  const findings = new FindingCollector();
  findings.addAll(diagnostics, app);
  if (findings.collected.length === 0 && options.reports.length === 0) return true;
  const quiet = { ...options, format: 'pretty' as const, quiet: true };
  return printReport(context, quiet, { command: 'resolve', counts: noApps, findings: findings.collected, schemes }).ok;
}
