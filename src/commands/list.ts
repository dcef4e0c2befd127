import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const list: CommandModule = {
  name: 'list',
  summary: 'list apps with their schemas and layers',
  define: (context, finish) =>
    addGlobalOptions(new Command('list').argument('[apps...]', 'ids or patterns; all apps by default')).action(
      async (apps, flags) => finish(await runList(context, readGlobals(flags, context.cwd), apps)),
    ),
};

async function runList(context: CommandContext, options: GlobalOptions, names: readonly string[]): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'list');
  if (opened === undefined) return exitCodes.unjudged;
  const { selectApps } = await import('../pipeline/select-apps.ts');
  const { listApps } = await import('../pipeline/list-apps.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { workspace } = opened;
  const selected = selectApps(workspace.index.apps, names, workspace.roots);
  if (reportProblems(context, options, 'list', selected.diagnostics)) return exitCodes.unjudged;
  const apps = await listApps(workspace, selected.value);
  if (options.format === 'json')
    context.stdout.write(
      `${JSON.stringify({ formatVersion: 1, apps: apps.map((app) => ({ ...app, schema: app.schema ?? null })) }, null, 2)}\n`,
    );
  else for (const app of apps) context.stdout.write(`${app.id}\t${app.schema ?? '-'}\t${app.layers.join(' ')}\n`);
  return reportProblems(context, options, 'list', workspace.structure) ? exitCodes.findings : exitCodes.done;
}
