import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { protectedBase, type Base } from '../../git/protected-base.ts';
import { openCommit } from '../open-commit.ts';
import type { Workspace } from '../workspace.ts';

/** The workspace as it is on the protected branch, or at another revision, to compare with. */
export interface BaseWorkspace {
  readonly workspace: Workspace;
  readonly commit: string;
  /** As people call it: `main`, `origin/main`, `HEAD~2`. */
  readonly name: string;
}

/**
 * The state where the work at hand left a line of history: what came there later is nothing that this work could have
 * removed.
 *
 * @param revision undefined for the protected branch
 */
export async function openBase(now: Workspace, revision: string | undefined): Promise<Outcome<BaseWorkspace | undefined>> {
  const { location, settings } = now;
  const reader = await openObjectReader(location.repository);
  const found = await findBase(reader, { repository: location.repository, branch: settings.protectedBranch, revision });
  reader.close();
  if (!('oid' in found)) return { value: undefined, diagnostics: [found.problem] };
  const { value: workspace, diagnostics } = await openCommit(location, found.oid, now.progress);
  if (workspace === undefined) return { value: undefined, diagnostics };
  return { value: { workspace, commit: found.oid, name: found.name }, diagnostics };
}

export interface BaseChoice {
  readonly repository: string;
  /** The protected one. */
  readonly branch: string;
  /** Instead of it. */
  readonly revision: string | undefined;
  /** The work at hand: full name of a commit; HEAD by default. */
  readonly head?: string | undefined;
}

export type FoundBase = { readonly oid: string; readonly name: string } | { readonly problem: Diagnostic };

/** Where the work at hand left a line of history. @param reader of the repository */
export async function findBase(reader: ObjectReader, { repository, branch, revision, head }: BaseChoice): Promise<FoundBase> {
  if (revision === undefined) {
    const base = await protectedBase(reader, repository, branch, head);
    return 'oid' in base ? base : { problem: noBase(branch, base) };
  }
  const commit = await reader.resolveRevision(revision);
  if (isGitFailure(commit)) return { problem: unknownRevision(revision, commit.reason) };
  const work = head ?? (await reader.resolveRevision('HEAD'));
  const left = isGitFailure(work) ? undefined : await reader.mergeBase(work, commit);
  return { oid: typeof left === 'string' ? left : commit, name: revision };
}

export function unknownRevision(revision: string, reason: string): Diagnostic {
  const hint = 'Fetch it, or name a branch, a tag or a commit that is here (git branch --all shows the branches)';
  return diagnostic('retention/unknown-revision', { revision, reason }, { hint });
}

export function noBase(branch: string, { kind, reason }: Exclude<Base, { readonly oid: string }>): Diagnostic {
  const hints = {
    missing: `Run git fetch origin ${branch}:refs/remotes/origin/${branch}, or set protectedBranch in confman.json5`,
    shallow: `Run git fetch --unshallow origin ${branch}:refs/remotes/origin/${branch}`,
    unrelated: 'Name the revision to compare with: --base REV',
    'no-git': 'Put the workspace under git: git init, git add, git commit',
    'no-commit': 'Commit the workspace first',
  };
  return diagnostic('retention/no-base', { branch, reason }, { hint: hints[kind] });
}
