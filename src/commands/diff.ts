import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { repeatableOption } from './repeatable-option.ts';

interface DiffFlags {
  readonly app: readonly string[];
  readonly pointer: readonly string[];
  readonly exitCode?: boolean | undefined;
}

export const diff: CommandModule = {
  name: 'diff',
  summary: 'say what really changes, value by value, over all apps',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('diff')
        .argument('[base]', 'revision to compare with; where the work left the protected branch by default')
        .argument('[head]', 'revision to be compared; the working tree by default')
        .addOption(repeatableOption('--app <app>', 'only apps of this id or pattern, such as apps/billing/*'))
        .addOption(repeatableOption('--pointer <pointer>', 'only values at or below this place, such as /db'))
        .option('--exit-code', 'exit with 1 where anything changes'),
    ).action(async (base, head, flags) => finish(await runDiff(context, readGlobals(flags, context.cwd), base, head, flags))),
};

async function runDiff(
  context: CommandContext,
  given: GlobalOptions,
  base: string | undefined,
  head: string | undefined,
  flags: DiffFlags,
): Promise<ExitCode> {
  const { printEffective, refusesFormat } = await import('./print-effective.ts');
  const { readPlace } = await import('./read-place.ts');
  if (refusesFormat(context, given, 'diff')) return exitCodes.unjudged;
  if (head !== undefined && given.source.kind !== 'working-tree') {
    context.stderr.write('error: name the head as an argument, or with --rev or --staged, not both\n');
    return exitCodes.unjudged;
  }
  const pointers = flags.pointer.map((text) => readPlace(context, text));
  if (pointers.includes(undefined)) return exitCodes.unjudged;
  const options: GlobalOptions = head === undefined ? given : { ...given, source: { kind: 'revision', revision: head } };
  const { openOrReport } = await import('./open-or-report.ts');
  const { diffAgainst } = await import('../pipeline/effective/diff-against.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const opened = await openOrReport(context, options, 'diff');
  if (opened === undefined) return exitCodes.unjudged;
  const { value: view, diagnostics } = await diffAgainst(opened, options.source, base, {
    apps: flags.app,
    pointers: pointers.filter((each) => each !== undefined),
  });
  reportProblems(context, options, 'diff', diagnostics, view === undefined ? options.format : 'pretty');
  if (view === undefined) return exitCodes.unjudged;
  printEffective(context, options, view);
  const { hasChanges } = await import('../effective-diff/view-summary.ts');
  if (flags.exitCode !== true) return exitCodes.done;
  if (hasChanges(view)) return exitCodes.findings;
  return view.unknown.length > 0 ? exitCodes.unjudged : exitCodes.done;
}
