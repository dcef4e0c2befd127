import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface TypesFlags {
  readonly out?: string | undefined;
}

export const types: CommandModule = {
  name: 'types',
  summary: 'write TypeScript types for the resolved data of apps',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('types')
        .argument('[ids...]', 'apps, patterns of apps, or schemas; all apps by default')
        .option('--out <file>', 'write the types to a file'),
    ).action(async (ids, flags) => finish(await runTypes(context, readGlobals(flags, context.cwd), ids, flags))),
};

async function runTypes(
  context: CommandContext,
  options: GlobalOptions,
  names: readonly string[],
  flags: TypesFlags,
): Promise<ExitCode> {
  const { findWorkspace } = await import('../workspace/find-workspace.ts');
  const { openOrReport } = await import('./open-or-report.ts');
  const { writeAppTypes } = await import('../pipeline/schema-sets/write-app-types.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { writeResult } = await import('./write-result.ts');
  const outside = names.length > 0 && findWorkspace(options.directory) === undefined;
  const opened = outside ? undefined : await openOrReport(context, options, 'types');
  if (opened === undefined && !outside) return exitCodes.unjudged;
  if (reportProblems(context, options, 'types', opened?.workspace.structure ?? [])) return exitCodes.findings;
  const { value, diagnostics } = await writeAppTypes(opened?.workspace, { names, directory: options.directory });
  reportProblems(context, options, 'types', diagnostics, value === undefined ? options.format : 'pretty');
  if (value === undefined) return diagnostics.some(({ site }) => site !== undefined) ? exitCodes.findings : exitCodes.unjudged;
  writeResult(context, options, value.text, flags.out);
  if (options.quiet) return exitCodes.done;
  if (value.unbound.length > 0) context.stderr.write(`No schema is bound to ${value.unbound.join(', ')}: they have no types\n`);
  if (value.isCut) context.stderr.write('The schemas are very large: parts of them are unknown\n');
  return exitCodes.done;
}
