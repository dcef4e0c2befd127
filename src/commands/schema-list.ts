import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

export const schemaList: CommandModule = {
  name: 'list',
  summary: 'list schema families and their versions',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('list').argument('[family]', 'id of a family, such as schemas/apps/billing; all by default'),
    ).action(async (family, flags) => finish(await runList(context, readGlobals(flags, context.cwd), family))),
};

async function runList(context: CommandContext, options: GlobalOptions, name: string | undefined): Promise<ExitCode> {
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'schema list');
  if (opened === undefined) return exitCodes.unjudged;
  const { openBase } = await import('../pipeline/evolution/base-workspace.ts');
  const { listFamilies } = await import('../pipeline/evolution/list-families.ts');
  const { versionSequences } = await import('../pipeline/evolution/version-sequences.ts');
  const { unknownFamily } = await import('../pipeline/evolution/unknown-family.ts');
  const { currentSequence } = await import('../pipeline/current-sequence.ts');
  const { familiesJson, familiesText } = await import('./print-families.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { colourOf } = await import('./print-report.ts');
  const { workspace } = opened;
  const base = await openBase(workspace, undefined, opened.objects?.commit?.oid);
  const bases = base.value === undefined ? [] : [base.value, ...base.value.also].map((each) => each.workspace);
  const sequences = options.format === 'json' ? await versionSequences(workspace) : undefined;
  const { value: all, diagnostics } = await listFamilies(workspace, bases, sequences);
  const wanted = name?.replace(/^\//, '').replace(/\/$/, '');
  const families = wanted === undefined ? all : all.filter(({ id }) => id === wanted || id === `schemas/${wanted}`);
  if (wanted !== undefined && families.length === 0) {
    reportProblems(context, options, 'schema list', [
      unknownFamily(
        wanted,
        all.map(({ id }) => id),
      ),
    ]);
    return exitCodes.unjudged;
  }
  const view = { families, sequence: (await currentSequence(opened)).sequence, base: base.value?.name };
  const colour = colourOf(context, options, 'stdout');
  context.stdout.write(options.format === 'json' ? familiesJson(view) : familiesText(view, colour));
  const problems = [...workspace.structure, ...diagnostics];
  return reportProblems(context, options, 'schema list', problems) ? exitCodes.findings : exitCodes.done;
}
