import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AppCounts } from '../diagnostics/finding.ts';
import type { BranchTarget } from '../git/branch-target.ts';
import { commitBytes } from '../git/commit-bytes.ts';
import { isGitFailure, type GitFailure } from '../git/git-failure.ts';
import type { Commit } from '../git/object-reader.ts';
import { openObjectReader } from '../git/open-object-reader.ts';
import { pause } from '../git/pause.ts';
import { isShallow } from '../git/schema-sequence.ts';
import { writeObjects } from '../git/write-objects.ts';
import { FindingCollector, type Collected } from './collect-findings.ts';
import type { OpenedWorkspace } from './open-workspace.ts';
import { readReleaseBase, type ReleaseBase } from './release-base.ts';
import { releaseFiles, type ReleaseFiles, type ReleaseFilesOptions } from './release-files.ts';
import { releaseMessage } from './release-message.ts';
import { releaseOrder } from './release-order.ts';
import { releaseProblem } from './release-problem.ts';
import { releaseTree, type ReleaseTree } from './release-tree.ts';
import { tooShort } from './too-short.ts';

export interface ReleaseOptions extends ReleaseFilesOptions {
  /** Also where the branch has the release of a commit that does not come before this one. */
  readonly allowOlder: boolean;
  /** Also where the branch holds something else, which is replaced; its commits stay. */
  readonly force: boolean;
  /** What was found out before. */
  readonly notices?: readonly Diagnostic[] | undefined;
  /** How often the branch may be moved by others. */
  readonly attempts?: number | undefined;
}

export interface ReleasedWorkspace {
  readonly counts: AppCounts;
  readonly findings: readonly Collected[];
  /** Undefined where nothing was released. */
  readonly release: Released | undefined;
}

export interface Released {
  /** Object name of the last commit of the branch. */
  readonly commit: string;
  /** The branch had this release already, and no commit was made. */
  readonly unchanged: boolean;
  /** Object name of the commit that was built. */
  readonly source: string;
  readonly sequence: number;
  readonly apps: number;
  readonly schemas: number;
}

/** What one attempt came to; `moved`: the branch is not what it was when the release was built on it. */
type Attempt = Pick<ReleasedWorkspace, 'counts' | 'release'> | 'moved';

const nothing: AppCounts = { total: 0, valid: 0, invalid: 0, rebuilt: 0, unchanged: 0 };

/**
 * Puts the release of a commit on a branch, as one commit that depends on nothing but the commit, the branch and the options. All
 * of it or nothing: the branch moves last, and only when it is still what the release was built on.
 *
 * @param opened a revision
 */
export async function releaseWorkspace(
  opened: OpenedWorkspace,
  target: BranchTarget,
  options: ReleaseOptions,
): Promise<ReleasedWorkspace> {
  const { workspace, objects } = opened;
  const { attempts = 10, notices = [] } = options;
  const early: Diagnostic[] = [...notices, ...workspace.structure];
  if (workspace.index.versions.size > 0 && isShallow(workspace.location.repository)) early.push(tooShort);
  const source = objects?.commit;
  if (source === undefined) throw new Error('a release is built from a commit');
  let findings = collectorOf(opened, early);
  if (early.some(({ severity }) => severity === 'error'))
    return { counts: nothing, findings: findings.collected, release: undefined };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    findings = collectorOf(opened, early);
    const ended = await releaseOnce(opened, source, target, options, findings);
    if (ended !== 'moved') return { ...ended, findings: findings.collected };
    await pause(attempt);
  }
  const hint = 'Run it again when there is less going on';
  findings.add(diagnostic('release/contended', { branch: target.shown, attempts }, { hint }));
  return { counts: nothing, findings: findings.collected, release: undefined };
}

function collectorOf({ workspace }: OpenedWorkspace, early: readonly Diagnostic[]): FindingCollector {
  const findings = new FindingCollector(workspace.settings.limits.diagnostics);
  findings.addAll(early);
  return findings;
}

async function releaseOnce(
  opened: OpenedWorkspace,
  source: Commit,
  target: BranchTarget,
  options: ReleaseOptions,
  findings: FindingCollector,
): Promise<Attempt> {
  const stopped = (finding: Diagnostic): Attempt => {
    findings.add(finding);
    return { counts: nothing, release: undefined };
  };
  const base = await baseOf(opened, target);
  if (isGitFailure(base)) return stopped(releaseProblem(base, target.shown));
  const refusal = base && (await refusalOf(opened, base, target.shown, source.oid, options));
  if (refusal !== undefined) return stopped(refusal);
  const built = await releaseFiles(opened, source, base, options, findings);
  if (built.files === undefined) return { counts: built.counts, release: undefined };
  const tree = releaseTree(built.files, base, source.oid);
  if (base !== undefined && tree.unchanged) return { counts: built.counts, release: releasedAs(base.commit.oid, true, built) };
  const commit = await writeRelease(target, source, base, tree, built);
  if (isGitFailure(commit)) return stopped(releaseProblem(commit, target.shown));
  const advanced = await target.advance(commit, base?.commit.oid);
  if (isGitFailure(advanced)) return stopped(releaseProblem(advanced, target.shown));
  return advanced === 'moved' ? 'moved' : { counts: built.counts, release: releasedAs(commit, false, built) };
}

async function baseOf(
  { workspace, objects }: OpenedWorkspace,
  target: BranchTarget,
): Promise<ReleaseBase | undefined | GitFailure> {
  const tip = await target.tip();
  if (tip === undefined || isGitFailure(tip)) return tip;
  const here = objects !== undefined && target.repository === workspace.location.repository;
  if (here) return readReleaseBase(objects.reader, tip);
  const reader = await openObjectReader(target.repository);
  const base = await readReleaseBase(reader, tip);
  reader.close();
  return base;
}

async function refusalOf(
  { workspace, objects }: OpenedWorkspace,
  { foreign, source: released }: ReleaseBase,
  branch: string,
  source: string,
  { force, allowOlder }: ReleaseOptions,
): Promise<Diagnostic | undefined> {
  if (foreign !== undefined && !force) {
    const hint = 'Choose another branch with --branch, or replace what it holds with --force';
    return diagnostic('release/foreign-branch', { branch, reason: foreign }, { hint });
  }
  if (released === undefined || allowOlder || objects === undefined) return undefined;
  const shallow = isShallow(workspace.location.repository);
  return releaseOrder(objects.reader, { branch, source, released, shallow });
}

/**
 * Author and committer are those of the source, with their times: who is at work here, and when, would make a release another
 * one wherever it is built.
 */
function writeRelease(
  { repository }: BranchTarget,
  { oid, author, committer }: Commit,
  base: ReleaseBase | undefined,
  { root, trees, blobs }: ReleaseTree,
  { header }: ReleaseFiles,
): ReturnType<typeof writeObjects> {
  const message = releaseMessage(oid, header);
  const commit = commitBytes({ tree: root, parents: base === undefined ? [] : [base.commit.oid], author, committer, message });
  return writeObjects(repository, { blobs, trees, commit });
}

function releasedAs(commit: string, unchanged: boolean, { header, apps, schemas }: ReleaseFiles): Released {
  return { commit, unchanged, source: header.commit, sequence: header.sequence, apps, schemas };
}
