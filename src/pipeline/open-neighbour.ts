import { posix } from 'node:path';
import type { Outcome } from '../diagnostics/diagnostic.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { ObjectReader, TreeChange } from '../git/object-reader.ts';
import { idOfPath } from '../workspace/document-index.ts';
import { inRepository, settingsName } from '../workspace/find-workspace.ts';
import { missingFolders } from '../workspace/missing-folders.ts';
import { entryIn, isListed, ObjectTree } from '../workspace/object-tree.ts';
import type { ObjectContents } from '../workspace/object-contents.ts';
import { patchIndex, type FileChange } from '../workspace/patch-index.ts';
import { hasBelow, patchListing, type PatchedListing } from '../workspace/patched-listing.ts';
import { topFolders } from '../workspace/tree-roots.ts';
import { ChangedIds } from './changed-ids.ts';
import { gitProblem } from './git-problem.ts';
import { openAtCommit, type OpenedCommit } from './open-at-commit.ts';
import { yamlFile, type Workspace } from './workspace.ts';

/**
 * Opens a commit from another one that is open, at the cost of what they have differently: what is made of names, contents and
 * schemas that both have is taken over. The result is the same as that of `openAtCommit`, which is called where the settings
 * differ, or files that are no plain files, or a folder that the settings name is gone. The other one stays usable.
 *
 * @param commit full object name
 * @param known what the two have differently, where that was found out already: at least in the settings and in the folders
 */
export async function openNeighbour(
  opened: OpenedCommit,
  commit: string,
  reader: ObjectReader,
  known?: readonly TreeChange[],
): Promise<Outcome<OpenedCommit | undefined>> {
  const { workspace, shared, reads } = opened;
  const { location, roots, settings, progress, tree } = workspace;
  const settingsPath = inRepository(location, settingsName);
  const listed = [settingsPath, ...topFolders(roots)];
  const changes = known ?? (await reader.changes(opened.commit, commit, listed));
  if (isGitFailure(changes)) return failed(changes, commit);
  const files = changes.filter((change) => isDocument(change, listed));
  const listing = tree instanceof ObjectTree && isPlain(files, settingsPath) ? listingAfter(tree, files) : undefined;
  if (!(tree instanceof ObjectTree) || listing === undefined || lacksFolder(workspace, listing))
    return openAtCommit(location, commit, { reader, shared, reads, progress, compiled: workspace.restoring });
  const { contents } = tree;
  const oids = reads === 'all' ? files.flatMap(({ after }) => after?.oid ?? []) : [];
  const failure = await contents.load(reader, oids);
  if (isGitFailure(failure)) return failed(failure, commit);
  const next = workspace.neighbour({
    tree: new ObjectTree(listing, contents),
    index: patchIndex(
      workspace.index,
      files.map((change) => withEntries(change, contents)),
      roots,
      settings.limits.documents,
    ),
    sameSchemas: !files.some(({ path }) => idOfPath(path, roots)?.startsWith('schemas/') === true),
    yaml: files.some(({ path }) => yamlFile.test(path)),
  });
  return { value: { workspace: next, commit, shared, reads, changed: changedIds(files, workspace, next) }, diagnostics: [] };
}

function withEntries({ path, before, after }: TreeChange, contents: ObjectContents): FileChange {
  return { path, before: before && entryIn(contents, before), after: after && entryIn(contents, after) };
}

function failed(failure: GitFailure, commit: string): Outcome<undefined> {
  return { value: undefined, diagnostics: [gitProblem(failure, commit)] };
}

/** What a listing of the tree would have on either side. */
function isDocument({ before, after }: TreeChange, folders: readonly string[]): boolean {
  return [before, after].some((entry) => entry !== undefined && isListed(entry, folders));
}

/** Links and the like are told with the whole tree in view; and the settings decide what the tree is. */
function isPlain(changes: readonly TreeChange[], settingsPath: string): boolean {
  return changes.every(({ path, before, after }) => {
    const isFile = (before?.type ?? 'file') === 'file' && (after?.type ?? 'file') === 'file';
    return isFile && path !== settingsPath;
  });
}

function listingAfter(tree: ObjectTree, changes: readonly TreeChange[]): PatchedListing {
  return patchListing(
    tree.listing,
    changes.map(({ path, after }) => [path, after]),
  );
}

function lacksFolder({ location, settings }: Workspace, listing: PatchedListing): boolean {
  const missing = missingFolders(
    location,
    settings,
    () => undefined,
    (folder) => !hasBelow(listing, posix.normalize(folder).replace(/^\.?$|\/$/, '')),
  );
  return missing.length > 0;
}

function changedIds(changes: readonly TreeChange[], before: Workspace, after: Workspace): ChangedIds {
  const changed = new ChangedIds();
  for (const { path, before: old, after: now } of changes) {
    const id = idOfPath(path, after.roots);
    if (id !== undefined) changed.note(id, old === undefined || now === undefined);
  }
  if (changed.spreads) changed.spread([...before.index.apps, ...after.index.apps]);
  return changed;
}
