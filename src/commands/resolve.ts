import { Command, Option } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';
import { outputFormatOption } from './output-format-option.ts';
import type { ResolveFlags } from './resolve-flags.ts';
import { wantsWorkingTree } from './wants-working-tree.ts';

interface ResolveModes extends ResolveFlags {
  readonly stdout?: boolean | undefined;
  readonly watch?: boolean | undefined;
}

export const resolve: CommandModule = {
  name: 'resolve',
  summary: 'compile apps and write their snapshots',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('resolve')
        .argument('[apps...]', 'ids or patterns such as apps/billing/*; all apps by default')
        .addOption(new Option('--stdout', 'print the snapshot of one app and write nothing').conflicts(['out', 'check', 'watch']))
        .option('--out <dir>', 'write to this folder instead of the one of the settings')
        .addOption(outputFormatOption())
        .option('--bare', 'the data alone, without the envelope')
        .option('--allow-invalid', 'also write invalid apps, marked as such')
        .addOption(new Option('--check', 'write nothing, and exit 1 if something would be written').conflicts('watch'))
        .addOption(new Option('--threads <n>', 'threads to compile with; as many as pay by default').argParser(count))
        .addOption(
          new Option('--schema-version <version>', 'carry the data to another version of its schema, such as v2').conflicts(
            'watch',
          ),
        )
        .option('--watch', 'stay, and resolve again what a saved file affects'),
    ).action(async (apps, flags) => finish(await runResolve(context, readGlobals(flags, context.cwd), apps, flags))),
};

async function runResolve(
  context: CommandContext,
  options: GlobalOptions,
  apps: readonly string[],
  flags: ResolveModes,
): Promise<ExitCode> {
  if (flags.stdout === true) return (await import('./resolve-to-stdout.ts')).resolveToStdout(context, options, apps, flags);
  if (flags.watch === true && wantsWorkingTree(context, options, '--watch')) return exitCodes.unjudged;
  if (flags.watch === true) return (await import('./resolve-and-watch.ts')).resolveAndWatch(context, options, apps, flags);
  return (await import('./resolve-once.ts')).resolveOnce(context, options, apps, flags);
}
