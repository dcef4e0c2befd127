import type { Diagnostic, Outcome } from '../../diagnostics/diagnostic.ts';
import type { SideView } from '../../effective-diff/effective-view.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { protectedBase } from '../../git/protected-base.ts';
import { noBase } from '../evolution/base-workspace.ts';
import { movedPlace } from '../evolution/moved-place.ts';
import type { WorkspaceLocation } from '../../workspace/find-workspace.ts';
import type { ChangedIds } from '../changed-ids.ts';
import { gitProblem } from '../git-problem.ts';
import { openAtCommit } from '../open-at-commit.ts';
import { openNeighbour } from '../open-neighbour.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import type { Workspace } from '../workspace.ts';
import { ofBase } from './of-base.ts';

export interface BaseSide extends SideView {
  readonly workspace: Workspace;
  /** Of its contents, which are read when they are asked for. */
  readonly reader: ObjectReader;
  /** What it has otherwise than the head, where that was found out already. */
  readonly changed: ChangedIds | undefined;
}

/**
 * The state to compare with: a revision, or the commit at which the work at hand left the protected branch. It shares with the
 * head what both have. Where the head is not of git's objects, the caller closes the reader.
 *
 * @param revision undefined for the latter
 */
export async function openBaseSide(head: OpenedWorkspace, revision: string | undefined): Promise<Outcome<BaseSide | undefined>> {
  const { location } = head.workspace;
  const reader = head.objects?.reader ?? (await openObjectReader(location.repository));
  const found = await findBase(reader, head, revision);
  const opened = 'diagnostics' in found ? found : await openAt(reader, head, found);
  if (head.objects === undefined && opened.value === undefined) reader.close();
  return opened;
}

interface Found {
  readonly name: string;
  readonly oid: string;
}

async function findBase(
  reader: ObjectReader,
  head: OpenedWorkspace,
  revision: string | undefined,
): Promise<Found | Outcome<undefined>> {
  const { location, settings } = head.workspace;
  if (revision !== undefined) {
    const oid = await reader.resolveRevision(revision);
    if (isGitFailure(oid)) return { value: undefined, diagnostics: [gitProblem(oid, revision)] };
    return { name: revision, oid };
  }
  const { protectedBranch } = settings;
  const base = await protectedBase(reader, location.repository, protectedBranch, head.objects?.commit?.oid);
  if ('oid' in base) return base;
  const { hint, ...finding } = noBase(protectedBranch, base);
  return {
    value: undefined,
    diagnostics: [{ ...finding, hint: base.kind === 'unrelated' ? 'Name the revision to compare with: confman diff REV' : hint }],
  };
}

async function openAt(reader: ObjectReader, head: OpenedWorkspace, { name, oid }: Found): Promise<Outcome<BaseSide | undefined>> {
  const { workspace, objects, shared } = head;
  const commit = objects?.commit?.oid;
  const { location, progress, restoring: compiled } = workspace;
  const openIn = (place: WorkspaceLocation): ReturnType<typeof openAtCommit> =>
    openAtCommit(place, oid, { reader, shared, reads: 'asked', progress, compiled });
  const here = await (commit === undefined
    ? openIn(location)
    : openNeighbour({ workspace, commit, shared, reads: 'asked', changed: undefined }, oid, reader));
  const moved = here.value && (await movedPlace(here.value.workspace, workspace, oid, commit, reader));
  const { value: base, diagnostics } = moved === undefined ? here : await openIn(moved);
  if (base !== undefined)
    return { value: { workspace: base.workspace, name, commit: oid, reader, changed: base.changed }, diagnostics: [] };
  return { value: undefined, diagnostics: diagnostics.some(isAboutGit) ? diagnostics : ofBase(diagnostics, name) };
}

function isAboutGit({ code }: Diagnostic): boolean {
  return code.startsWith('git/') || code === 'workspace/commit-unreadable';
}
