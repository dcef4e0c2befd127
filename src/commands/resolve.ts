import { Command, Option } from '@commander-js/extra-typings';
import { isAbsolute, join } from 'node:path';
import type { CommandModule } from './command-module.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface ResolveFlags {
  readonly stdout?: boolean | undefined;
  readonly out?: string | undefined;
  readonly outputFormat?: 'json' | 'yaml' | 'bson' | undefined;
  readonly bare?: boolean | undefined;
  readonly allowInvalid?: boolean | undefined;
  readonly check?: boolean | undefined;
  readonly watch?: boolean | undefined;
}

export const resolve: CommandModule = {
  name: 'resolve',
  summary: 'compile apps and write their snapshots',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('resolve')
        .argument('[apps...]', 'ids or patterns such as apps/billing/*; all apps by default')
        .option('--stdout', 'print the snapshot of one app and write nothing')
        .option('--out <dir>', 'write to this folder instead of the one of the settings')
        .addOption(new Option('--output-format <format>', 'format of the snapshots').choices(['json', 'yaml', 'bson'] as const))
        .option('--bare', 'the data alone, without the envelope')
        .option('--allow-invalid', 'also write invalid apps, marked as such')
        .option('--check', 'write nothing, and exit 1 if something would be written')
        .option('--watch', 'stay, and resolve again what a saved file affects'),
    ).action(async (apps, flags) => finish(await runResolve(context, readGlobals(flags, context.cwd), apps, flags))),
};

async function runResolve(
  context: CommandContext,
  options: GlobalOptions,
  apps: readonly string[],
  flags: ResolveFlags,
): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'resolve');
  if (opened === undefined) return exitCodes.unjudged;
  const { resolveWorkspace } = await import('../pipeline/resolve-workspace.ts');
  const { resolvedAt } = await import('../snapshot/resolved-at.ts');
  const { printReport } = await import('./print-report.ts');
  const time = resolvedAt({ sourceDateEpoch: context.env['SOURCE_DATE_EPOCH'], now: context.now() / 1000 });
  const out = flags.out === undefined ? undefined : isAbsolute(flags.out) ? flags.out : join(context.cwd, flags.out);
  const result = await resolveWorkspace(opened, {
    apps,
    out,
    shownOut: flags.out ?? '',
    format: flags.outputFormat ?? opened.workspace.settings.outputFormat,
    bare: flags.bare ?? false,
    allowInvalid: flags.allowInvalid ?? false,
    check: flags.check ?? false,
    resolvedAt: time.value,
  });
  const report = printReport(context, options, { command: 'resolve', counts: result.counts, findings: result.findings });
  if (result.unjudged) return exitCodes.unjudged;
  const wouldChange = flags.check === true && result.written.length + result.pruned.length > 0;
  return report.ok && !wouldChange ? exitCodes.done : exitCodes.findings;
}
