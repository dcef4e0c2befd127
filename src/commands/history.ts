import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';

interface HistoryFlags {
  readonly limit?: number | undefined;
}

export const history: CommandModule = {
  name: 'history',
  summary: 'list the versions of a value on the protected branch',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('history')
        .argument('<app>', 'id of the app')
        .argument('[pointer]', 'place of the value, such as /db/pool; everything by default')
        .option('--limit <n>', 'only so many versions, the newest', count),
    ).action(async (app, pointer, flags) =>
      finish(await runHistory(context, readGlobals(flags, context.cwd), app, pointer, flags)),
    ),
};

async function runHistory(
  context: CommandContext,
  options: GlobalOptions,
  name: string,
  text: string | undefined,
  { limit }: HistoryFlags,
): Promise<ExitCode> {
  const { refusesFormat } = await import('./print-effective.ts');
  const { readPlace } = await import('./read-place.ts');
  if (refusesFormat(context, options, 'history')) return exitCodes.unjudged;
  const problem = await misuse(options, name);
  if (problem !== undefined) {
    context.stderr.write(`error: ${problem}\n`);
    return exitCodes.unjudged;
  }
  const pointer = readPlace(context, text ?? '');
  if (pointer === undefined) return exitCodes.unjudged;
  const { openOrReport } = await import('./open-or-report.ts');
  const { appHistory } = await import('../pipeline/history/app-history.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const opened = await openOrReport(context, options, 'history');
  if (opened === undefined) return exitCodes.unjudged;
  const revision = options.source.kind === 'revision' ? options.source.revision : undefined;
  const { value: view, diagnostics } = await appHistory(opened, name, pointer, { limit, revision });
  reportProblems(context, options, 'history', diagnostics, view === undefined ? options.format : 'pretty');
  if (view === undefined) return exitCodes.unjudged;
  const { printHistory } = await import('./print-history.ts');
  printHistory(context, options, view);
  return view.total > 0 ? exitCodes.done : exitCodes.findings;
}

async function misuse({ source }: GlobalOptions, name: string): Promise<string | undefined> {
  const { isGlob } = await import('../model/glob.ts');
  if (isGlob(name)) return 'history is about one app; name it by its id (confman list shows them)';
  return source.kind === 'index' ? 'history is about commits: leave --staged out' : undefined;
}
