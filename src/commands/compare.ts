import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { repeatableOption } from './repeatable-option.ts';

interface CompareFlags {
  readonly pointer: readonly string[];
  readonly exitCode?: boolean | undefined;
}

export const compare: CommandModule = {
  name: 'compare',
  summary: 'say what is different between two apps',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('compare')
        .argument('<app>', 'id of the one app')
        .argument('<other>', 'id of the other')
        .addOption(repeatableOption('--pointer <pointer>', 'only values at or below this place, such as /db'))
        .option('--exit-code', 'exit with 1 where anything but their names makes a difference'),
    ).action(async (app, other, flags) =>
      finish(await runCompare(context, readGlobals(flags, context.cwd), [app, other], flags)),
    ),
};

async function runCompare(
  context: CommandContext,
  options: GlobalOptions,
  names: readonly [string, string],
  flags: CompareFlags,
): Promise<ExitCode> {
  const { isGlob } = await import('../model/glob.ts');
  const { printEffective, refusesFormat } = await import('./print-effective.ts');
  const { readPlace } = await import('./read-place.ts');
  if (refusesFormat(context, options, 'compare')) return exitCodes.unjudged;
  if (names.some((name) => isGlob(name))) {
    context.stderr.write('error: compare is about two apps; name them by their ids (confman list shows them)\n');
    return exitCodes.unjudged;
  }
  const pointers = flags.pointer.map((text) => readPlace(context, text));
  if (pointers.includes(undefined)) return exitCodes.unjudged;
  const { openOrReport } = await import('./open-or-report.ts');
  const { compareApps } = await import('../pipeline/effective/compare-apps.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const opened = await openOrReport(context, options, 'compare');
  if (opened === undefined) return exitCodes.unjudged;
  const wanted = pointers.filter((each) => each !== undefined);
  const { value: view, diagnostics } = await compareApps(opened.workspace, names, wanted);
  reportProblems(context, options, 'compare', diagnostics, view === undefined ? options.format : 'pretty');
  if (view === undefined) return exitCodes.unjudged;
  printEffective(context, options, view);
  if (view.unknown.length > 0) return exitCodes.unjudged;
  return flags.exitCode === true && view.changed.length > 0 ? exitCodes.findings : exitCodes.done;
}
