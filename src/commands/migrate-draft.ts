import type { OpenedWorkspace } from '../pipeline/open-workspace.ts';
import { draftOf } from '../pipeline/evolution/draft-of.ts';
import type { MigrationRequest } from '../pipeline/evolution/migration-scope.ts';
import { createDocument } from '../workspace/create-document.ts';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import { reportProblems } from './report-problems.ts';
import type { MigrateFlags } from './migrate-flags.ts';

/** Prints the draft of a migration, or writes it to its place. */
export async function migrateDraft(
  context: CommandContext,
  options: GlobalOptions,
  { workspace }: OpenedWorkspace,
  request: MigrationRequest,
  flags: MigrateFlags,
): Promise<ExitCode> {
  const { value: draft, diagnostics } = await draftOf(workspace, request);
  const isBad = reportProblems(context, options, 'schema migrate', diagnostics, draft === undefined ? options.format : 'pretty');
  if (draft === undefined) return exitCodes.unjudged;
  if (flags.write !== true) {
    context.stdout.write(draft.text);
    if (options.format === 'pretty' && !options.quiet)
      context.stderr.write(`A draft of ${draft.path}: read it, correct it, and add --write to write it\n`);
    return isBad ? exitCodes.findings : exitCodes.done;
  }
  const failure = createDocument(workspace.location.repository, draft.path, draft.text);
  if (failure !== undefined) {
    reportProblems(context, options, 'schema migrate', [failure], options.format);
    return exitCodes.findings;
  }
  if (!options.quiet) context.stderr.write(`Wrote ${draft.path}; read it, and correct it\n`);
  return isBad ? exitCodes.findings : exitCodes.done;
}
