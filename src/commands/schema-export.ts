import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface ExportFlags {
  readonly out?: string | undefined;
  readonly strict?: boolean | undefined;
}

export const schemaExport: CommandModule = {
  name: 'export',
  summary: 'write a JSON Schema as a schema tree, and say what that cannot hold',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('export')
        .argument('<schema>', 'an id, a family, a file, or REV:path')
        .option('--out <file>', 'write the tree to a file')
        .option('--strict', 'write nothing, and fail, where something would get lost'),
    ).action(async (name, flags) => finish(await runExport(context, readGlobals(flags, context.cwd), name, flags))),
};

async function runExport(context: CommandContext, options: GlobalOptions, name: string, flags: ExportFlags): Promise<ExitCode> {
  const { withSchema } = await import('./with-schema.ts');
  const { exportSchema } = await import('../schema/tree/export-schema.ts');
  const { linkedSchema } = await import('../schema/schema-world.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { writeResult } = await import('./write-result.ts');
  const { exportJson } = await import('./print-export.ts');
  const { FindingCollector } = await import('../pipeline/collect-findings.ts');
  const { toFindings } = await import('../pipeline/to-findings.ts');
  return withSchema(context, options, 'schema export', name, async ({ world }) => {
    const { value, diagnostics } = await exportSchema(linkedSchema(world), (text) => world.checks.isSecret(text));
    const isRefused = value === undefined || (flags.strict === true && diagnostics.length > 0);
    const shown = isRefused ? diagnostics.map((each) => ({ ...each, severity: 'error' as const })) : diagnostics;
    if (options.format !== 'json' || value === undefined) reportProblems(context, options, 'schema export', shown);
    if (options.format === 'json' && value !== undefined) {
      const findings = new FindingCollector();
      findings.addAll(shown);
      context.stdout.write(exportJson(isRefused ? undefined : value, toFindings(findings.collected)));
    } else if (!isRefused) writeResult(context, options, `${JSON.stringify(value, null, 2)}\n`, flags.out);
    return isRefused ? exitCodes.findings : exitCodes.done;
  });
}
