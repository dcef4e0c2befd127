import { resolveWorkspace, type ResolvedWorkspace } from '../pipeline/resolve-workspace.ts';
import type { Workspace } from '../pipeline/workspace.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import { buildTime } from './build-time.ts';
import { carryOption } from './carry-option.ts';
import { checkLine } from './check-line.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { misplacedOutput } from './misplaced-output.ts';
import { nextLine } from './next-line.ts';
import { noAppsLine } from './no-apps-line.ts';
import { openOrReport } from './open-or-report.ts';
import { printClean } from './print-clean.ts';
import type { ResolveFlags } from './resolve-flags.ts';
import { resolveOptions } from './resolve-options.ts';

/** Brings the snapshots up to date and says what came of it. */
export async function resolveOnce(
  context: CommandContext,
  options: GlobalOptions,
  apps: readonly string[],
  flags: ResolveFlags,
): Promise<ExitCode> {
  const opened = await openOrReport(context, options, 'resolve');
  const time = opened && (await buildTime(context, options, 'resolve', opened.objects?.commit));
  if (opened === undefined || time === undefined) return exitCodes.unjudged;
  if (opened.objects?.bare === true && flags.out === undefined && flags.check !== true) {
    context.stderr.write('error: a bare repository has no place for snapshots; name a folder with --out\n');
    return exitCodes.unjudged;
  }
  const { settings } = opened.workspace;
  if (await misplacedOutput(context, options, opened.workspace, flags.out)) return exitCodes.unjudged;
  const carry = await carryOption(context, options, opened.workspace, flags);
  if (carry === 'refused') return exitCodes.unjudged;
  const result = await resolveWorkspace(opened, { ...resolveOptions(context, apps, flags, settings, time), carry });
  const wouldChange = flags.check === true && result.written.length + result.pruned.length > 0;
  const code = wouldChange ? exitCodes.findings : exitCodes.done;
  const next = flags.check === true ? '' : nextLine(context, options, outputShown(opened.workspace, flags), result.written);
  const ok = await report(context, options, result, settings.secretSchemes, flags.check);
  if (options.format === 'pretty') context.stderr.write(afterwards(options, flags, result, next));
  if (result.unjudged) return exitCodes.unjudged;
  return ok ? code : exitCodes.findings;
}

function afterwards(
  options: GlobalOptions,
  flags: ResolveFlags,
  { written, pruned, findings, counts }: ResolvedWorkspace,
  next: string,
): string {
  if (counts.total === 0 && findings.length === 0 && !options.quiet && written.length + pruned.length === 0) return noAppsLine;
  if (flags.check === true) return checkLine(written, pruned);
  const details = options.verbose
    ? [...written.map((app) => `wrote ${app}\n`), ...pruned.map((app) => `removed ${app}\n`)].join('')
    : '';
  return options.quiet || findings.length > 0 ? details : details + next;
}

/** As it was typed, else as all paths are shown: from the root of the repository. */
function outputShown({ location, settings }: Workspace, { out }: ResolveFlags): string {
  return out ?? inRepository(location, settings.resolved);
}

/** @returns whether there is no error */
async function report(
  context: CommandContext,
  options: GlobalOptions,
  { counts, findings }: ResolvedWorkspace,
  schemes: readonly string[],
  dry = false,
): Promise<boolean> {
  if (findings.length === 0 && printClean(context, options, 'resolve', counts, dry)) return true;
  const { printReport } = await import('./print-report.ts');
  return printReport(context, options, { command: 'resolve', counts, findings, schemes, dry }).ok;
}
