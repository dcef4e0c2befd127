import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, count, readGlobals } from './global-options.ts';

interface FlattenFlags {
  readonly out?: string | undefined;
  readonly maxRows: number;
}

export const schemaFlatten: CommandModule = {
  name: 'flatten',
  summary: 'list the places of the data that a schema describes',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('flatten')
        .argument('<schema>', 'an id, a family, a file, or REV:path')
        .option('--out <file>', 'write the list to a file')
        .option('--max-rows <n>', 'list at most so many places', count, 5000),
    ).action(async (name, flags) => finish(await runFlatten(context, readGlobals(flags, context.cwd), name, flags))),
};

async function runFlatten(context: CommandContext, options: GlobalOptions, name: string, flags: FlattenFlags): Promise<ExitCode> {
  const { withSchema } = await import('./with-schema.ts');
  const { flattenSchema } = await import('../schema-diff/flatten/flatten-schema.ts');
  const { flatJson, flatMarkdown, flatTable } = await import('./print-flat.ts');
  const { writeResult } = await import('./write-result.ts');
  return withSchema(context, options, 'schema flatten', name, (side) => {
    const flat = flattenSchema(side.world, flags);
    const text =
      options.format === 'json'
        ? flatJson(side.name, flat)
        : options.format === 'markdown'
          ? flatMarkdown(flat)
          : flatTable(flat);
    writeResult(context, options, text, flags.out);
    return exitCodes.done;
  });
}
