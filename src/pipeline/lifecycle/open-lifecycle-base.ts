import type { Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectEntry, ObjectReader, TreeChange } from '../../git/object-reader.ts';
import { idOfPath } from '../../workspace/document-index.ts';
import { inRepository, settingsName, type WorkspaceLocation } from '../../workspace/find-workspace.ts';
import { entryIn, objectTreeState, ObjectTree } from '../../workspace/object-tree.ts';
import { patchIndex } from '../../workspace/patch-index.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import { topFolders } from '../../workspace/tree-roots.ts';
import { entryTypes, type TreeState } from '../../workspace/tree-state.ts';
import { changedBetween, ChangedIds } from '../changed-ids.ts';
import { movedPlace } from '../evolution/moved-place.ts';
import { openAtCommit } from '../open-at-commit.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import { yamlFile, type Workspace } from '../workspace.ts';

/** The base, with what is otherwise there: worked out when it is asked for. */
export interface OpenedBase {
  readonly workspace: Workspace;
  readonly changed: () => ChangedIds | undefined;
}

/**
 * Opens a commit beside a workspace that is open. Where that is from git's objects as well and has the same settings, it costs
 * one listing and what the two have differently.
 *
 * @param commit full object name
 */
export async function openLifecycleBase(
  opened: OpenedWorkspace,
  commit: string,
  reader: ObjectReader,
): Promise<Outcome<OpenedBase | undefined>> {
  const near = await openBeside(opened, commit, reader);
  const here: Outcome<OpenedBase | undefined> =
    near === undefined
      ? await openIn(opened.workspace.location, opened.workspace, commit, reader)
      : { value: near, diagnostics: [] };
  if (here.value === undefined) return here;
  const moved = await movedPlace(here.value.workspace, opened.workspace, commit, opened.objects?.commit?.oid, reader);
  return moved === undefined ? here : openIn(moved, opened.workspace, commit, reader);
}

async function openIn(
  place: WorkspaceLocation,
  head: Workspace,
  commit: string,
  reader: ObjectReader,
): Promise<Outcome<OpenedBase | undefined>> {
  const compiled = (): Uint8Array | undefined => head.compiled;
  const shared = new SharedObjects(head.location.repository);
  const { progress } = head;
  const { value, diagnostics } = await openAtCommit(place, commit, { reader, shared, reads: 'asked', progress, compiled });
  if (value === undefined) return { value, diagnostics };
  const { workspace } = value;
  return { value: { workspace, changed: () => changedBetween(workspace, head) }, diagnostics };
}

/** Undefined where that cannot be done, for whatever reason. */
async function openBeside(
  { workspace: head, settingsOid }: OpenedWorkspace,
  commit: string,
  reader: ObjectReader,
): Promise<OpenedBase | undefined> {
  const { tree, roots, location } = head;
  if (!(tree instanceof ObjectTree)) return undefined;
  const path = inRepository(location, settingsName);
  const folders = [path, ...topFolders(roots)];
  const entries = await reader.listTree(commit, folders);
  if (isGitFailure(entries) || (entries.find((entry) => entry.path === path)?.oid ?? '') !== settingsOid) return undefined;
  const state = objectTreeState(entries, folders, 0);
  const changes = changesBetween(tree.state, state);
  if (changes.some(({ before, after }) => [before, after].some((each) => each !== undefined && each.type !== 'file')))
    return undefined;
  const { contents } = tree;
  const workspace = head.neighbour({
    tree: new ObjectTree(state, contents),
    index: changes.length === 0 ? head.index : patchedIndex(head, changes, contents),
    sameSchemas: !changes.some((change) => idOfPath(change.path, roots)?.startsWith('schemas/') === true),
    yaml: changes.some((change) => yamlFile.test(change.path)),
  });
  return { workspace, changed: () => changedIds(changes, head, workspace) };
}

function patchedIndex(
  { index, roots, settings }: Workspace,
  changes: readonly TreeChange[],
  contents: ObjectTree['contents'],
): ReturnType<typeof patchIndex> {
  const files = changes.map(({ path, before, after }) => ({
    path,
    before: before && entryIn(contents, before),
    after: after && entryIn(contents, after),
  }));
  return patchIndex(index, files, roots, settings.limits.documents);
}

function changedIds(changes: readonly TreeChange[], head: Workspace, base: Workspace): ChangedIds {
  const changed = new ChangedIds();
  for (const { path, before, after } of changes) {
    const id = idOfPath(path, head.roots);
    if (id !== undefined) changed.note(id, before === undefined || after === undefined);
  }
  if (changed.spreads) changed.spread([...base.index.apps, ...head.index.apps]);
  return changed;
}

/** What makes the second listing of the first, both in the order of their paths. */
function changesBetween(from: TreeState, to: TreeState): readonly TreeChange[] {
  const changes: TreeChange[] = [];
  let [i, j] = [0, 0];
  while (i < from.files.length || j < to.files.length) {
    const [old, now] = [from.files[i], to.files[j]];
    if (old === now) {
      if (from.oids[i] !== to.oids[j] || from.types[i] !== to.types[j])
        changes.push({ path: old as string, before: entryOf(from, i), after: entryOf(to, j) });
      i += 1;
      j += 1;
    } else if (now === undefined || (old !== undefined && old < now)) {
      changes.push({ path: old as string, before: entryOf(from, i), after: undefined });
      i += 1;
    } else {
      changes.push({ path: now, before: undefined, after: entryOf(to, j) });
      j += 1;
    }
  }
  return changes;
}

function entryOf({ files, oids, types }: TreeState, row: number): ObjectEntry {
  const type = entryTypes[types[row] as number] as ObjectEntry['type'];
  return { path: files[row] as string, oid: oids[row] as string, type };
}
