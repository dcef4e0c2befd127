import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { protectedBase, type Base } from '../../git/protected-base.ts';
import { mergeBase } from '../../git/merge-base.ts';
import { readCommit } from '../../git/read-commit.ts';
import { resolveRevision } from '../../git/resolve-revision.ts';
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
  const found = baseOf(location.repository, settings.protectedBranch, revision);
  if (!('oid' in found)) return { value: undefined, diagnostics: [found.problem] };
  const { value: workspace, diagnostics } = await openCommit(location, found.oid, now.progress);
  if (workspace === undefined) return { value: undefined, diagnostics };
  return { value: { workspace, commit: found.oid, name: found.name }, diagnostics };
}

type Found = { readonly oid: string; readonly name: string } | { readonly problem: Diagnostic };

function baseOf(repository: string, branch: string, revision: string | undefined): Found {
  if (revision === undefined) {
    const base = protectedBase(repository, branch);
    return 'oid' in base ? base : { problem: noBase(branch, base) };
  }
  const commit = resolveRevision(repository, revision);
  if (!('oid' in commit)) return { problem: unknownRevision(revision, commit.reason) };
  const head = readCommit(repository, 'HEAD');
  const left = 'oid' in head ? mergeBase(repository, head.oid, commit.oid) : undefined;
  return { oid: left ?? commit.oid, name: revision };
}

export function unknownRevision(revision: string, reason: string): Diagnostic {
  const hint = 'Fetch it, or name a branch, a tag or a commit that is here (git branch --all shows the branches)';
  return diagnostic('retention/unknown-revision', { revision, reason }, { hint });
}

function noBase(branch: string, { kind, reason }: Exclude<Base, { readonly oid: string }>): Diagnostic {
  const hints = {
    missing: `Run git fetch origin ${branch}:refs/remotes/origin/${branch}, or set protectedBranch in confman.json5`,
    shallow: `Run git fetch --unshallow origin ${branch}:refs/remotes/origin/${branch}`,
    unrelated: 'Name the revision to compare with: --base REV',
    'no-git': 'Put the workspace under git: git init, git add, git commit',
    'no-commit': 'Commit the workspace first',
  };
  return diagnostic('retention/no-base', { branch, reason }, { hint: hints[kind] });
}
