import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const hookUninstall: CommandModule = {
  name: 'uninstall',
  summary: 'take out of the hooks what install put there',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('uninstall').option('--all', 'for all workspaces of the repository, not only for the one at hand'),
    ).action(async (flags) => finish(await runUninstall(context, readGlobals(flags, context.cwd), flags.all === true))),
};

async function runUninstall(context: CommandContext, options: GlobalOptions, all: boolean): Promise<ExitCode> {
  const { uninstalledJson, uninstalledText } = await import('./print-hook.ts');
  const { refusesOtherFormats } = await import('./refuses-other-formats.ts');
  const { printResult } = await import('./print-result.ts');
  const { openHooksOf } = await import('../pipeline/hooks/open-hooks.ts');
  const { uninstallHook } = await import('../pipeline/hooks/uninstall-hook.ts');
  const { reportProblems } = await import('./report-problems.ts');
  if (refusesOtherFormats(context, options, 'hook uninstall', ['pretty', 'json'])) return exitCodes.unjudged;
  const opened = openHooksOf(options.directory, all);
  if (opened.value === undefined) {
    reportProblems(context, options, 'hook uninstall', opened.diagnostics, options.format);
    return exitCodes.unjudged;
  }
  const { value, diagnostics } = uninstallHook(opened.value.hooks, opened.value.folder);
  const failed = diagnostics.length > 0;
  reportProblems(context, options, 'hook uninstall', diagnostics, failed ? options.format : 'pretty');
  if (failed) return exitCodes.findings;
  printResult(context, options, (format) => (format === 'json' ? uninstalledJson(value) : uninstalledText(value, options.quiet)));
  return exitCodes.done;
}
