import { countSchemaSequence } from '../git/schema-sequence.ts';
import { inRepository } from '../workspace/find-workspace.ts';
import type { OpenedWorkspace } from './open-workspace.ts';

/** The schema sequence of the protected branch as it is now. */
export function currentSequence({ workspace, earlier }: OpenedWorkspace): number {
  const { location, settings } = workspace;
  const known = { sequence: earlier?.schemaSequence ?? 0, commit: earlier?.sequenceCommit ?? '' };
  const folder = inRepository(location, settings.schemas);
  return countSchemaSequence(location.repository, settings.protectedBranch, folder, known).sequence;
}
