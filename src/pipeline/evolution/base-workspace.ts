import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { protectedBase, type Base, type FoundBase } from '../../git/protected-base.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import { openCommit } from '../open-commit.ts';
import type { Workspace } from '../workspace.ts';
import { placeInCommit } from './place-in-commit.ts';

/** The workspace as it is on the protected branch, or at another revision, to compare with. */
export interface BaseWorkspace {
  readonly workspace: Workspace;
  readonly commit: string;
  /** As people call it: `main`, `origin/main`, `HEAD~2`. */
  readonly name: string;
}

/** Where the work at hand left a line of history. */
export interface LeftLine extends BaseWorkspace {
  /** Further places where the two were last the same: lines that merged each other crosswise have several. */
  readonly also: readonly BaseWorkspace[];
  /** The line as it is now; undefined where nothing came since. */
  readonly later: () => Promise<BaseWorkspace | undefined>;
}

/**
 * The state where the work at hand left a line of history: what came there later is nothing that this work could have
 * removed.
 *
 * @param revision undefined for the protected branch
 * @param head the commit that the workspace is read from; undefined for the working tree and the index
 */
export async function openBase(
  now: Workspace,
  revision: string | undefined,
  head?: string,
): Promise<Outcome<LeftLine | undefined>> {
  const { repository } = now.location;
  const reader = await openObjectReader(repository);
  try {
    const found = await findBase(reader, { repository, branch: now.settings.protectedBranch, revision, head });
    if ('problem' in found) return { value: undefined, diagnostics: [found.problem] };
    const shared = new SharedObjects(repository);
    const first = await openPart(now, found, found.oid, { head, shared, reader });
    if (first.value === undefined) return { value: undefined, diagnostics: first.diagnostics };
    const also: BaseWorkspace[] = [];
    for (const oid of found.also) {
      const { value, diagnostics } = await openPart(now, found, oid, { head, shared, reader });
      if (value === undefined) return { value, diagnostics };
      also.push(value);
    }
    const isOver = found.tip === found.oid;
    const later = async (): Promise<BaseWorkspace | undefined> =>
      isOver ? undefined : (await openPart(now, found, found.tip, { head, shared })).value;
    return { value: { ...first.value, also, later }, diagnostics: first.diagnostics };
  } finally {
    reader.close();
  }
}

interface PartOptions {
  readonly head: string | undefined;
  readonly shared: SharedObjects;
  readonly reader?: ObjectReader;
}

/** Reads all of it at once: the reader may be closed afterwards. */
async function openPart(
  now: Workspace,
  { name }: { readonly name: string },
  commit: string,
  { head, shared, reader }: PartOptions,
): Promise<Outcome<BaseWorkspace | undefined>> {
  const asked = reader ?? (await openObjectReader(now.location.repository));
  try {
    const location = await placeInCommit(asked, now, commit, head);
    const { value: workspace, diagnostics } = await openCommit(location, commit, now.progress, shared, asked);
    return { value: workspace && { workspace, commit, name }, diagnostics };
  } finally {
    if (reader === undefined) asked.close();
  }
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

export type ChosenBase = FoundBase | { readonly problem: Diagnostic };

/** Where the work at hand left a line of history. @param reader of the repository */
export async function findBase(reader: ObjectReader, { repository, branch, revision, head }: BaseChoice): Promise<ChosenBase> {
  if (revision === undefined) {
    const base = await protectedBase(reader, repository, branch, head);
    return 'oid' in base ? base : { problem: noBase(branch, base) };
  }
  const commit = await reader.resolveRevision(revision);
  if (isGitFailure(commit)) return { problem: unknownRevision(revision, commit.reason) };
  const work = head ?? (await reader.resolveRevision('HEAD'));
  const bases = isGitFailure(work) ? work : await reader.mergeBases(work, commit);
  const [oid = commit, ...also] = isGitFailure(bases) ? [] : bases;
  return { oid, also, tip: commit, name: revision };
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
