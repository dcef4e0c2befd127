import { Command, Option } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import type { MigrateFlags } from './migrate-flags.ts';
import { wantsWorkingTree } from './wants-working-tree.ts';

export const schemaMigrate: CommandModule = {
  name: 'migrate',
  summary: 'carry documents from one schema version to another',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('migrate')
        .argument('<id>', 'a family, or the version to carry to: schemas/apps/billing, schemas/apps/billing/v2')
        .argument('[ids...]', 'apps, fragments or layers to carry over, or patterns; all that is bound to the family by default')
        .option('--from <version>', 'the version the data have; the one that apps are bound to by default')
        .option('--to <version>', 'the version to carry to; the newest by default')
        .addOption(
          new Option('--draft', 'draft the migration out of what changed, instead of carrying anything over').conflicts('check'),
        )
        .option('--write', 'write what is shown otherwise: all of it, or nothing')
        .addOption(new Option('--check', 'exit 1 if something would be rewritten').conflicts('write')),
    ).action(async (id, ids, flags) => finish(await runMigrate(context, readGlobals(flags, context.cwd), [id, ids], flags))),
};

async function runMigrate(
  context: CommandContext,
  options: GlobalOptions,
  [id, only]: readonly [string, readonly string[]],
  flags: MigrateFlags,
): Promise<ExitCode> {
  if (flags.draft === true && only.length > 0) {
    context.stderr.write('--draft is about two versions, so it takes no ids of documents\n');
    return exitCodes.unjudged;
  }
  if (flags.write === true && wantsWorkingTree(context, options, '--write')) return exitCodes.unjudged;
  const { openOrReport } = await import('./open-or-report.ts');
  const opened = await openOrReport(context, options, 'schema migrate');
  if (opened === undefined) return exitCodes.unjudged;
  const { migrationVersions } = await import('../pipeline/evolution/migration-versions.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { value: request, diagnostics } = migrationVersions(opened.workspace, { id, only, from: flags.from, to: flags.to });
  if (request === undefined) {
    reportProblems(context, options, 'schema migrate', diagnostics, options.format);
    return exitCodes.unjudged;
  }
  if (flags.draft === true) return (await import('./migrate-draft.ts')).migrateDraft(context, options, opened, request, flags);
  return (await import('./migrate-documents.ts')).migrateDocuments(context, options, opened, request, flags);
}
