import { isGitFailure } from '../git/git-failure.ts';
import { countSchemaSequence, protectedTip, schemaSequenceAt, type SchemaSequence } from '../git/schema-sequence.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import type { OpenedWorkspace } from './open-workspace.ts';

/**
 * The schema sequence that snapshots of this workspace carry: that of the protected branch as it is now. A commit that the
 * branch has left behind keeps the sequence that it was made at.
 */
export async function currentSequence({ workspace, earlier, objects }: OpenedWorkspace): Promise<SchemaSequence> {
  const { location, settings } = workspace;
  const { repository } = location;
  const folder = inRepository(location, settings.schemas);
  const known = { sequence: earlier?.schemaSequence ?? 0, commit: earlier?.sequenceCommit ?? '' };
  const tip = protectedTip(repository, settings.protectedBranch);
  const commit = objects?.commit?.oid;
  if (tip === undefined || objects === undefined || commit === undefined || tip === commit)
    return countSchemaSequence(repository, settings.protectedBranch, folder, known);
  const behind = await objects.reader.isAncestor(commit, tip);
  if (isGitFailure(behind) || !behind) return countSchemaSequence(repository, settings.protectedBranch, folder, known);
  if (known.commit === commit) return known;
  return { sequence: await schemaSequenceAt(repository, commit, folder, objects.reader), commit };
}
