import { Command, Option } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface BundleFlags {
  readonly out?: string | undefined;
  readonly draft?: '2020-12' | undefined;
  readonly dereference?: boolean | undefined;
}

export const schemaBundle: CommandModule = {
  name: 'bundle',
  summary: 'write a schema with all that it refers to as one',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('bundle')
        .argument('<schema>', 'an id, a family, a file, or REV:path')
        .option('--out <file>', 'write it to a file')
        .addOption(
          new Option('--draft <draft>', 'draft of the bundle')
            .choices(['2020-12'] as const)
            .default(undefined, 'that of the schemas, `2020-12` where they have several'),
        )
        .option('--dereference', 'put what references name in their places, as far as that ends'),
    ).action(async (name, flags) => finish(await runBundle(context, readGlobals(flags, context.cwd), name, flags))),
};

async function runBundle(context: CommandContext, options: GlobalOptions, name: string, flags: BundleFlags): Promise<ExitCode> {
  const { withSchema } = await import('./with-schema.ts');
  const { bundleSchema } = await import('../schema/bundle/bundle-schema.ts');
  const { linkedSchema } = await import('../schema/schema-world.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { writeResult } = await import('./write-result.ts');
  return withSchema(context, options, 'schema bundle', name, async ({ world }) => {
    const { value, diagnostics } = await bundleSchema(linkedSchema(world), {
      ...flags,
      isReference: (text) => world.checks.isSecret(text),
    });
    reportProblems(context, options, 'schema bundle', diagnostics, options.format);
    if (value === undefined) return exitCodes.findings;
    writeResult(context, options, `${JSON.stringify(value.schema, null, 2)}\n`, flags.out);
    return exitCodes.done;
  });
}
