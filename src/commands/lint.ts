import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { countOf } from '../diagnostics/sentence.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface LintFlags {
  readonly fix?: true | undefined;
  readonly maxWarnings?: number | undefined;
}

export const lint: CommandModule = {
  name: 'lint',
  summary: 'find what costs nothing to tidy up, and tidy it up',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('lint')
        .argument('[ids...]', 'documents or apps, or patterns; everything by default')
        .option('--fix', 'take away what no app needs, where that changes no app')
        .addOption(new Option('--max-warnings <n>', 'exit with 1 when there are more warnings').argParser(atLeastZero)),
    ).action(async (ids, flags) => finish(await runLint(context, readGlobals(flags, context.cwd), ids, flags))),
};

function atLeastZero(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number, 0 or more.');
  return Number(text);
}

async function runLint(
  context: CommandContext,
  options: GlobalOptions,
  ids: readonly string[],
  { fix, maxWarnings = Infinity }: LintFlags,
): Promise<ExitCode> {
  if (fix === true && options.source.kind !== 'working-tree') {
    context.stderr.write('--fix writes to the working tree, so it goes with neither --rev nor --staged\n');
    return exitCodes.unjudged;
  }
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'lint');
  if (opened === undefined) return exitCodes.unjudged;
  const { lintOrFix } = await import('./lint-or-fix.ts');
  const { linted, said } = await lintOrFix(opened.workspace, ids, fix === true);
  const { printReport } = await import('./print-report.ts');
  const report = printReport(context, options, {
    command: 'lint',
    ...linted,
    schemes: opened.workspace.settings.secretSchemes,
  });
  if (linted.unjudged) return exitCodes.unjudged;
  const warnings = countOf(report, 'warning');
  const invalid = report.ok && report.apps.invalid > 0 ? ['Run confman validate to see why apps are invalid'] : [];
  const tooMany = warnings > maxWarnings ? [`More than --max-warnings ${maxWarnings}: there are ${warnings}`] : [];
  if (!options.quiet) for (const line of [...said, ...invalid, ...tooMany]) context.stderr.write(`${line}\n`);
  return report.ok && tooMany.length === 0 ? exitCodes.done : exitCodes.findings;
}
