import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const hookStatusCommand: CommandModule = {
  name: 'status',
  summary: 'say which hooks run confman, and whether they are current',
  define: (context, finish) =>
    addGlobalOptions(new Command('status')).action(async (flags) =>
      finish(await runStatus(context, readGlobals(flags, context.cwd))),
    ),
};

async function runStatus(context: CommandContext, options: GlobalOptions): Promise<ExitCode> {
  const { statusJson, statusText } = await import('./print-hook.ts');
  const { refusesOtherFormats } = await import('./refuses-other-formats.ts');
  const { printResult } = await import('./print-result.ts');
  const { openHooksOf } = await import('../pipeline/hooks/open-hooks.ts');
  const { hookStatus } = await import('../pipeline/hooks/hook-status.ts');
  const { reportProblems } = await import('./report-problems.ts');
  if (refusesOtherFormats(context, options, 'hook status', ['pretty', 'json'])) return exitCodes.unjudged;
  const opened = openHooksOf(options.directory, false);
  if (opened.value === undefined) {
    reportProblems(context, options, 'hook status', opened.diagnostics, options.format);
    return exitCodes.unjudged;
  }
  const status = hookStatus(opened.value.hooks, opened.value.folder ?? '', context.env['PATH'] ?? '');
  printResult(context, options, (format) => (format === 'json' ? statusJson(status) : statusText(status)));
  return status.ok ? exitCodes.done : exitCodes.findings;
}
