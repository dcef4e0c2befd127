import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { EffectiveView } from '../../effective-diff/effective-view.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import type { DocumentId } from '../../model/document-id.ts';
import { membersWith } from '../../namespaces/decide.ts';
import type { Principal } from '../../namespaces/principal.ts';
import { openAccess, type Access } from '../../pipeline/access/access.ts';
import { changeReviews, type ChangeReviews } from '../../pipeline/access/change-reviews.ts';
import { statusOf } from '../../pipeline/effective/app-status.ts';
import { diffWorkspaces } from '../../pipeline/effective/diff-workspaces.ts';
import { SideCompiler } from '../../pipeline/effective/side-compiler.ts';
import { gitProblem } from '../../pipeline/git-problem.ts';
import { openAtCommit, type OpenedCommit } from '../../pipeline/open-at-commit.ts';
import { openNeighbour } from '../../pipeline/open-neighbour.ts';
import type { Workspace } from '../../pipeline/workspace.ts';
import { inRepository, settingsName, type WorkspaceLocation } from '../../workspace/find-workspace.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import { brokenImmutables } from './broken-immutables.ts';
import { overRoom } from './over-room.ts';

/** What publishing a commit would do to the protected branch, and whom that concerns. */
export interface Reach {
  readonly base: Workspace;
  readonly head: Workspace;
  /** Whole: of all apps and all values. */
  readonly view: EffectiveView;
  /** Namespaces as they are at the base. */
  readonly access: Access;
  readonly reviews: ChangeReviews;
  /** Files of the repository that are none of the workspace, and change. */
  readonly outside: readonly string[];
  /** Apps that would be invalid and are not, sorted. */
  readonly invalid: readonly DocumentId[];
  /** Apps in which an immutable value would change. */
  readonly immutable?: readonly DocumentId[];
  /** The document of the groups would have errors and has none: nobody could be sure any more who is who. */
  readonly brokenGroups: boolean;
  /** The protected branch cannot be used as it is: `base` is an older state of it, and the request mends it. */
  readonly mends?: boolean;
  /** Why nobody could be sure after publishing who may do what. */
  readonly unusable?: readonly Diagnostic[] | undefined;
}

export interface ReachPlace {
  readonly location: WorkspaceLocation;
  readonly reader: ObjectReader;
}

/**
 * @param base full name of the protected branch's tip, or of what stands for it (`usableBase`)
 * @param target full name of the commit that would become the tip, or of its tree; its other parents do not matter
 * @param shown the commit that people know it by
 */
export async function openReach(
  { location, reader }: ReachPlace,
  base: string,
  target: string,
  shown = target,
  mends = false,
): Promise<Outcome<Reach | undefined>> {
  const before = await openBase({ location, reader }, base);
  if (before.value === undefined) return { value: undefined, diagnostics: before.diagnostics };
  const after = await openNeighbour(before.value, target, reader);
  if (after.value === undefined) return { value: undefined, diagnostics: after.diagnostics };
  const [old, now] = [before.value.workspace, after.value.workspace];
  const over = overRoom(now);
  if (over !== undefined) return { value: undefined, diagnostics: [gitProblem(over, shown)] };
  const changes = await reader.changes(base, target, ['']);
  if (isGitFailure(changes)) return { value: undefined, diagnostics: [gitProblem(changes, target)] };
  const sides = [
    { workspace: old, name: 'protected', commit: base },
    { workspace: now, name: 'proposed', commit: shown },
  ] as const;
  const { value: view, diagnostics } = await diffWorkspaces(...sides, { apps: [], pointers: [] });
  if (view === undefined) return { value: undefined, diagnostics };
  const access = await openAccess(old);
  const known = knownPaths(old, now);
  const reviews = changeReviews(access, now, view);
  return {
    value: {
      base: old,
      head: now,
      view,
      access,
      reviews,
      outside: changes.map(({ path }) => path).filter((path) => !known.has(path)),
      invalid: await invalidApps(now, view, reader),
      immutable: await brokenImmutables(old, now, view, reader),
      brokenGroups: await breaksGroups(access, now, reviews),
      mends,
      unusable: await unusableHead(access, now, reviews, mends),
    },
    diagnostics,
  };
}

