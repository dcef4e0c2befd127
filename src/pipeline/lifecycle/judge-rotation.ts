import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { cutCommits } from '../../git/cut-commits.ts';
import { isGitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { SharedObjects } from '../../workspace/shared-objects.ts';
import type { FindingCollector } from '../collect-findings.ts';
import { movedPlace } from '../evolution/moved-place.ts';
import { gitProblem } from '../git-problem.ts';
import { openAtCommit } from '../open-at-commit.ts';
import type { Workspace } from '../workspace.ts';
import { commitAt } from './commit-at.ts';
import type { LifecycleBase } from './lifecycle-base.ts';
import type { RotationCandidates } from './rotation-candidates.ts';
import { RotationJudge } from './rotation-judge.ts';

export interface RotationInput {
  readonly head: Workspace;
  readonly base: LifecycleBase;
  readonly reader: ObjectReader;
  readonly candidates: RotationCandidates;
  /** Seconds since 1970. */
  readonly now: () => Outcome<number>;
}

/** For each number of days another state of the protected branch is opened. */
const mostStates = 50;
const secondsPerDay = 86_400;
const keywords = ['x-confman-rotation-days'];

/**
 * Warns of references to secrets that are older than their schema wants. What is younger than the history is not judged, and where
 * that is because it is cut off here, a note tells it.
 */
export async function judgeRotation(input: RotationInput, findings: FindingCollector): Promise<void> {
  const { candidates, now, reader, base } = input;
  if (candidates.byDays.size === 0) return;
  const { value: time, diagnostics } = now();
  if (diagnostics.length > 0) return findings.addAll(diagnostics);
  const line = await reader.firstParents(base.commit, {});
  if (isGitFailure(line)) return findings.add(gitProblem(line, base.name));
  const days = [...candidates.byDays.keys()].sort((a, b) => a - b);
  for (const each of days.slice(0, mostStates)) {
    const problem = await judgeDays(input, each, line, time - each * secondsPerDay, findings);
    if (problem !== undefined) return findings.add(problem);
  }
  if (days.length <= mostStates) return;
  const reason = `there are more than ${mostStates} different numbers of days`;
  findings.add(diagnostic('lifecycle/not-judged', { keywords, reason }, { hint: 'Let the schemas agree on a few' }));
}

/** @returns what keeps it from being judged */
async function judgeDays(
  { head, base, reader, candidates }: RotationInput,
  days: number,
  line: readonly string[],
  until: number,
  findings: FindingCollector,
): Promise<Diagnostic | undefined> {
  const commit = await commitAt(reader, line, until);
  if (commit === undefined) return isCut(head, line) ? cutOff(days) : undefined;
  if (isGitFailure(commit)) return gitProblem(commit, base.name);
  const shared = new SharedObjects(head.location.repository);
  const { location } = base.workspace;
  const here = await openAtCommit(location, commit.oid, { reader, shared, reads: 'asked' });
  const moved = here.value && (await movedPlace(here.value.workspace, base.workspace, commit.oid, base.commit, reader));
  const opened = moved === undefined ? here : await openAtCommit(moved, commit.oid, { reader, shared, reads: 'asked' });
  // A state that was broken then tells nothing, and nobody can correct it now.
  if (opened.value === undefined || opened.value.workspace.structure.some(({ severity }) => severity === 'error'))
    return undefined;
  const judge = new RotationJudge(head, { workspace: opened.value.workspace, commit, days }, reader, candidates);
  for (const app of candidates.byDays.get(days) ?? []) {
    const found = await judge.judge(app, base.name);
    if (isGitFailure(found)) return gitProblem(found, base.name);
    findings.addAll(found, app);
  }
  return undefined;
}

function isCut({ location }: Workspace, line: readonly string[]): boolean {
  const last = line.at(-1);
  return last !== undefined && cutCommits(location.repository).has(last);
}

function cutOff(days: number): Diagnostic {
  const reason = `the history here is cut off within the last ${days} days`;
  return diagnostic('lifecycle/not-judged', { keywords, reason }, { hint: 'Run git fetch --unshallow origin' });
}
