import { Command, Option } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

const modes = ['policy', 'backward', 'forward', 'full'] as const;

export interface SchemaDiffFlags {
  readonly mode?: (typeof modes)[number] | undefined;
  readonly transitive?: boolean | undefined;
  readonly allowUnknown?: boolean | undefined;
  readonly againstConfigs?: boolean | undefined;
}

export const schemaDiff: CommandModule = {
  name: 'diff',
  summary: 'compare two schemas, and say what that means for documents',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('diff')
        .argument('<old>', 'the older schema: an id, a family, FAMILY@VERSION, a file, or REV:path')
        .argument('<new>', 'the newer one')
        .addOption(
          new Option('--mode <mode>', 'what has to hold: the levels of the rules, or which documents are accepted')
            .choices(modes)
            .default(undefined, 'that of the family, else `policy`'),
        )
        .option('--transitive', 'compare with every earlier version, too')
        .option('--allow-unknown', 'do not fail where it cannot be decided')
        .option('--against-configs', 'also judge every app and fragment of the family by the newer schema'),
    ).action(async (old, now, flags) => finish(await runDiff(context, readGlobals(flags, context.cwd), [old, now], flags))),
};

async function runDiff(
  context: CommandContext,
  options: GlobalOptions,
  names: readonly [string, string],
  flags: SchemaDiffFlags,
): Promise<ExitCode> {
  const { findWorkspace } = await import('../workspace/find-workspace.ts');
  const { openOrReport } = await import('./open-or-report.ts');
  const { diffSchemas } = await import('../pipeline/evolution/diff-schemas.ts');
  const { buildTime } = await import('./build-time.ts');
  const { printDiff } = await import('./print-diff.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const outside = findWorkspace(options.directory) === undefined;
  const opened = outside ? undefined : await openOrReport(context, options, 'schema diff');
  const time = await buildTime(context, options, 'schema diff');
  if ((opened === undefined && !outside) || time === undefined) return exitCodes.unjudged;
  const { value, diagnostics } = await diffSchemas(opened?.workspace, {
    names,
    directory: options.directory,
    mode: flags.mode,
    transitive: flags.transitive ?? false,
    allowUnknown: flags.allowUnknown ?? false,
    againstConfigs: flags.againstConfigs ?? false,
    today: time.slice(0, 10),
  });
  reportProblems(context, options, 'schema diff', diagnostics, value === undefined ? options.format : 'pretty');
  if (value === undefined) return exitCodes.unjudged;
  printDiff(context, options, value);
  return value.ok ? exitCodes.done : exitCodes.findings;
}
