import type { OpenedWorkspace } from '../pipeline/open-workspace.ts';
import { planMigration } from '../pipeline/evolution/plan-migration.ts';
import type { MigrationRequest } from '../pipeline/evolution/migration-scope.ts';
import { replaceDocuments } from '../workspace/replace-documents.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { migrationJson, migrationText } from './print-migration.ts';
import { colourOf, noApps, printReport } from './print-report.ts';
import { reportProblems } from './report-problems.ts';
import type { MigrateFlags } from './migrate-flags.ts';

/** Shows what would be rewritten, or writes it: all of it, or nothing. */
export async function migrateDocuments(
  context: CommandContext,
  options: GlobalOptions,
  { workspace }: OpenedWorkspace,
  request: MigrationRequest,
  flags: MigrateFlags,
): Promise<ExitCode> {
  const { scope, documents, findings, ok } = await planMigration(workspace, request);
  const { location, settings } = workspace;
  const write = flags.write === true && ok && documents.length > 0;
  const failure = write
    ? replaceDocuments(
        location.repository,
        documents.map((each) => ({ ...each, text: each.after })),
        'migration/changed-meanwhile',
      )
    : undefined;
  const written = write && failure === undefined;
  const people = options.format === 'pretty' || options.format === 'json';
  if (findings.length > 0)
    printReport(
      context,
      { ...options, quiet: true, format: people ? 'pretty' : options.format },
      { command: 'schema migrate', counts: noApps, findings },
    );
  if (failure !== undefined) reportProblems(context, options, 'schema migrate', [failure]);
  if (people && scope !== undefined) {
    const view = { scope, documents, written, ok, refused: flags.write === true && !written, schemes: settings.secretSchemes };
    const colour = colourOf(context, options, 'stdout');
    context.stdout.write(options.format === 'json' ? migrationJson(view) : migrationText(view, colour, options.quiet));
  }
  if (!ok || failure !== undefined) return scope === undefined ? exitCodes.unjudged : exitCodes.findings;
  return flags.check === true && documents.length > 0 ? exitCodes.findings : exitCodes.done;
}
