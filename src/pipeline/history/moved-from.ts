import type { FirstParentLine } from '../../git/first-parent-line.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import { parentOf, type DocumentId } from '../../model/document-id.ts';
import { idOfPath, type Root } from '../../workspace/document-index.ts';

/**
 * The app that went when another came with the same document: its folder was renamed. An app is its id, so that the history of
 * the old name is its own; this is where to look for it.
 *
 * @param at place on the line of the commit that it came with
 * @param config id of the document of the app that came
 */
export async function movedFrom(
  line: FirstParentLine,
  at: number,
  config: DocumentId,
  roots: readonly Root[],
): Promise<DocumentId | undefined> {
  if (at === line.commits.length - 1) return undefined;
  const folders = roots.map(({ folder }) => folder);
  const changes = await line.changes(at, folders);
  if (isGitFailure(changes)) return undefined;
  const oid = changes.find(({ path, before }) => before === undefined && idOfPath(path, roots) === config)?.after?.oid;
  const gone = changes.filter(({ before, after }) => after === undefined && before?.oid === oid && oid !== undefined);
  const ids = gone.flatMap(({ path }) => idOfPath(path, roots) ?? []).filter((id) => id.endsWith('/config'));
  // Of several nobody can tell.
  return ids.length === 1 ? parentOf(ids[0] as DocumentId) : undefined;
}
