import { dirname } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import type { HookCheck } from '../pipeline/hooks/hook-spec.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface InstallFlags {
  readonly check?: readonly HookCheck[] | undefined;
  readonly into: 'auto' | 'git' | 'husky' | 'lefthook' | 'pre-commit' | 'simple-git-hooks';
}

export const hookInstall: CommandModule = {
  name: 'install',
  summary: 'have every commit judged before it is made',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('install')
        .addOption(
          new Option('--check <checks...>', 'what is judged; schemas where a commit changes one')
            .choices(['validate', 'schemas', 'lint'])
            .default(['validate', 'schemas'] as HookCheck[], 'validate schemas'),
        )
        .addOption(
          new Option('--into <place>', 'where to put it; auto is what is in use here')
            .choices(['auto', 'git', 'husky', 'lefthook', 'pre-commit', 'simple-git-hooks'])
            .default('auto'),
        )
        .option('--server', 'in a bare repository: let the protected branch move by publishing alone')
        .option('--branch <name>', 'with --server: the protected branch', 'main')
        .option('--workspace <folder>', 'with --server: folder of the workspace in the repository')
        .option('--actor-variable <name>', 'with --server: variable that says who pushes', 'REMOTE_USER')
        .option('--actor-format <text>', 'with --server: what makes an address or an account of it', '{user}')
        .option('--require-signatures <file>', 'with --server: refuse events without a signature by one of these keys'),
    ).action(async (flags) => {
      const options = readGlobals(flags, context.cwd);
      if (flags.server !== true) return finish(await runInstall(context, options, flags));
      const { installOnServer } = await import('./install-on-server.ts');
      return finish(await installOnServer(context, options, flags));
    }),
};

async function runInstall(context: CommandContext, options: GlobalOptions, flags: InstallFlags): Promise<ExitCode> {
  const { installedJson, installedText } = await import('./print-hook.ts');
  const { refusesOtherFormats } = await import('./refuses-other-formats.ts');
  const { printResult } = await import('./print-result.ts');
  const { openHookedWorkspace } = await import('../pipeline/hooks/open-hooked-workspace.ts');
  const { installHook } = await import('../pipeline/hooks/install-hook.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { wantsWorkingTree } = await import('./wants-working-tree.ts');
  if (refusesOtherFormats(context, options, 'hook install', ['pretty', 'json'])) return exitCodes.unjudged;
  if (wantsWorkingTree(context, options, 'hook install')) return exitCodes.unjudged;
  const { directory, format } = options;
  const opened = await openHookedWorkspace({ directory, env: context.env, now: context.now() }, flags.check ?? []);
  if (opened.value === undefined) {
    reportProblems(context, options, 'hook install', opened.diagnostics, format);
    return exitCodes.unjudged;
  }
  const { hooks, ...rest } = opened.value;
  const node = dirname(process.execPath);
  const { value, diagnostics } = installHook(hooks, { ...rest, into: flags.into, node });
  const reports = value === undefined ? options.reports : [];
  reportProblems(context, { ...options, reports }, 'hook install', diagnostics, value === undefined ? format : 'pretty');
  if (value === undefined) return exitCodes.findings;
  printResult(context, options, (as) =>
    as === 'json' ? installedJson(value) : installedText(value, rest.workspace, options.quiet),
  );
  return value.done === 'by-hand' ? exitCodes.findings : exitCodes.done;
}