/** Many requests are held against one base: it is opened once for as long as objects are read in one place. */
const bases = new WeakMap<ObjectReader, { readonly base: string; readonly opened: Promise<Outcome<OpenedCommit | undefined>> }>();

export function openBase({ location, reader }: ReachPlace, base: string): Promise<Outcome<OpenedCommit | undefined>> {
  const known = bases.get(reader);
  if (known?.base === base) return known.opened;
  const shared = new SharedObjects(location.repository);
  const opened = openAtCommit(location, base, { reader, shared, reads: 'all' });
  bases.set(reader, { base, opened });
  return opened;
}

async function breaksGroups(access: Access, head: Workspace, { parts, ungoverned }: ChangeReviews): Promise<boolean> {
  const documents = [...parts, ungoverned].flatMap((each) => each.documents);
  const mayDiffer = documents.some(({ kind }) => kind === 'groups' || kind === 'settings');
  if (!mayDiffer) return false;
  const after = await openAccess(head);
  // What can still be read with errors in it must not be what cannot be read any more.
  return after.groupsBroken || (hasErrors(after) && !hasErrors(access));
}

async function unusableHead(
  base: Access,
  head: Workspace,
  { parts, ungoverned }: ChangeReviews,
  mends: boolean,
): Promise<readonly Diagnostic[] | undefined> {
  const governs = [...parts, ungoverned].some(({ documents }) =>
    documents.some(({ kind }) => kind === 'namespace' || kind === 'groups' || kind === 'settings'),
  );
  if (!mends && !governs) return undefined;
  const after = await openAccess(head);
  // Nobody could ever change again who may do what.
  const isLocked = governors(base).length > 0 && governors(after).length === 0;
  return unusable(after) ?? (isLocked ? [] : undefined);
}

function governors(access: Access): readonly Principal[] {
  const root = access.governing(undefined).namespace;
  return root === undefined ? [] : membersWith(root, access.groups, 'roles:manage');
}

/** Why nobody can be sure who may do what; undefined where it is known. */
export function unusable(access: Access): readonly Diagnostic[] | undefined {
  if (access.groupsBroken) return access.groupsDiagnostics;
  const root = access.governing(undefined);
  return root.broken.length > 0 ? root.diagnostics : undefined;
}

function hasErrors({ groupsBroken, groupsDiagnostics }: Access): boolean {
  return groupsBroken || groupsDiagnostics.some(({ severity }) => severity === 'error');
}

/** Documents, and the settings where they say something else: written in other words they are a file like any other. */
function knownPaths(old: Workspace, now: Workspace): ReadonlySet<string> {
  const paths = new Set([old, now].flatMap(({ index }) => [...index.files.values()].map(({ entry }) => entry.path)));
  const isOther = JSON.stringify(old.settings) !== JSON.stringify(now.settings);
  if (isOther) for (const { location } of [old, now]) paths.add(inRepository(location, settingsName));
  return paths;
}

async function invalidApps(head: Workspace, view: EffectiveView, reader: ObjectReader): Promise<readonly DocumentId[]> {
  const bad = view.validity.filter(({ after }) => after === 'Invalid' || after === 'Broken').flatMap(({ apps }) => apps);
  const compiler = new SideCompiler(head, reader);
  for (const app of view.added as readonly DocumentId[]) {
    const status = statusOf(await compiler.settled(await compiler.fast(app)));
    if (status === 'Invalid' || status === 'Broken') bad.push(app);
  }
  return ([...new Set(bad)] as DocumentId[]).toSorted(compareKeys);
}
