import { resolve as resolvePath } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import type { SnapshotFormatName } from '../snapshot/formats.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { outputFormatOption } from './output-format-option.ts';

interface ExportFlags {
  readonly out: string;
  readonly outputFormat?: SnapshotFormatName | undefined;
  readonly bare?: boolean | undefined;
  readonly allowInvalid?: boolean | undefined;
  readonly link?: boolean | undefined;
}

export const exportCommand: CommandModule = {
  name: 'export',
  summary: 'write a release: all snapshots, the schemas and a manifest',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('export')
        .requiredOption('--out <dir>', 'folder of the release: new, empty, or an earlier release, which it replaces')
        .addOption(outputFormatOption())
        .option('--bare', 'the data alone, without the envelope')
        .option('--allow-invalid', 'also with invalid apps, marked as such')
        .option('--link', 'make the folder a link, so that it leads to a whole release at every moment'),
    ).action(async (flags) => finish(await runExport(context, readGlobals(flags, context.cwd), flags))),
};

async function runExport(context: CommandContext, options: GlobalOptions, flags: ExportFlags): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'export');
  if (opened === undefined) return exitCodes.unjudged;
  const { buildTime } = await import('./build-time.ts');
  if ((await buildTime(context, options, 'export')) === undefined) return exitCodes.unjudged;
  const { exportWorkspace } = await import('../pipeline/export-workspace.ts');
  const { printReport } = await import('./print-report.ts');
  const { releaseLine } = await import('./release-line.ts');
  const { counts, findings, release } = await exportWorkspace(opened, {
    target: resolvePath(context.cwd, flags.out),
    shown: flags.out,
    format: flags.outputFormat ?? opened.workspace.settings.outputFormat,
    bare: flags.bare ?? false,
    allowInvalid: flags.allowInvalid ?? false,
    layout: flags.link === true ? 'link' : 'folder',
    sourceDateEpoch: context.env['SOURCE_DATE_EPOCH'],
    now: context.now() / 1000,
  });
  const report = printReport(
    context,
    { ...options, quiet: true },
    { command: 'export', counts, findings, schemes: opened.workspace.settings.secretSchemes },
  );
  const done = release !== undefined;
  if (done && options.format === 'pretty' && !options.quiet)
    context.stdout.write(`Exported to ${releaseLine(flags.out, release)}\n`);
  if (!done && options.format === 'pretty') context.stderr.write(`${flags.out} is as it was: nothing was exported\n`);
  return report.ok && done ? exitCodes.done : exitCodes.findings;
}
