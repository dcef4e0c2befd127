import { join, resolve as resolvePath } from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const init: CommandModule = {
  name: 'init',
  summary: 'make a workspace that resolves at once',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('init').argument('[dir]', 'folder of the workspace, new or empty; the current one by default'),
    ).action(async (dir, flags) => finish(await runInit(context, readGlobals(flags, context.cwd), dir))),
};

/** The protected branch of the template's settings. */
const branch = 'main';

async function runInit(context: CommandContext, options: GlobalOptions, dir: string | undefined): Promise<ExitCode> {
  const { copyTemplate } = await import('../workspace/copy-template.ts');
  const { initRepository } = await import('../git/init-repository.ts');
  const { newWorkspaceJson, newWorkspaceText } = await import('./print-new-workspace.ts');
  const folder = resolvePath(options.directory, dir ?? '.');
  const { value: copied, diagnostics } = copyTemplate(join(context.packageFolder, 'templates', 'workspace'), folder, dir ?? '.');
  if (copied === undefined) {
    const { reportProblems } = await import('./report-problems.ts');
    reportProblems(context, options, 'init', diagnostics);
    return exitCodes.unjudged;
  }
  const typed = folder === context.cwd ? undefined : (dir ?? folder);
  const made = { folder, typed, ...copied, repository: initRepository(folder, branch), branch };
  if (options.format === 'json') context.stdout.write(newWorkspaceJson(made));
  else if (!options.quiet) context.stdout.write(newWorkspaceText(made));
  return exitCodes.done;
}
