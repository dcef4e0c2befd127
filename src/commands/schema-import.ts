import { Command, Option } from '@commander-js/extra-typings';
import { importDrafts, type ImportDraft } from '../schema/tree/imported-draft.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface ImportFlags {
  readonly out?: string | undefined;
  readonly draft: ImportDraft;
}

export const schemaImport: CommandModule = {
  name: 'import',
  summary: 'write a schema tree as the JSON Schema that it stands for',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('import')
        .argument('<file>', 'a schema tree: a file, an id, a family, or REV:path')
        .option('--out <file>', 'write the schema to a file')
        .addOption(new Option('--draft <draft>', 'draft of the schema').choices(importDrafts).default('2020-12' as const)),
    ).action(async (name, flags) => finish(await runImport(context, readGlobals(flags, context.cwd), name, flags))),
};

async function runImport(context: CommandContext, options: GlobalOptions, name: string, flags: ImportFlags): Promise<ExitCode> {
  const { withSchema } = await import('./with-schema.ts');
  const { importSchema } = await import('../pipeline/schema-sets/import-schema.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { writeResult } = await import('./write-result.ts');
  return withSchema(context, options, 'schema import', name, (side) => {
    const { value, diagnostics } = importSchema(side, flags.draft);
    reportProblems(context, options, 'schema import', diagnostics, options.format);
    if (value === undefined) return exitCodes.findings;
    writeResult(context, options, `${JSON.stringify(value, null, 2)}\n`, flags.out);
    return exitCodes.done;
  });
}
