import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import type { LifecycleOptions } from '../pipeline/lifecycle/open-lifecycle.ts';
import { resolvedAt } from '../snapshot/resolved-at.ts';
import { noAppsLine } from './no-apps-line.ts';
import { printClean } from './print-clean.ts';

export const validate: CommandModule = {
  name: 'validate',
  summary: 'judge apps and documents, write nothing',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('validate')
        .argument('[ids...]', 'apps, documents or schemas, or patterns; everything by default')
        .option('--base <rev>', 'hold values against where the work at hand left this revision; the protected branch by default')
        .option('--allow-deprecated', 'let deprecated fields be newly set'),
    ).action(async (ids, { base, allowDeprecated = false, ...flags }) =>
      finish(await runValidate(context, readGlobals(flags, context.cwd), ids, { base, allowDeprecated, now: nowOf(context) })),
    ),
};

/** SOURCE_DATE_EPOCH, where it is set. */
function nowOf({ env, now }: CommandContext): LifecycleOptions['now'] {
  return () => {
    const { value, diagnostics } = resolvedAt({ sourceDateEpoch: env['SOURCE_DATE_EPOCH'], now: now() / 1000 });
    return { value: Date.parse(value) / 1000, diagnostics };
  };
}

async function runValidate(
  context: CommandContext,
  options: GlobalOptions,
  ids: readonly string[],
  against: LifecycleOptions,
): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'validate');
  if (opened === undefined) return exitCodes.unjudged;
  const { openLifecycle } = await import('../pipeline/lifecycle/open-lifecycle.ts');
  const lifecycle = await openLifecycle(opened, against);
  if (lifecycle.diagnostics.some(({ severity }) => severity === 'error')) {
    const { reportProblems } = await import('./report-problems.ts');
    reportProblems(context, options, 'validate', lifecycle.diagnostics, options.format);
    return exitCodes.unjudged;
  }
  const { validateWorkspace } = await import('../pipeline/validate-workspace.ts');
  const memory = opened.objects && (await import('../pipeline/verdict-memory.ts')).VerdictMemory.of(opened);
  const result = await validateWorkspace(opened.workspace, ids, memory, lifecycle);
  const { counts, findings } = result;
  if (findings.length === 0 && counts.total > 0 && printClean(context, options, 'validate', counts)) return exitCodes.done;
  const { printReport } = await import('./print-report.ts');
  const report = printReport(context, options, {
    command: 'validate',
    ...result,
    schemes: opened.workspace.settings.secretSchemes,
  });
  if (result.unjudged) return exitCodes.unjudged;
  const nothing = ids.length === 0 && counts.total === 0 && findings.length === 0;
  if (nothing && options.format === 'pretty' && !options.quiet) context.stderr.write(noAppsLine);
  return report.ok ? exitCodes.done : exitCodes.findings;
}
