import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const accessOwners: CommandModule = {
  name: 'owners',
  summary: 'say who has to review a change, by what it really changes',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('owners')
        .argument('[base]', 'revision to compare with; where the work left the protected branch by default')
        .argument('[head]', 'revision to be compared; the working tree by default'),
    ).action(async (base, head, flags) => finish(await runOwners(context, readGlobals(flags, context.cwd), base, head))),
};

async function runOwners(
  context: CommandContext,
  given: GlobalOptions,
  base: string | undefined,
  head: string | undefined,
): Promise<ExitCode> {
  const { refusesOtherFormats } = await import('./refuses-other-formats.ts');
  if (refusesOtherFormats(context, given, 'access owners', ['pretty', 'json', 'markdown'])) return exitCodes.unjudged;
  if (head !== undefined && given.source.kind !== 'working-tree') {
    context.stderr.write('error: name the head as an argument, or with --rev or --staged, not both\n');
    return exitCodes.unjudged;
  }
  const options: GlobalOptions = head === undefined ? given : { ...given, source: { kind: 'revision', revision: head } };
  const { openOrReport } = await import('./open-or-report.ts');
  const { reviewChange } = await import('../pipeline/access/review-change.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const opened = await openOrReport(context, options, 'access owners');
  if (opened === undefined) return exitCodes.unjudged;
  const { value: reviewed, diagnostics } = await reviewChange(opened, options.source, base);
  reportProblems(context, { ...options, format: 'pretty', reports: [] }, 'access owners', diagnostics);
  if (reviewed === undefined) return exitCodes.unjudged;
  const { reviewsJson, reviewsMarkdown, reviewsText } = await import('./print-reviews.ts');
  const { printResult } = await import('./print-result.ts');
  printResult(context, options, (format, colour) => {
    if (format === 'json') return reviewsJson(reviewed);
    return format === 'markdown' ? reviewsMarkdown(reviewed) : reviewsText(reviewed, colour);
  });
  return exitCodes.done;
}
